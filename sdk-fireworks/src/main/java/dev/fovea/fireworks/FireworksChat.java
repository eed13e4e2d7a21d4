package dev.fovea.fireworks;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatRules;
import dev.fovea.config.ResponseMeta;
import dev.fovea.inference.CompletionService;
import dev.fovea.json.ChatDialect;
import dev.fovea.provider.OwnOptions;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.ChatSetup;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import dev.fovea.transport.VendorFields;
import java.util.Map;
import java.util.Optional;

/** Where Fireworks' chat differs from the common form. */
final class FireworksChat {
  /** Vectors of texts. */
  static final Operation<Object, ResponseMeta> EMBED = Operation.post("embeddings")
      .named("embed texts")
      .on(FireworksAddresses.INFERENCE)
      .kind(OperationKind.GENERATION)
      .sends(Object.class)
      .build();

  private static final Operation<Void, ResponseMeta> CHAT = Operation.post("chat/completions")
      .named("chat")
      .on(FireworksAddresses.INFERENCE)
      .kind(OperationKind.GENERATION)
      .build();
  private static final Operation<Void, ResponseMeta> COMPLETE = Operation.post("completions")
      .named("complete text")
      .on(FireworksAddresses.INFERENCE)
      .kind(OperationKind.GENERATION)
      .build();

  /** Keeps requests with one key on one server, where their common start is cached. */
  private static final String AFFINITY = "x-session-affinity";

  private FireworksChat() {}

  /** What a chat request may hold of pictures; read when somebody asks for it. */
  static ChatRules rules() {
    return Rules.READ;
  }

  private static final class Rules {
    static final ChatRules READ = ChatRules.read(FireworksProvider.ID, FireworksChat.class);
  }

  static ChatCalls over(Transport transport) {
    return calls(transport, CHAT, dialect().build(), request -> ChatFields.of(request));
  }

  static CompletionService completions(Transport transport) {
    return CompletionService.over(calls(
        transport,
        COMPLETE,
        dialect().plainPrompt(true).build(),
        request -> ChatFields.ofCompletion(request)));
  }

  private static ChatCalls calls(
      Transport transport,
      Operation<Void, ResponseMeta> operation,
      ChatDialect dialect,
      VendorFields fields) {
    return ChatCalls.over(
        transport,
        ChatSetup.builder()
            .operation(operation)
            .base(FireworksAddresses.INFERENCE)
            .dialect(dialect)
            .vendorFields(fields)
            .headers(FireworksChat::headers)
            .build());
  }

  private static ChatDialect.Builder dialect() {
    // The usage comes with the last piece anyway; who asks for it is refused.
    return ChatDialect.builder().reasoningField("reasoning_content").asksForStreamUsage(false);
  }

  private static Map<String, String> headers(ChatRequest request) {
    return own(request)
        .flatMap(FireworksChatOptions::sessionAffinity)
        .map(key -> Map.of(AFFINITY, key))
        .orElse(Map.of());
  }

  static Optional<FireworksChatOptions> own(ChatRequest request) {
    return OwnOptions.find(
        FireworksProvider.ID, request.options(), FireworksChatOptions.class, "chat");
  }
}
