package dev.fovea.preparation;

/** A line cannot be said at the target; ends its conversion, never leaves this room. */
final class LineDropped extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Where in the line of the input, {@code ""} for all of it. */
  private final String pointer;

  LineDropped(String pointer, String message) {
    super(message);
    this.pointer = pointer;
  }

  String pointer() {
    return pointer;
  }
}
