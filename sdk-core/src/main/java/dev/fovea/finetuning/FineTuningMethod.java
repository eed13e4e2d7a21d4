package dev.fovea.finetuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

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
    return ImmutablePreference.builder().build();
  }

  /**
   * Learning from pairs of better and worse answers (DPO).
   *
   * @param beta how strongly the model is held to what it was; 0 or more
   * @return the method
   */
  static FineTuningMethod preference(double beta) {
    return ImmutablePreference.builder().beta(beta).build();
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
  @Value.Immutable
  abstract non-sealed class Preference implements FineTuningMethod {
    Preference() {}

    /** {@return how strongly the model is held to what it was; the provider's default if absent} */
    public abstract Optional<Double> beta();

    @Value.Check
    void check() {
      if (beta().filter(b -> !(b >= 0)).isPresent()) {
        throw new IllegalArgumentException("beta must be 0 or more: " + beta().get());
      }
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
