package dev.fovea.preparation;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages of one line of another tool, and the pictures that belong into them. */
final class ForeignTurns {
  private static final String MARK = "<image>";
  private static final Set<String> READ =
      Set.of("from", "value", "role", "content", "loss_weight", "weight");

  /**
   * A picture as a line names it.
   *
   * @param pointer where
   * @param name how
   */
  record Named(String pointer, @Nullable Object name) {}

  private final ForeignPictures folder;
  private final List<Named> pictures;
  private final LineChanges changes;
  private int marks;
  private int calls;

  ForeignTurns(ForeignPictures folder, List<Named> pictures, LineChanges changes) {
    this.folder = folder;
    this.pictures = pictures;
    this.changes = changes;
  }

  Optional<Turn> system(@Nullable Object text) {
    return text instanceof String words && !words.isBlank()
        ? Optional.of(Turn.alone("/system", Message.system(words)))
        : Optional.empty();
  }

  /** {@return the turn that a message is} */
  Turn turn(@Nullable Object value, String pointer) {
    if (!(value instanceof Map<?, ?> message)) {
      throw new LineDropped(pointer, "the message is no object");
    }
    String content = message.containsKey("value") ? "value" : "content";
    String place = pointer + "/" + content;
    String word =
        message.get("from") instanceof String from ? from : String.valueOf(message.get("role"));
    Message.Builder turn = Message.builder();
    if (word.equals("function_call") || word.equals("tool_call")) {
      List<ToolCall> made = ForeignTools.calls(message.get(content), calls, place);
      calls += made.size();
      turn.role(Role.ASSISTANT).toolCalls(made);
    } else {
      content(turn.role(role(word, pointer)), message.get(content), place);
    }
    if (turn.build().role() == Role.TOOL) {
      turn.toolCallId("call_" + calls);
    }
    rest(turn, message, pointer);
    return new Turn(turn.build(), pointer, place);
  }

  private static Role role(String word, String pointer) {
    return switch (word) {
      case "human", "user" -> Role.USER;
      case "gpt", "assistant" -> Role.ASSISTANT;
      case "system" -> Role.SYSTEM;
      case "observation", "tool" -> Role.TOOL;
      default ->
        throw new LineDropped(
            pointer, "'" + word + "' is none of human, gpt, system, function_call, observation");
    };
  }

  private void rest(Message.Builder turn, Map<?, ?> message, String pointer) {
    for (Map.Entry<?, ?> member : message.entrySet()) {
      String name = String.valueOf(member.getKey());
      if (name.endsWith("weight") && member.getValue() instanceof Number weight) {
        turn.weight(weight.doubleValue());
      } else if (!READ.contains(name)) {
        changes.lost(
            ChangeKind.DROPPED_FIELD,
            pointer + "/" + Pointers.escaped(name),
            "a message has no such field");
      }
    }
  }

  private void content(Message.Builder turn, @Nullable Object content, String pointer) {
    if (content instanceof String text) {
      List<ContentPart> parts = new ArrayList<>();
      text(parts, text, pointer);
      turn.content(parts);
    } else if (content instanceof List<?> items) {
      List<ContentPart> parts = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        part(parts, items.get(i), pointer + "/" + i);
      }
      turn.content(parts).contentIsList(true);
    } else {
      throw new LineDropped(pointer, "there is no text and no list of parts");
    }
  }

  private void part(List<ContentPart> parts, @Nullable Object value, String pointer) {
    if (value instanceof String text) {
      text(parts, text, pointer);
      return;
    }
    if (!(value instanceof Map<?, ?> part)) {
      throw new LineDropped(pointer, "the part is no object");
    }
    String type = String.valueOf(part.get("type"));
    Object own = part.containsKey("value") ? part.get("value") : part.get(type);
    if (type.equals("text") && own instanceof String text) {
      text(parts, text, pointer);
    } else if (type.equals("image") || type.equals("image_url")) {
      Object named = own == null ? first(part) : own;
      if (named == null) {
        marked(parts);
      } else {
        parts.add(ContentPart.image(folder.picture(named, pointer)));
      }
    } else {
      throw new LineDropped(pointer, "a part of type '" + type + "' cannot be said in a data set");
    }
  }

  private static @Nullable Object first(Map<?, ?> part) {
    return part.containsKey("path") ? part.get("path") : part.get("url");
  }

  /** Puts a picture wherever the text has a mark for one. */
  private void text(List<ContentPart> parts, String text, String pointer) {
    int from = 0;
    int mark = text.indexOf(MARK);
    while (mark >= 0) {
      // The line end beside a mark belongs to the mark.
      int end = mark > from && text.charAt(mark - 1) == '\n' ? mark - 1 : mark;
      add(parts, text.substring(from, end));
      if (marks < pictures.size()) {
        changes.rewritten(
            ChangeKind.PLACED_PICTURE,
            pointer,
            "the picture of " + pictures.get(marks).pointer() + " stands in the place of " + MARK);
      }
      marked(parts);
      from = mark + MARK.length();
      from += from < text.length() && text.charAt(from) == '\n' ? 1 : 0;
      mark = text.indexOf(MARK, from);
    }
    if (from == 0) {
      parts.add(ContentPart.text(text));
    } else {
      add(parts, text.substring(from));
    }
  }

  private static void add(List<ContentPart> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(ContentPart.text(text));
    }
  }

  private void marked(List<ContentPart> parts) {
    if (marks < pictures.size()) {
      Named next = pictures.get(marks);
      parts.add(ContentPart.image(folder.picture(next.name(), next.pointer())));
    }
    marks++;
  }

  /**
   * Ends the line.
   *
   * @throws LineDropped if there are more marks than pictures, or fewer
   */
  void finish() {
    if (marks != pictures.size()) {
      throw new LineDropped(
          "",
          "the messages have " + ConversionText.counted(marks, "mark") + " " + MARK
              + ", and the line names " + ConversionText.counted(pictures.size(), "picture"));
    }
  }
}
