package dev.fovea.dataset;

/**
 * Something wrong with a line before it has any meaning.
 *
 * @param rule the rule's name without the provider
 * @param pointer where in the line, {@code ""} when it is about the whole line
 * @param message what is wrong
 * @param fix what to do about it
 * @param near where in the shortened line, for what has no pointer since it is no JSON; 0 when that
 *     is not known
 */
record Flaw(Rule rule, String pointer, String message, String fix, int near) {
  Flaw(Rule rule, String pointer, String message, String fix) {
    this(rule, pointer, message, fix, 0);
  }

  static Flaw line(Rule rule, String message, String fix) {
    return new Flaw(rule, "", message, fix);
  }

  /** {@return the same with its place in the shortened line} */
  Flaw near(long place) {
    return new Flaw(rule, pointer, message, fix, (int) place);
  }

  static Flaw loneSurrogate(String pointer) {
    return new Flaw(
        Rule.LONE_SURROGATE,
        pointer,
        "the text holds half of a surrogate pair, which is no character",
        "write characters outside the basic plane as two escapes or as UTF-8");
  }
}
