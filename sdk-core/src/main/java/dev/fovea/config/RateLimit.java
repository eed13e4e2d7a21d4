package dev.fovea.config;

import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What the server said about how many more calls it takes. Every part is absent when the server did
 * not say it. Immutable.
 */
@Value.Immutable
public abstract class RateLimit {
  RateLimit() {}

  /** {@return the number of calls per window} */
  public abstract Optional<Long> limit();

  /** {@return the number of calls left in this window} */
  public abstract Optional<Long> remaining();

  /** {@return the time until the window starts anew} */
  public abstract Optional<Duration> reset();

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableRateLimit.builder();
  }

  /** Builds {@link RateLimit}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the number of calls per window.
     *
     * @param limit zero or more
     * @return this builder
     */
    public abstract Builder limit(long limit);

    /**
     * Sets the number of calls left in this window.
     *
     * @param remaining zero or more
     * @return this builder
     */
    public abstract Builder remaining(long remaining);

    /**
     * Sets the time until the window starts anew.
     *
     * @param reset zero or more
     * @return this builder
     */
    public abstract Builder reset(Duration reset);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract RateLimit build();
  }
}
