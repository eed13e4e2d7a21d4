package dev.fovea.openai;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatRules;
import dev.fovea.config.ResponseMeta;
import dev.fovea.json.ChatDialect;
import dev.fovea.provider.OwnOptions;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.ChatSetup;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;
import java.util.Optional;

/** Where OpenAI's chat differs from the common form. */
final class OpenAiChat {
  /** Vectors of texts. */
  static final Operation<Object, ResponseMeta> EMBED = Operation.post("embeddings")
      .named("embed texts")
      .kind(OperationKind.GENERATION)
      .sends(Object.class)
      .build();

  private static final Operation<Void, ResponseMeta> CHAT = Operation.post("chat/completions")
      .named("chat")
      .kind(OperationKind.GENERATION)
      .build();

  private OpenAiChat() {}

  static ChatCalls over(Transport transport, boolean compatible) {
    String limit = compatible ? "max_tokens" : "max_completion_tokens";
    return ChatCalls.over(
        transport,
        ChatSetup.builder()
            .operation(CHAT)
            // Whether a stream tells its usage is among the fields, where it can be left out.
            .dialect(ChatDialect.builder()
                .maxTokensField(limit)
                .asksForStreamUsage(false)
                .build())
            .vendorFields(request -> ChatFields.of(request, compatible))
            .build());
  }

  /** What a chat request may hold of pictures; read when somebody asks for it. */
  static ChatRules rules() {
    return Rules.READ;
  }

  private static final class Rules {
    static final ChatRules READ = ChatRules.read(OpenAiProvider.ID, OpenAiChat.class);
  }

  static Optional<OpenAiChatOptions> own(ChatRequest request) {
    return OwnOptions.find(OpenAiProvider.ID, request.options(), OpenAiChatOptions.class, "chat");
  }
}
