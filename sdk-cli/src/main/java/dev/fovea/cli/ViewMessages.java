package dev.fovea.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one line as a page shows them: who speaks, and the parts of what is said. Takes
 * whatever stands there, for wrong lines are shown too.
 */
final class ViewMessages {
  private static final int LONGEST_TEXT = 8_000;
  private static final int LONGEST_NOTE = 300;
  private static final int MOST_PARTS = 200;
  private static final Set<String> SHOWN = Set.of("role", "content", "tool_calls");

  private final ViewLine line;
  private final ViewAlbum album;

  ViewMessages(ViewLine line, ViewAlbum album) {
    this.line = line;
    this.album = album;
  }

  List<Object> all(@Nullable Object messages, String pointer) {
    List<Object> shown = new ArrayList<>();
    if (!(messages instanceof List<?> list)) {
      shown.add(block("", pointer, List.of(fields(messages, pointer))));
      return shown;
    }
    for (int i = 0; i < Math.min(list.size(), MOST_PARTS); i++) {
      shown.add(one(list.get(i), pointer + "/" + i));
    }
    if (list.size() > MOST_PARTS) {
      shown.add(block("", pointer, List.of(more(list.size(), pointer))));
    }
    return shown;
  }

  private Map<String, Object> one(@Nullable Object value, String pointer) {
    if (!(value instanceof Map<?, ?> message)) {
      return block("", pointer, List.of(fields(value, pointer)));
    }
    List<Object> parts = parts(message.get("content"), pointer + "/content");
    if (message.get("tool_calls") instanceof List<?> calls) {
      for (int i = 0; i < Math.min(calls.size(), MOST_PARTS); i++) {
        parts.add(call(calls.get(i), pointer + "/tool_calls/" + i));
      }
    }
    String role = message.get("role") instanceof String text ? text : "";
    Map<String, Object> block = block(role, pointer, parts);
    Map<String, Object> notes = notes(message);
    if (!notes.isEmpty()) {
      block.put("notes", notes);
    }
    return block;
  }

  /** What is said under a name of its own instead of a role. */
  Map<String, Object> spoken(String name, @Nullable Object content) {
    return block(name, "/" + name, parts(content, "/" + name));
  }

  private Map<String, Object> block(String role, String pointer, List<?> parts) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("role", ViewText.shorten(role, LONGEST_NOTE));
    block.put("at", pointer);
    block.put("parts", parts);
    return block;
  }

  private Map<String, Object> notes(Map<?, ?> message) {
    Map<String, Object> notes = new LinkedHashMap<>();
    message.forEach((key, value) -> {
      if (!SHOWN.contains(key) && value != null) {
        String note = value instanceof String text && line.cut(text) == null
            ? text
            : ViewText.plain(value, line);
        notes.put(
            ViewText.shorten(String.valueOf(key), LONGEST_NOTE),
            ViewText.shorten(note, LONGEST_NOTE));
      }
    });
    return notes;
  }

  private List<Object> parts(@Nullable Object content, String pointer) {
    List<Object> parts = new ArrayList<>();
    if (content instanceof String text) {
      parts.add(text(text, pointer));
    } else if (content instanceof List<?> list) {
      for (int i = 0; i < Math.min(list.size(), MOST_PARTS); i++) {
        parts.add(part(list.get(i), pointer + "/" + i));
      }
      if (list.size() > MOST_PARTS) {
        parts.add(more(list.size(), pointer));
      }
    } else if (content != null) {
      parts.add(fields(content, pointer));
    }
    return parts;
  }

  private Map<String, Object> part(@Nullable Object value, String pointer) {
    if (value instanceof Map<?, ?> part) {
      if (part.get("text") instanceof String text) {
        return text(text, pointer);
      }
      Object picture = part.get("image_url");
      Object url = picture instanceof Map<?, ?> members ? members.get("url") : picture;
      if (url instanceof String address) {
        Object detail = picture instanceof Map<?, ?> members ? members.get("detail") : null;
        return album.part(address, detail, pointer);
      }
    }
    return value instanceof String text ? text(text, pointer) : fields(value, pointer);
  }

  private Map<String, Object> text(String text, String pointer) {
    ViewCut cut = line.cut(text);
    if (cut != null && cut.isPicture()) {
      return album.part(text, null, pointer);
    }
    String shown = cut == null
        ? ViewText.shorten(text, LONGEST_TEXT)
        : ViewText.whole(cut.start()) + " … (" + cut.shown() + ")";
    return Map.of("text", shown, "at", pointer);
  }

  private Map<String, Object> call(@Nullable Object value, String pointer) {
    if (value instanceof Map<?, ?> call
        && call.get("function") instanceof Map<?, ?> function
        && function.get("name") instanceof String name
        && function.get("arguments") instanceof String arguments
        && line.cut(arguments) == null) {
      return Map.of(
          "title", ViewText.shorten(name, LONGEST_NOTE),
          "json", ViewText.shorten(arguments, LONGEST_TEXT),
          "at", pointer);
    }
    return fields(value, pointer);
  }

  /** Anything that has no form of its own, as JSON. */
  Map<String, Object> fields(@Nullable Object value, String pointer) {
    return Map.of("json", ViewText.plain(value, line), "at", pointer);
  }

  private static Map<String, Object> more(int all, String pointer) {
    return Map.of("json", "… and " + (all - MOST_PARTS) + " more", "at", pointer);
  }
}
