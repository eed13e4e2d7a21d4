package dev.fovea.openai;

import dev.fovea.config.ProviderOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What only OpenAI understands in a request for a batch. What is absent is left to OpenAI.
 * Immutable.
 */
@Value.Immutable
public abstract class OpenAiBatchOptions implements ProviderOptions {
  OpenAiBatchOptions() {}

  /** {@return {@code openai}} */
  @Override
  public final String provider() {
    return OpenAiProvider.ID;
  }

  /** {@return labels of one's own, which the batch keeps} */
  public abstract Map<String, String> metadata();

  /**
   * {@return after which time the output file and the error file are deleted by themselves; 30 days
   * at OpenAI if absent}
   */
  public abstract Optional<Duration> outputExpiresAfter();

  @Value.Check
  void check() {
    outputExpiresAfter().ifPresent(Expiry::after);
  }

  /** {@return a builder that starts with these options} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableOpenAiBatchOptions.builder();
  }

  /** Builds {@link OpenAiBatchOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Adds a label of one's own.
     *
     * @param key its name, at most 64 characters
     * @param value its value, at most 512 characters
     * @return this builder
     */
    public abstract Builder putMetadata(String key, String value);

    /**
     * Sets when the output file and the error file are deleted by themselves.
     *
     * @param outputExpiresAfter the time after their creation; 1 h to 30 days, whole seconds count
     * @return this builder
     */
    public abstract Builder outputExpiresAfter(Duration outputExpiresAfter);

    /**
     * Builds the value.
     *
     * @return the value
     * @throws IllegalArgumentException if a time is too short or too long
     */
    public abstract OpenAiBatchOptions build();
  }
}
