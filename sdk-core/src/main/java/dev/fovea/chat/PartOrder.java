package dev.fovea.chat;

import dev.fovea.chat.ContentPart.ImagePart;
import java.util.ArrayList;
import java.util.List;

/** Puts a message's parts into another order. */
final class PartOrder {
  private PartOrder() {}

  /** Pictures before everything else, each kind in its own order; a message without stays. */
  static Message imagesFirst(Message message) {
    List<ContentPart> ordered = new ArrayList<>(message.content());
    ordered.removeIf(part -> !(part instanceof ImagePart));
    if (ordered.isEmpty()) {
      return message;
    }
    for (ContentPart part : message.content()) {
      if (!(part instanceof ImagePart)) {
        ordered.add(part);
      }
    }
    return message.toBuilder().content(ordered).build();
  }
}
