package dev.fovea.preparation;

import dev.fovea.dataset.DatasetLine;
import dev.fovea.error.ImageException;
import dev.fovea.image.Detail;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notes what a line has that the example read from it does not: names, forms, what is unknown. */
final class LineNotes {
  private static final List<String> REASONING = List.of("reasoning", "reasoning_content");
  private static final Set<String> LISTS =
      Set.of("preferred_output", "non_preferred_output", "messages");
  private static final Set<String> HOLDERS = Set.of("input", "chosen", "rejected");
  private static final Set<String> CONTENTS = Set.of("prompt", "completion", "text");

  private final String reasoning;
  private final LineChanges changes;

  LineNotes(Target target, LineChanges changes) {
    this.reasoning = target.word("reasoning");
    this.changes = changes;
  }

  void note(Map<String, ?> line) {
    names(line);
    holder("", line);
  }

  private void names(Map<String, ?> line) {
    if (line.containsKey("preferred_completion")) {
      renamed("/preferred_completion", "preferred_output");
      renamed("/non_preferred_completion", "non_preferred_output");
    }
    if (line.containsKey("chosen")) {
      renamed("/chosen", "input and preferred_output");
      renamed("/rejected", "non_preferred_output");
    }
  }

  private void renamed(String pointer, String name) {
    changes.rewritten(ChangeKind.RENAMED_FIELD, pointer, "written as " + name);
  }

  private void holder(String pointer, Map<?, ?> holder) {
    holder.forEach((key, value) -> {
      String name = String.valueOf(key);
      String place = pointer + "/" + Pointers.escaped(name);
      if (value instanceof List<?> messages
          && (LISTS.contains(name) || name.endsWith("preferred_completion"))) {
        messages(place, messages);
      } else if (value instanceof Map<?, ?> inner && HOLDERS.contains(name)) {
        holder(place, inner);
      } else if (CONTENTS.contains(name)) {
        content(place, value);
      } else if (name.equals("tools") && value instanceof List<?> tools && tools.isEmpty()) {
        changes.rewritten(ChangeKind.DROPPED_FIELD, place, "the empty list of tools is left out");
      }
    });
  }

  private void messages(String pointer, List<?> messages) {
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i) instanceof Map<?, ?> message) {
        String place = pointer + "/" + i;
        content(place + "/content", message.get("content"));
        for (String name : REASONING) {
          if (!name.equals(reasoning) && message.get(name) instanceof String) {
            changes.rewritten(
                ChangeKind.RENAMED_FIELD, place + "/" + name, "written as " + reasoning);
          }
        }
      }
    }
  }

  private void content(String pointer, @Nullable Object content) {
    if (!(content instanceof List<?> parts)) {
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      String place = pointer + "/" + i;
      if (parts.get(i) instanceof String) {
        changes.rewritten(
            ChangeKind.WRAPPED_CONTENT, place, "the bare text became a part of type text");
      } else if (parts.get(i) instanceof Map<?, ?> part && "image_url".equals(part.get("type"))) {
        picture(place, part);
      }
    }
  }

  private void picture(String pointer, Map<?, ?> part) {
    others(pointer, part, Set.of("type", "image_url"));
    String place = pointer + "/image_url";
    Object url = part.get("image_url");
    if (url instanceof Map<?, ?> members) {
      others(place, members, Set.of("url", "detail"));
      if (members.containsKey("detail") && !isDetail(members.get("detail"))) {
        changes.lost(
            ChangeKind.DROPPED_DETAIL, place + "/detail", "the detail is none that is known");
      }
      url = members.get("url");
      place += "/url";
    } else {
      changes.rewritten(ChangeKind.RENAMED_FIELD, place, "written as an object with a url");
    }
    if (url instanceof DatasetLine.Picture picture) {
      type(place, picture);
    }
  }

  private static boolean isDetail(@Nullable Object word) {
    return word instanceof String text
        && Stream.of(Detail.values()).anyMatch(detail -> detail.word().equalsIgnoreCase(text));
  }

  private void others(String pointer, Map<?, ?> members, Set<String> known) {
    for (Object key : members.keySet()) {
      String name = String.valueOf(key);
      if (!known.contains(name)) {
        changes.lost(
            ChangeKind.DROPPED_FIELD,
            pointer + "/" + Pointers.escaped(name),
            "a picture has no such field in a data set");
      }
    }
  }

  private void type(String pointer, DatasetLine.Picture picture) {
    try {
      String head = picture.image().dataUrlHead();
      if (!picture.head().equals(head)) {
        changes.rewritten(
            ChangeKind.RETYPED_PICTURE,
            pointer,
            "the data URL says what the bytes are, " + picture.image().format().mediaType());
      }
    } catch (ImageException e) {
      // Whoever looks at the pictures leaves the line out for it.
    }
  }
}
