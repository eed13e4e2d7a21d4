package dev.fovea.finetuning;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * The settings of training that most providers share. What is absent is left to the provider, whose
 * limits depend on the model. Immutable.
 */
@Value.Immutable
public abstract class Hyperparameters {
  Hyperparameters() {}

  /** {@return how often all examples are gone through; the provider's choice when absent} */
  public abstract Optional<Integer> epochs();

  /** {@return how many examples make one step; the provider's choice when absent} */
  public abstract Optional<Integer> batchSize();

  /** {@return the step size of learning; the provider's choice when absent} */
  public abstract Optional<Double> learningRate();

  /** {@return the share of steps, 0 to 1, in which the rate grows; provider's choice if absent} */
  public abstract Optional<Double> warmupRatio();

  /** {@return the weight decay, 0 or more; the provider's choice when absent} */
  public abstract Optional<Double> weightDecay();

  /** {@return the gradient's largest norm, 0 or more; the provider's choice when absent} */
  public abstract Optional<Double> maxGradNorm();

  /** {@return how many checkpoints are kept; the provider's choice when absent} */
  public abstract Optional<Integer> checkpoints();

  /** {@return how often the validation file is used; the provider's choice when absent} */
  public abstract Optional<Integer> evaluations();

  @Value.Check
  void check() {
    epochs().ifPresent(value -> atLeast("epochs", value, 1));
    batchSize().ifPresent(value -> atLeast("batchSize", value, 1));
    checkpoints().ifPresent(value -> atLeast("checkpoints", value, 0));
    evaluations().ifPresent(value -> atLeast("evaluations", value, 0));
    learningRate().ifPresent(value -> between("learningRate", value, Double.MAX_VALUE));
    warmupRatio().ifPresent(value -> between("warmupRatio", value, 1));
    weightDecay().ifPresent(value -> between("weightDecay", value, Double.MAX_VALUE));
    maxGradNorm().ifPresent(value -> between("maxGradNorm", value, Double.MAX_VALUE));
  }

  /** {@return these settings, with those of {@code later} where it has any} */
  Hyperparameters over(Hyperparameters later) {
    return ImmutableHyperparameters.builder().from(this).from(later).build();
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
  }

  private static void between(String name, double value, double most) {
    // Written so that NaN fails too.
    if (!(value >= 0 && value <= most)) {
      String bounds = most == Double.MAX_VALUE ? "a number of 0 or more" : "between 0 and 1";
      throw new IllegalArgumentException(name + " must be " + bounds + ": " + value);
    }
  }

  /** {@return a builder that starts with these settings} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableHyperparameters.builder();
  }

  /** Builds {@link Hyperparameters}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets how often all examples are gone through.
     *
     * @param epochs at least 1
     * @return this builder
     */
    public abstract Builder epochs(int epochs);

    /**
     * Sets how many examples make one step.
     *
     * @param batchSize at least 1
     * @return this builder
     */
    public abstract Builder batchSize(int batchSize);

    /**
     * Sets the step size of learning.
     *
     * @param learningRate 0 or more
     * @return this builder
     */
    public abstract Builder learningRate(double learningRate);

    /**
     * Sets the share of steps in which the learning rate grows.
     *
     * @param warmupRatio 0 to 1
     * @return this builder
     */
    public abstract Builder warmupRatio(double warmupRatio);

    /**
     * Sets the weight decay.
     *
     * @param weightDecay 0 or more
     * @return this builder
     */
    public abstract Builder weightDecay(double weightDecay);

    /**
     * Sets the gradient's largest norm.
     *
     * @param maxGradNorm 0 or more; at some providers 0 switches the limit off
     * @return this builder
     */
    public abstract Builder maxGradNorm(double maxGradNorm);

    /**
     * Sets how many checkpoints are kept.
     *
     * @param checkpoints 0 or more
     * @return this builder
     */
    public abstract Builder checkpoints(int checkpoints);

    /**
     * Sets how often the validation file is used.
     *
     * @param evaluations 0 or more
     * @return this builder
     */
    public abstract Builder evaluations(int evaluations);

    /** {@return the settings} */
    public abstract Hyperparameters build();
  }
}
