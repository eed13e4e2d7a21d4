package dev.fovea.deployment;

import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** How many replicas a deployment keeps, and when it stops by itself. Immutable. */
@Value.Immutable
public abstract class Autoscaling {
  Autoscaling() {}

  /** {@return the smallest number of replicas; 1 by default} */
  public abstract int min();

  /** {@return the largest number of replicas; as many as the smallest by default} */
  public int max() {
    return toldMax().orElse(min());
  }

  abstract Optional<Integer> toldMax();

  /**
   * {@return the time without a request after which the provider stops the deployment by itself;
   * absent means never: it bills until somebody stops it}
   */
  public abstract Optional<Duration> idleStop();

  @Value.Check
  void check() {
    if (min() < 0 || max() < min()) {
      throw new IllegalArgumentException(
          "replicas must be 0 <= min <= max: min " + min() + ", max " + max());
    }
    Duration idle = idleStop().orElse(Duration.ofSeconds(1));
    if (idle.isNegative() || idle.isZero()) {
      throw new IllegalArgumentException("idleStop must be positive: " + idle);
    }
  }

  /**
   * A range of replicas without an idle stop.
   *
   * @param min the smallest number, 0 or more
   * @param max the largest number, at least {@code min}
   * @return the range
   */
  public static Autoscaling between(int min, int max) {
    return builder().min(min).max(max).build();
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder: one replica, no idle stop} */
  public static Builder builder() {
    return ImmutableAutoscaling.builder().min(1);
  }

  /** Builds {@link Autoscaling}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the smallest number of replicas.
     *
     * @param min 0 or more; providers want at least 1 unless {@code max} is 0 too
     * @return this builder
     */
    public abstract Builder min(int min);

    /**
     * Sets the largest number of replicas. Each replica bills.
     *
     * @param max at least {@code min}
     * @return this builder
     */
    public Builder max(int max) {
      return toldMax(max);
    }

    abstract Builder toldMax(int toldMax);

    /**
     * Sets the time without a request after which the provider stops the deployment by itself.
     *
     * @param idleStop a positive time
     * @return this builder
     */
    public abstract Builder idleStop(Duration idleStop);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract Autoscaling build();
  }
}
