package dev.fovea.config;

import java.time.Duration;
import org.immutables.value.Value;

/** How long a call may take, limit by limit. Every limit must be positive. Immutable. */
@Value.Immutable
public abstract class Timeouts {
  Timeouts() {}

  /** {@return the limit for reaching the server, TLS included; 10 s by default} */
  public abstract Duration connect();

  /**
   * {@return the limit for one attempt of an ordinary call, from its first byte to its last; 60 s
   * by default}
   */
  public abstract Duration attempt();

  /**
   * {@return the limit for a whole ordinary call, all attempts and pauses counted; 10 min by
   * default}
   */
  public abstract Duration call();

  /** {@return the longest silence on a stream, an upload or a download; 60 s by default} */
  public abstract Duration idle();

  /** {@return the limit for the first byte of a generated answer; 10 min by default} */
  public abstract Duration firstByte();

  @Value.Check
  void check() {
    requirePositive("connect", connect());
    requirePositive("attempt", attempt());
    requirePositive("call", call());
    requirePositive("idle", idle());
    requirePositive("firstByte", firstByte());
  }

  private static void requirePositive(String name, Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("timeout " + name + " must be positive: " + limit);
    }
  }

  /** {@return a builder that starts with these limits} */
  public abstract Builder toBuilder();

  /** {@return a builder with the default limits} */
  public static Builder builder() {
    return ImmutableTimeouts.builder()
        .connect(Duration.ofSeconds(10))
        .attempt(Duration.ofSeconds(60))
        .call(Duration.ofMinutes(10))
        .idle(Duration.ofSeconds(60))
        .firstByte(Duration.ofMinutes(10));
  }

  /** Builds {@link Timeouts}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the limit for reaching the server.
     *
     * @param connect a positive time
     * @return this builder
     */
    public abstract Builder connect(Duration connect);

    /**
     * Sets the limit for one attempt of an ordinary call.
     *
     * @param attempt a positive time
     * @return this builder
     */
    public abstract Builder attempt(Duration attempt);

    /**
     * Sets the limit for a whole ordinary call.
     *
     * @param call a positive time
     * @return this builder
     */
    public abstract Builder call(Duration call);

    /**
     * Sets the longest silence on a stream, an upload or a download.
     *
     * @param idle a positive time
     * @return this builder
     */
    public abstract Builder idle(Duration idle);

    /**
     * Sets the limit for the first byte of a generated answer.
     *
     * @param firstByte a positive time
     * @return this builder
     */
    public abstract Builder firstByte(Duration firstByte);

    /** {@return the limits} */
    public abstract Timeouts build();
  }
}
