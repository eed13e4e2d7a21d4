package dev.fovea.config;

import org.immutables.value.Value;

/**
 * How much a client accepts from a server, so that no answer can exhaust the memory. What exceeds a
 * limit is an error that names it. Every limit is positive. Immutable.
 */
@Value.Immutable
public abstract class Limits {
  Limits() {}

  /** {@return the most bytes of one JSON answer, unpacked; 32 MiB by default} */
  public abstract long responseBytes();

  /** {@return the most bytes read of an error answer; 64 KiB by default} */
  public abstract int errorBytesRead();

  /** {@return the most bytes kept of an error answer; 8 KiB by default} */
  public abstract int errorBytesKept();

  /** {@return the most bytes of one line of a stream; 1 MiB by default} */
  public abstract int sseLineBytes();

  /** {@return the most bytes of one event of a stream; 4 MiB by default} */
  public abstract int sseEventBytes();

  /** {@return the deepest nesting of a JSON answer; 500 by default} */
  public abstract int jsonDepth();

  /** {@return the most characters of one string of a JSON answer; 16 Mi by default} */
  public abstract int jsonStringChars();

  @Value.Check
  void check() {
    requirePositive("responseBytes", responseBytes());
    requirePositive("errorBytesRead", errorBytesRead());
    requirePositive("errorBytesKept", errorBytesKept());
    requirePositive("sseLineBytes", sseLineBytes());
    requirePositive("sseEventBytes", sseEventBytes());
    requirePositive("jsonDepth", jsonDepth());
    requirePositive("jsonStringChars", jsonStringChars());
  }

  private static void requirePositive(String name, long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit " + name + " must be positive: " + limit);
    }
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableLimits.builder()
        .responseBytes(32L * 1024 * 1024)
        .errorBytesRead(64 * 1024)
        .errorBytesKept(8 * 1024)
        .sseLineBytes(1024 * 1024)
        .sseEventBytes(4 * 1024 * 1024)
        .jsonDepth(500)
        .jsonStringChars(16 * 1024 * 1024);
  }

  /** Builds {@link Limits}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the most bytes of one JSON answer, unpacked.
     *
     * @param responseBytes a positive number
     * @return this builder
     */
    public abstract Builder responseBytes(long responseBytes);

    /**
     * Sets the most bytes read of an error answer.
     *
     * @param errorBytesRead a positive number
     * @return this builder
     */
    public abstract Builder errorBytesRead(int errorBytesRead);

    /**
     * Sets the most bytes kept of an error answer.
     *
     * @param errorBytesKept a positive number
     * @return this builder
     */
    public abstract Builder errorBytesKept(int errorBytesKept);

    /**
     * Sets the most bytes of one line of a stream.
     *
     * @param sseLineBytes a positive number
     * @return this builder
     */
    public abstract Builder sseLineBytes(int sseLineBytes);

    /**
     * Sets the most bytes of one event of a stream.
     *
     * @param sseEventBytes a positive number
     * @return this builder
     */
    public abstract Builder sseEventBytes(int sseEventBytes);

    /**
     * Sets the deepest nesting of a JSON answer.
     *
     * @param jsonDepth a positive number
     * @return this builder
     */
    public abstract Builder jsonDepth(int jsonDepth);

    /**
     * Sets the most characters of one string of a JSON answer.
     *
     * @param jsonStringChars a positive number
     * @return this builder
     */
    public abstract Builder jsonStringChars(int jsonStringChars);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract Limits build();
  }
}
