package dev.fovea.preparation;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * How pictures are parted into those to train on and those to judge by. Immutable.
 *
 * <p>Pictures with the same answer are a class, and each class is parted alike: it gives its share
 * of pictures, rounded up or down; at least one if it has two or more; never its last one. Where
 * more than half of the pictures have an answer that no other has, as with receipts, these are one
 * class. Files with the same bytes are one picture, which goes to one part with all its questions;
 * shares and counts are of such pictures.
 */
@Value.Immutable
public abstract class SplitOptions {
  private static final double USUAL_SHARE = 0.1;

  SplitOptions() {}

  /**
   * {@return the share of each class to keep for validation, more than 0 and less than 1; a tenth
   * when absent and no {@link #validationCount()} is set}
   */
  public abstract Optional<Double> validationShare();

  /**
   * {@return how many pictures to keep for validation, exactly; 1 or more, with shares of the
   * classes as equal as they can be. By share when absent}
   */
  public abstract Optional<Integer> validationCount();

  /**
   * {@return what fixes which pictures are kept, and in which order the others are trained on: the
   * same labels and seed give the same parts. 0 by default}
   */
  public abstract long seed();

  @Value.Check
  void check() {
    if (validationShare().isPresent() && validationCount().isPresent()) {
      throw new IllegalArgumentException("a split has a validationShare or a validationCount");
    }
    if (!(share() > 0 && share() < 1)) {
      throw new IllegalArgumentException(
          "validationShare must be more than 0 and less than 1: " + share());
    }
    if (validationCount().orElse(1) < 1) {
      throw new IllegalArgumentException(
          "validationCount must be 1 or more: " + validationCount().orElseThrow());
    }
  }

  double share() {
    return validationShare().orElse(USUAL_SHARE);
  }

  /** {@return a builder with the default settings} */
  public static Builder builder() {
    return ImmutableSplitOptions.builder().seed(0);
  }

  /** Builds {@link SplitOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the share of each class to keep for validation.
     *
     * @param validationShare more than 0 and less than 1
     * @return this builder
     */
    public abstract Builder validationShare(double validationShare);

    /**
     * Sets how many pictures to keep for validation.
     *
     * @param validationCount 1 or more
     * @return this builder
     */
    public abstract Builder validationCount(int validationCount);

    /**
     * Sets what fixes the parts and the order.
     *
     * @param seed any number
     * @return this builder
     */
    public abstract Builder seed(long seed);

    /** {@return the options} */
    public abstract SplitOptions build();
  }
}
