package dev.fovea.config;

import java.time.Duration;
import org.immutables.value.Value;

/**
 * How patient a client is with failures that may pass. Which failures those are, the transport
 * decides by what a call does: a create is never repeated once its request may have arrived.
 * Immutable.
 */
@Value.Immutable
public abstract class RetryOptions {
  RetryOptions() {}

  /**
   * {@return the most times one call is sent, the first one counted; 3 by default, 1 means never
   * again}
   */
  public abstract int maxAttempts();

  /**
   * {@return whether a generation is sent again when the server was reached and no answer came;
   * this may be billed twice, so {@code false} by default}
   */
  public abstract boolean retryUnanswered();

  /** {@return the ceiling of the first pause; 500 ms by default} */
  public abstract Duration base();

  /** {@return the longest pause; 8 s by default} */
  public abstract Duration ceiling();

  /**
   * {@return the ceiling of the first pause after the server said that calls come too fast; 1 s by
   * default}
   */
  public abstract Duration throttledBase();

  /** {@return the longest pause after the server said that calls come too fast; 20 s by default} */
  public abstract Duration throttledCeiling();

  /**
   * {@return the longest pause taken because the server asked for it; when it asks for more, the
   * call fails at once with that time in the exception; 60 s by default}
   */
  public abstract Duration longestServerDelay();

  /**
   * {@return the size of the store of retries that all calls of a client share, so that a broken
   * server is not stormed; 500 by default}
   */
  public abstract int bucket();

  /** {@return what one retry takes from the store; each success puts 1 back; 5 by default} */
  public abstract int costPerRetry();

  @Value.Check
  void check() {
    if (maxAttempts() < 1) {
      throw new IllegalArgumentException("retry maxAttempts must be at least 1: " + maxAttempts());
    }
    requirePause("base", base(), ceiling());
    requirePause("throttledBase", throttledBase(), throttledCeiling());
    if (longestServerDelay().isNegative()) {
      throw new IllegalArgumentException(
          "retry longestServerDelay must not be negative: " + longestServerDelay());
    }
    if (bucket() < 0 || costPerRetry() < 0) {
      throw new IllegalArgumentException("retry bucket and costPerRetry must not be negative: "
          + bucket() + ", " + costPerRetry());
    }
  }

  private static void requirePause(String name, Duration base, Duration ceiling) {
    if (base.isZero() || base.isNegative()) {
      throw new IllegalArgumentException("retry " + name + " must be positive: " + base);
    }
    if (ceiling.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "retry " + name + " must not exceed its ceiling: " + base + " > " + ceiling);
    }
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableRetryOptions.builder()
        .maxAttempts(3)
        .retryUnanswered(false)
        .base(Duration.ofMillis(500))
        .ceiling(Duration.ofSeconds(8))
        .throttledBase(Duration.ofSeconds(1))
        .throttledCeiling(Duration.ofSeconds(20))
        .longestServerDelay(Duration.ofSeconds(60))
        .bucket(500)
        .costPerRetry(5);
  }

  /** Builds {@link RetryOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the most times one call is sent, the first one counted.
     *
     * @param maxAttempts at least 1
     * @return this builder
     */
    public abstract Builder maxAttempts(int maxAttempts);

    /**
     * Sets whether a generation is sent again when the server was reached and no answer came. It
     * may be billed twice.
     *
     * @param retryUnanswered {@code true} to send it again
     * @return this builder
     */
    public abstract Builder retryUnanswered(boolean retryUnanswered);

    /**
     * Sets the ceiling of the first pause; it doubles with each attempt.
     *
     * @param base a positive time
     * @return this builder
     */
    public abstract Builder base(Duration base);

    /**
     * Sets the longest pause.
     *
     * @param ceiling at least the base
     * @return this builder
     */
    public abstract Builder ceiling(Duration ceiling);

    /**
     * Sets the ceiling of the first pause after the server said that calls come too fast.
     *
     * @param throttledBase a positive time
     * @return this builder
     */
    public abstract Builder throttledBase(Duration throttledBase);

    /**
     * Sets the longest pause after the server said that calls come too fast.
     *
     * @param throttledCeiling at least the throttled base
     * @return this builder
     */
    public abstract Builder throttledCeiling(Duration throttledCeiling);

    /**
     * Sets the longest pause taken because the server asked for it.
     *
     * @param longestServerDelay zero or a positive time
     * @return this builder
     */
    public abstract Builder longestServerDelay(Duration longestServerDelay);

    /**
     * Sets the size of the store of retries that all calls of a client share.
     *
     * @param bucket zero or more; zero means no retries
     * @return this builder
     */
    public abstract Builder bucket(int bucket);

    /**
     * Sets what one retry takes from the store.
     *
     * @param costPerRetry zero or more
     * @return this builder
     */
    public abstract Builder costPerRetry(int costPerRetry);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract RetryOptions build();
  }
}
