package dev.fovea.error;

import java.util.Objects;

/**
 * Text from outside, made fit for a message or a log: one line, of bounded length, without control
 * characters, pictures, keys or signatures.
 */
public final class Excerpt {
  private Excerpt() {}

  /**
   * Cleans a text and cuts it. Line ends become spaces, other control characters go; data URLs and
   * long base64 runs are shortened to their length; the values of signed query strings, of
   * authorisation headers and of fields named like a key, and user names in URLs become
   * {@code ***}.
   *
   * @param text any text
   * @param max the most characters to return, at least 1
   * @return the excerpt; it ends with an ellipsis when it was cut
   */
  public static String of(String text, int max) {
    Objects.requireNonNull(text, "text");
    if (max < 1) {
      throw new IllegalArgumentException("an excerpt has at least one character: " + max);
    }
    return new ExcerptScanner(text, max).scan();
  }

  /**
   * Cleans a text and cuts it, and also hides one known secret wherever it stands.
   *
   * @param text any text
   * @param max the most characters to return, at least 1
   * @param secret what must not be shown, such as the key of the call; blank hides nothing
   * @return the excerpt
   */
  public static String of(String text, int max, String secret) {
    String hidden = secret.strip();
    return of(hidden.isEmpty() ? text : text.replace(hidden, "***"), max);
  }
}
