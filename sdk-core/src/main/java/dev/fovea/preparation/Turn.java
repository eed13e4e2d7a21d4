package dev.fovea.preparation;

import dev.fovea.chat.Message;
import dev.fovea.chat.Role;

/**
 * A message and where it stands in the line of the input.
 *
 * @param message the message
 * @param pointer the place of the message
 * @param contentPointer the place of its content
 */
record Turn(Message message, String pointer, String contentPointer) {
  static Turn at(String pointer, Message message) {
    return new Turn(message, pointer, pointer + "/content");
  }

  /** A content that belongs to no message of the line. */
  static Turn alone(String pointer, Message message) {
    return new Turn(message, pointer, pointer);
  }

  Turn with(Message changed) {
    return new Turn(changed, pointer, contentPointer);
  }

  String role() {
    return message.providerRole();
  }

  boolean isAnswer() {
    return message.role() == Role.ASSISTANT;
  }

  /** {@return the place of one of its parts} */
  String part(int index) {
    return message.contentIsList() ? contentPointer + "/" + index : contentPointer;
  }
}
