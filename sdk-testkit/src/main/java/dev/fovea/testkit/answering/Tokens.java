package dev.fovea.testkit.answering;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into pieces such as a model would say one at a time; together they are the text
 * again.
 */
public final class Tokens {
  private static final int LONGEST = 8;

  private Tokens() {}

  /**
   * {@return a number for a piece; equal pieces have equal numbers}
   *
   * @param piece the piece
   */
  public static int id(String piece) {
    return Math.abs(piece.hashCode() % 128_000);
  }

  /**
   * {@return how likely a piece was, as a logarithm}
   *
   * @param piece the piece
   */
  public static double logprob(String piece) {
    return -(1 + id(piece) % 200) / 100.0;
  }

  /**
   * Cuts a text.
   *
   * @param text the text
   * @return its pieces in their order; empty for an empty text
   */
  public static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      int word = end;
      while (end < text.length()
          && !Character.isWhitespace(text.charAt(end))
          && end - word < LONGEST) {
        end++;
      }
      // A character of two halves stays whole.
      if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
        end++;
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }
}
