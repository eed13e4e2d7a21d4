package dev.fovea.config;

import java.time.Duration;
import org.immutables.value.Value;

/**
 * How long and how often to ask whether something is done. The first polls come quickly, because
 * short work ends in seconds; each pause is half as long again as the one before, up to the
 * ceiling, and shortened at random by up to a quarter so that many waiters do not ask in step.
 * Immutable.
 */
@Value.Immutable
public abstract class WaitOptions {
  WaitOptions() {}

  /**
   * {@return the time after which waiting ends with a {@code WaitTimeoutException}; what is waited
   * for goes on; 24 h by default}
   */
  public abstract Duration timeout();

  /** {@return the first pause between two polls; 1 s by default} */
  public abstract Duration floor();

  /** {@return the longest pause between two polls; 30 s by default} */
  public abstract Duration ceiling();

  @Value.Check
  void check() {
    requirePositive("timeout", timeout());
    requirePositive("floor", floor());
    if (ceiling().compareTo(floor()) < 0) {
      throw new IllegalArgumentException(
          "wait ceiling must be at least the floor: " + ceiling() + " < " + floor());
    }
  }

  private static void requirePositive(String name, Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("wait " + name + " must be positive: " + time);
    }
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableWaitOptions.builder()
        .timeout(Duration.ofHours(24))
        .floor(Duration.ofSeconds(1))
        .ceiling(Duration.ofSeconds(30));
  }

  /** Builds {@link WaitOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the time after which waiting ends with an error. What is waited for goes on.
     *
     * @param timeout a positive time
     * @return this builder
     */
    public abstract Builder timeout(Duration timeout);

    /**
     * Sets the first pause between two polls.
     *
     * @param floor a positive time
     * @return this builder
     */
    public abstract Builder floor(Duration floor);

    /**
     * Sets the longest pause between two polls.
     *
     * @param ceiling at least the floor
     * @return this builder
     */
    public abstract Builder ceiling(Duration ceiling);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract WaitOptions build();
  }
}
