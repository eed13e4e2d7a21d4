package dev.fovea.dataset;

/**
 * Something wrong with a line before it has any meaning.
 *
 * @param rule the rule's name without the provider
 * @param pointer where in the line, {@code ""} when it is about the whole line
 * @param message what is wrong
 * @param fix what to do about it
 */
record Flaw(Rule rule, String pointer, String message, String fix) {
  static Flaw line(Rule rule, String message, String fix) {
    return new Flaw(rule, "", message, fix);
  }

  static Flaw loneSurrogate(String pointer) {
    return new Flaw(
        Rule.LONE_SURROGATE,
        pointer,
        "the text holds half of a surrogate pair, which is no character",
        "write characters outside the basic plane as two escapes or as UTF-8");
  }
}
