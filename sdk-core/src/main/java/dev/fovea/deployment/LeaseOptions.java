package dev.fovea.deployment;

import dev.fovea.config.WaitOptions;
import java.time.Duration;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** How long a {@link DeploymentLease} may cost money, and how patient it is. Immutable. */
@Value.Immutable
public abstract class LeaseOptions {
  LeaseOptions() {}

  /**
   * {@return the age at which the deployment is stopped whatever happens; 1 h by default. It counts
   * from the moment the lease is handed out, and only while this process runs}
   */
  public abstract Duration maxAge();

  /**
   * {@return the time without a request after which the provider stops the deployment by itself,
   * even when this process is gone; 30 min by default. Where the request's own autoscaling says
   * something else, that rules. Nobody is asked for it where there are no machines to stop}
   */
  public abstract Duration idleStop();

  /**
   * {@return whether the deployment is also stopped when the virtual machine ends in good order;
   * false by default}
   */
  public abstract boolean shutdownHook();

  /** {@return how long and how often to ask until it answers; up to 2 h by default} */
  public abstract WaitOptions waiting();

  /** {@return the longest {@code close()} waits for the stop; 10 min by default} */
  public abstract Duration closeTimeout();

  @Value.Check
  void check() {
    requirePositive("maxAge", maxAge());
    requirePositive("idleStop", idleStop());
    requirePositive("closeTimeout", closeTimeout());
  }

  private static void requirePositive(String name, Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("lease " + name + " must be positive: " + time);
    }
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableLeaseOptions.builder()
        .maxAge(Duration.ofHours(1))
        .idleStop(Duration.ofMinutes(30))
        .shutdownHook(false)
        .waiting(WaitOptions.builder().timeout(Duration.ofHours(2)).build())
        .closeTimeout(Duration.ofMinutes(10));
  }

  /** Builds {@link LeaseOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the age at which the deployment is stopped whatever happens.
     *
     * @param maxAge a positive time
     * @return this builder
     */
    public abstract Builder maxAge(Duration maxAge);

    /**
     * Sets the time without a request after which the provider stops the deployment by itself.
     *
     * @param idleStop a positive time
     * @return this builder
     */
    public abstract Builder idleStop(Duration idleStop);

    /**
     * Sets whether the deployment is also stopped when the virtual machine ends in good order.
     *
     * @param shutdownHook true to register a shutdown hook for the life of the lease
     * @return this builder
     */
    public abstract Builder shutdownHook(boolean shutdownHook);

    /**
     * Sets how long and how often to ask until it answers.
     *
     * @param waiting the limits
     * @return this builder
     */
    public abstract Builder waiting(WaitOptions waiting);

    /**
     * Sets how long and how often to ask until it answers, in place; starts from up to 2 h.
     *
     * @param spec sets what differs
     * @return this builder
     */
    public Builder waiting(Consumer<WaitOptions.Builder> spec) {
      WaitOptions.Builder nested = WaitOptions.builder().timeout(Duration.ofHours(2));
      spec.accept(nested);
      return waiting(nested.build());
    }

    /**
     * Sets the longest {@code close()} waits for the stop.
     *
     * @param closeTimeout a positive time
     * @return this builder
     */
    public abstract Builder closeTimeout(Duration closeTimeout);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract LeaseOptions build();
  }
}
