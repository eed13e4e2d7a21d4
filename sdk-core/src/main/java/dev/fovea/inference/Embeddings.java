package dev.fovea.inference;

import dev.fovea.config.ResponseMeta;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vectors of some texts, in the texts' order. Immutable and thread-safe. */
public final class Embeddings {
  private final String model;
  private final List<float[]> vectors;
  private final Map<String, @Nullable Object> others;
  private final ResponseMeta meta;

  private Embeddings(
      String model,
      List<float[]> vectors,
      Map<String, @Nullable Object> others,
      ResponseMeta meta) {
    this.model = model;
    this.vectors = List.copyOf(vectors);
    this.others = others;
    this.meta = meta;
  }

  /**
   * Makes the value; for those who read answers.
   *
   * @param model the model that answered; empty if not told
   * @param vectors a vector for each text; the arrays are not to be changed afterwards
   * @param others members of the answer this version does not know; unmodifiable
   * @param meta facts of the response
   * @return the value
   */
  public static Embeddings of(
      String model,
      List<float[]> vectors,
      Map<String, @Nullable Object> others,
      ResponseMeta meta) {
    return new Embeddings(model, vectors, others, meta);
  }

  /** {@return the model that answered, as the provider spells it; {@code ""} if not told} */
  public String model() {
    return model;
  }

  /** {@return how many vectors there are: one for each text} */
  public int size() {
    return vectors.size();
  }

  /**
   * Copies a vector.
   *
   * @param index the text's place in the request, from 0
   * @return its vector; most models give it the length 1, but not all
   * @throws IndexOutOfBoundsException if there was no such text
   */
  public float[] vector(int index) {
    return vectors.get(index).clone();
  }

  /**
   * Compares two texts by the angle between their vectors, without copying them.
   *
   * @param one a text's place in the request, from 0
   * @param other another's
   * @return the cosine: 1 for the same direction, about 0 for texts that have nothing in common; 0
   *     if one of the vectors is all zeros
   * @throws IndexOutOfBoundsException if there was no such text
   * @throws IllegalArgumentException if the vectors have different lengths
   */
  public double similarity(int one, int other) {
    float[] a = vectors.get(one);
    float[] b = vectors.get(other);
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "vectors of " + a.length + " and " + b.length + " numbers cannot be compared");
    }
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    double lengths = Math.sqrt(squaresA) * Math.sqrt(squaresB);
    return lengths == 0 ? 0 : product / lengths;
  }

  /** {@return members this version does not know, by name, such as {@code usage}} */
  public Map<String, @Nullable Object> additionalProperties() {
    return others;
  }

  /** {@return facts of the response beside its body} */
  public ResponseMeta meta() {
    return meta;
  }

  /** {@return the model and the number of vectors} */
  @Override
  public String toString() {
    return "Embeddings[" + model + ", " + vectors.size() + " vectors]";
  }
}
