package dev.fovea.preparation;

import dev.fovea.chat.Message;

/** A message without its weight, which a builder can only set. */
final class UnweightedMessage {
  private UnweightedMessage() {}

  static Message of(Message from) {
    Message.Builder copy = Message.builder()
        .role(from.role())
        .content(from.content())
        .contentIsList(from.contentIsList())
        .toolCalls(from.toolCalls())
        .additionalProperties(from.additionalProperties());
    if (!from.role().word().equals(from.providerRole())) {
      copy.providerRole(from.providerRole());
    }
    from.name().ifPresent(copy::name);
    from.toolCallId().ifPresent(copy::toolCallId);
    from.reasoning().ifPresent(copy::reasoning);
    return copy.build();
  }
}
