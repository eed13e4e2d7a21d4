package dev.fovea.fireworks;

import dev.fovea.config.ResponseMeta;
import dev.fovea.inference.CompletionService;
import dev.fovea.transport.ChatCalls;
import dev.fovea.transport.ChatSetup;
import dev.fovea.transport.Operation;
import dev.fovea.transport.OperationKind;
import dev.fovea.transport.Transport;

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
      .kind(OperationKind.GENERATION)
      .build();
  private static final Operation<Void, ResponseMeta> COMPLETE = Operation.post("completions")
      .named("complete text")
      .kind(OperationKind.GENERATION)
      .build();

  private FireworksChat() {}

  static ChatCalls over(Transport transport) {
    return ChatCalls.over(
        transport,
        ChatSetup.builder().operation(CHAT).base(FireworksAddresses.INFERENCE).build());
  }

  static CompletionService completions(Transport transport) {
    return CompletionService.over(ChatCalls.over(
        transport,
        ChatSetup.builder()
            .operation(COMPLETE)
            .base(FireworksAddresses.INFERENCE)
            .build()));
  }
}
