package dev.fovea.finetuning;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * Which weights are trained: a small adapter or all of them. A request without one leaves the
 * choice to the provider. May grow in a minor version: keep a default branch. Immutable.
 */
public sealed interface Adapter {
  /** {@return a low-rank adapter with the rank the provider recommends or allows} */
  static Adapter lora() {
    return Lora.builder().build();
  }

  /**
   * A low-rank adapter.
   *
   * @param rank the rank, at least 1; the provider's maximum depends on the model
   * @return the adapter
   */
  static Adapter lora(int rank) {
    return Lora.builder().rank(rank).build();
  }

  /**
   * A low-rank adapter.
   *
   * @param spec fills the settings
   * @return the adapter
   */
  static Adapter lora(Consumer<Lora.Builder> spec) {
    Lora.Builder lora = Lora.builder();
    spec.accept(lora);
    return lora.build();
  }

  /** {@return training of all weights} */
  static Adapter full() {
    return new Full();
  }

  /** Training of all weights. */
  record Full() implements Adapter {}

  /** A low-rank adapter. What is absent is left to the provider. */
  @Value.Immutable
  abstract non-sealed class Lora implements Adapter {
    Lora() {}

    /** {@return the rank; the provider's choice when absent} */
    public abstract Optional<Integer> rank();

    /** {@return the scaling numerator; the provider's choice, often twice the rank, when absent} */
    public abstract Optional<Integer> alpha();

    /** {@return the dropout, 0 or more and less than 1; the provider's choice when absent} */
    public abstract Optional<Double> dropout();

    /** {@return the modules that get an adapter; empty means the provider's choice} */
    public abstract List<String> targetModules();

    @Value.Check
    void check() {
      if (rank().filter(r -> r < 1).isPresent()) {
        throw new IllegalArgumentException(
            "LoRA rank must be at least 1: " + rank().get());
      }
      if (alpha().filter(a -> a < 1).isPresent()) {
        throw new IllegalArgumentException(
            "LoRA alpha must be at least 1: " + alpha().get());
      }
      if (dropout().filter(d -> !(d >= 0 && d < 1)).isPresent()) {
        throw new IllegalArgumentException(
            "LoRA dropout must be at least 0 and less than 1: " + dropout().get());
      }
    }

    /** {@return a builder that starts with these settings} */
    public abstract Builder toBuilder();

    /** {@return an empty builder} */
    public static Builder builder() {
      return ImmutableLora.builder();
    }

    /** Builds a {@link Lora}; for one thread and one use. */
    public abstract static class Builder {
      Builder() {}

      /**
       * Sets the rank.
       *
       * @param rank at least 1
       * @return this builder
       */
      public abstract Builder rank(int rank);

      /**
       * Sets the scaling numerator.
       *
       * @param alpha at least 1
       * @return this builder
       */
      public abstract Builder alpha(int alpha);

      /**
       * Sets the dropout.
       *
       * @param dropout at least 0 and less than 1
       * @return this builder
       */
      public abstract Builder dropout(double dropout);

      /**
       * Sets the modules that get an adapter.
       *
       * @param modules their names as the provider spells them
       * @return this builder
       */
      public abstract Builder targetModules(Iterable<String> modules);

      /** {@return the adapter} */
      public abstract Lora build();
    }
  }
}
