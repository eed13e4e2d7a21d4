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
  PROMPT("messages");

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
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return the shapes that a line has the keys of, of those allowed, in their order} */
  static List<Shape> of(Map<?, ?> line, List<Shape> allowed) {
    return allowed.stream()
        .filter(shape -> line.keySet().containsAll(shape.columns))
        .toList();
  }

  static Shape of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
