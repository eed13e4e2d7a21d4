package dev.fovea.image;

import java.util.Locale;

/**
 * How closely a model is asked to look, which also decides what the picture costs. May grow in a
 * minor version: keep a default branch.
 */
public enum Detail {
  /** Coarsely, for few tokens. */
  LOW,
  /** Closely, for more tokens. */
  HIGH,
  /** As the provider thinks fit. */
  AUTO,
  /** In the picture's own size, for most tokens; only some models of OpenAI's know it. */
  ORIGINAL;

  /** {@return the word for it on the wire, as {@code low}} */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
