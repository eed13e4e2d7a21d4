package dev.fovea.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What kind of example a line holds, told by its top-level keys. */
enum Shape {
  TEXT("text"),
  CONVERSATION("messages"),
  INSTRUCTION("prompt", "completion"),
  PREFERENCE("input", "preferred_output", "non_preferred_output"),
  /** A preference under the names that a specification has and no guide. */
  COMPLETION_PREFERENCE("input", "preferred_completion", "non_preferred_completion"),
  PROMPT("messages"),
  RANKED("chosen", "rejected");

  @SuppressWarnings("ImmutableEnumChecker") // Set.of makes unmodifiable ones
  private final Set<String> columns;

  Shape(String... columns) {
    this.columns = Set.of(columns);
  }

  /** {@return the keys a line of this shape must have} */
  Set<String> columns() {
    return columns;
  }

  /** {@return the name in settings and statistics} */
  String word() {
    return kind().name().toLowerCase(Locale.ROOT);
  }

  /** {@return the shape that means the same, if this is another way to write it} */
  Shape kind() {
    return this == COMPLETION_PREFERENCE ? PREFERENCE : this;
  }

  /**
   * {@return the shapes that a line has the keys of, of those allowed, in their order} Messages are
   * a conversation or a prompt, never both: a prompt ends without the assistant's answer.
   */
  static List<Shape> of(Map<?, ?> line, List<Shape> allowed) {
    Shape other = endsUnanswered(line) ? CONVERSATION : PROMPT;
    boolean both = allowed.contains(CONVERSATION) && allowed.contains(PROMPT);
    return allowed.stream()
        .filter(shape -> line.keySet().containsAll(shape.columns))
        .filter(shape -> !both || shape != other)
        .toList();
  }

  private static boolean endsUnanswered(Map<?, ?> line) {
    return line.get("messages") instanceof List<?> messages
        && !messages.isEmpty()
        && messages.get(messages.size() - 1) instanceof Map<?, ?> last
        && last.get("role") instanceof String role
        && !role.equals("assistant");
  }

  static Shape of(String word) {
    try {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("there is no kind of example '" + word + "'", e);
    }
  }
}
