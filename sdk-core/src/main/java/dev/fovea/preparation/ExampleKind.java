package dev.fovea.preparation;

import java.util.Locale;

/** The kinds of examples by the words that formats have for them. */
enum ExampleKind {
  TEXT,
  CONVERSATION,
  INSTRUCTION,
  PREFERENCE,
  PROMPT;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
