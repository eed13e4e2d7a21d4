package dev.fovea.json;

import org.immutables.value.Value;

/**
 * Provider API: where a provider's chat requests differ from the form most share. Immutable and
 * thread-safe.
 */
@Value.Immutable
public abstract class ChatDialect {
  ChatDialect() {}

  /** {@return whether pictures take a {@code detail}; true by default} */
  public abstract boolean detail();

  /** {@return the member for the most tokens of an answer; {@code max_tokens} by default} */
  public abstract String maxTokensField();

  /**
   * {@return whether {@code logprobs} is the number of likely words itself; by default it is a
   * switch, with the number in {@code top_logprobs}}
   */
  public abstract boolean logprobsIsCount();

  /**
   * {@return whether a stream must be asked to tell its usage, with
   * {@code stream_options.include_usage}; true by default}
   */
  public abstract boolean asksForStreamUsage();

  /** {@return a builder that starts with this dialect} */
  public abstract Builder toBuilder();

  /** {@return a builder that starts with the common form} */
  public static Builder builder() {
    return ImmutableChatDialect.builder()
        .detail(true)
        .maxTokensField("max_tokens")
        .logprobsIsCount(false)
        .asksForStreamUsage(true);
  }

  /** Builds a {@link ChatDialect}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets whether pictures take a {@code detail}.
     *
     * @param detail false to leave it out
     * @return this builder
     */
    public abstract Builder detail(boolean detail);

    /**
     * Sets the member for the most tokens of an answer.
     *
     * @param maxTokensField its name
     * @return this builder
     */
    public abstract Builder maxTokensField(String maxTokensField);

    /**
     * Sets whether {@code logprobs} is the number of likely words itself.
     *
     * @param logprobsIsCount true for the number
     * @return this builder
     */
    public abstract Builder logprobsIsCount(boolean logprobsIsCount);

    /**
     * Sets whether a stream must be asked to tell its usage.
     *
     * @param asksForStreamUsage false to leave {@code stream_options} out
     * @return this builder
     */
    public abstract Builder asksForStreamUsage(boolean asksForStreamUsage);

    /** {@return the dialect} */
    public abstract ChatDialect build();
  }
}
