package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a text into pieces such as a model would say one at a time; together they are the text
 * again.
 */
public final class Tokens {
  private static final int LONGEST = 8;
  private static final List<String> OTHERS = List.of(
      " the", " a", " it", ",", ".", " is", " and", "\n", " of", " to", "!", " in", " no", " on",
      "?", " or", " as", " at", " we", " so");

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
   * {@return the likeliest pieces at a place, the one that was said first, with their logarithms}
   *
   * @param piece what was said
   * @param count how many are wanted
   */
  public static Map<String, Double> likeliest(String piece, int count) {
    Map<String, Double> words = new LinkedHashMap<>();
    if (count > 0) {
      words.put(piece, logprob(piece));
    }
    for (String other : OTHERS) {
      if (words.size() < count && !other.equals(piece)) {
        words.put(other, logprob(piece) - words.size());
      }
    }
    return words;
  }

  /**
   * Writes a piece with its likelihood and its bytes.
   *
   * @param into where to
   * @param piece the piece
   * @param logprob its likelihood
   * @return {@code into}
   */
  public static ObjectNode write(ObjectNode into, String piece, double logprob) {
    into.put("token", piece).put("logprob", logprob);
    ArrayNode bytes = into.putArray("bytes");
    for (byte b : piece.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(b & 0xff);
    }
    return into;
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
