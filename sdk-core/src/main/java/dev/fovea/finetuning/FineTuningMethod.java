package dev.fovea.finetuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a model learns from the examples. Which methods there are depends on the provider. May grow
 * in a minor version: keep a default branch. Immutable.
 */
public sealed interface FineTuningMethod {
  /** {@return learning from right answers} */
  static FineTuningMethod supervised() {
    return new Supervised();
  }

  /** {@return learning from pairs of better and worse answers (DPO), with the provider's beta} */
  static FineTuningMethod preference() {
    return new Preference(null);
  }

  /**
   * Learning from pairs of better and worse answers (DPO).
   *
   * @param beta how strongly the model is held to what it was; 0 or more
   * @return the method
   */
  static FineTuningMethod preference(double beta) {
    return new Preference(beta);
  }

  /**
   * Learning from graded answers.
   *
   * @param grader the grader as the provider's API describes it, in JDK types
   * @return the method
   */
  static FineTuningMethod reinforcement(Map<String, ? extends Object> grader) {
    return new Reinforcement(new LinkedHashMap<>(grader));
  }

  /** Learning from right answers. */
  record Supervised() implements FineTuningMethod {}

  /** Learning from pairs of better and worse answers. */
  final class Preference implements FineTuningMethod {
    private final @Nullable Double beta;

    private Preference(@Nullable Double beta) {
      if (beta != null && !(beta >= 0)) {
        throw new IllegalArgumentException("beta must be 0 or more: " + beta);
      }
      this.beta = beta;
    }

    /** {@return how strongly the model is held to what it was; the provider's default if absent} */
    public Optional<Double> beta() {
      return Optional.ofNullable(beta);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Preference that && Objects.equals(beta, that.beta);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(beta);
    }

    @Override
    public String toString() {
      return beta == null ? "Preference{}" : "Preference{beta=" + beta + "}";
    }
  }

  /**
   * Learning from graded answers.
   *
   * @param grader the grader as the provider's API describes it
   */
  record Reinforcement(Map<String, Object> grader) implements FineTuningMethod {
    /**
     * Copies the grader.
     *
     * @param grader the grader as the provider's API describes it
     */
    public Reinforcement {
      grader = Collections.unmodifiableMap(new LinkedHashMap<>(grader));
    }
  }
}
