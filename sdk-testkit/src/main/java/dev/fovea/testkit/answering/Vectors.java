package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.server.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Turns texts into vectors of length 1 by the pieces of three letters they have in common: texts
 * with more of them are nearer. The same text gives the same vector, on every machine.
 */
public final class Vectors {
  private static final int PIECE = 3;

  private Vectors() {}

  /**
   * Reads what is to be turned.
   *
   * @param input a text or a list of them
   * @return the texts
   * @throws Unanswerable when it is something else
   */
  public static List<String> texts(JsonNode input) {
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) {
      texts.add(input.textValue());
    }
    for (JsonNode text : input) {
      Unanswerable.unless(text.isTextual(), "input must be a string or a list of strings", "input");
      texts.add(text.textValue());
    }
    Unanswerable.unless(!texts.isEmpty(), "input must be a string or a list of strings", "input");
    return texts;
  }

  /**
   * Turns a text.
   *
   * @param text the text
   * @param size how many numbers the vector has
   * @return the vector, of length 1
   */
  public static double[] of(String text, int size) {
    double[] vector = new double[size];
    String padded = "  " + text.toLowerCase(Locale.ROOT).strip() + "  ";
    for (int at = 0; at + PIECE <= padded.length(); at++) {
      int hash = padded.substring(at, at + PIECE).hashCode() * 0x9E3779B1;
      vector[Math.floorMod(hash >>> 1, size)] += (hash & 1) == 0 ? 1 : -1;
    }
    double squares = 0;
    for (double number : vector) {
      squares += number * number;
    }
    // Pieces that cancel each other out leave nothing to measure: any direction will do then.
    if (squares == 0) {
      vector[0] = 1;
      squares = 1;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < size; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  /**
   * Turns a text and keeps the beginning of the vector, again of length 1.
   *
   * @param text the text
   * @param size how many numbers the whole vector has
   * @param kept how many of them are kept
   * @return the beginning
   */
  public static float[] of(String text, int size, int kept) {
    double[] beginning = Arrays.copyOf(of(text, size), kept);
    double length = Math.sqrt(Arrays.stream(beginning).map(x -> x * x).sum());
    float[] numbers = new float[kept];
    for (int i = 0; i < kept; i++) {
      numbers[i] = (float) (length == 0 ? (i == 0 ? 1 : 0) : beginning[i] / length);
    }
    return numbers;
  }

  /**
   * {@return a vector as JSON}
   *
   * @param vector the vector
   * @param encoding {@code base64} for its little-endian bytes; anything else for a list
   */
  public static JsonNode written(float[] vector, String encoding) {
    if (!encoding.equals("base64")) {
      return Json.tree(vector);
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Json.tree(Base64.getEncoder().encodeToString(bytes.array()));
  }
}
