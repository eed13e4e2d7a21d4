package dev.fovea.json;

import java.util.Objects;

/**
 * Provider API: where a provider's chat requests differ from the form most share. Immutable and
 * thread-safe.
 */
public final class ChatDialect {
  private final boolean detail;
  private final String maxTokensField;
  private final boolean logprobsIsCount;
  private final boolean asksForStreamUsage;
  private final boolean plainPrompt;
  private final String reasoningField;

  private ChatDialect(Builder from) {
    this.detail = from.detail;
    this.maxTokensField = from.maxTokensField;
    this.logprobsIsCount = from.logprobsIsCount;
    this.asksForStreamUsage = from.asksForStreamUsage;
    this.plainPrompt = from.plainPrompt;
    this.reasoningField = from.reasoningField;
  }

  /** {@return whether pictures take a {@code detail}; true by default} */
  public boolean detail() {
    return detail;
  }

  /** {@return the member for the most tokens of an answer; {@code max_tokens} by default} */
  public String maxTokensField() {
    return maxTokensField;
  }

  /**
   * {@return whether {@code logprobs} is the number of likely words itself; by default it is a
   * switch, with the number in {@code top_logprobs}}
   */
  public boolean logprobsIsCount() {
    return logprobsIsCount;
  }

  /**
   * {@return whether a stream must be asked to tell its usage, with
   * {@code stream_options.include_usage}; true by default}
   */
  public boolean asksForStreamUsage() {
    return asksForStreamUsage;
  }

  /**
   * {@return whether the text of the only message is sent as {@code prompt} and its pictures as
   * {@code images}, for plain completions; false by default}
   */
  public boolean plainPrompt() {
    return plainPrompt;
  }

  /** {@return the member for a message's reasoning; {@code reasoning} by default} */
  public String reasoningField() {
    return reasoningField;
  }

  /** {@return a builder that starts with the common form} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ChatDialect}; for one thread and one use. */
  public static final class Builder {
    private boolean detail = true;
    private String maxTokensField = "max_tokens";
    private boolean logprobsIsCount;
    private boolean asksForStreamUsage = true;
    private boolean plainPrompt;
    private String reasoningField = MessageWriter.REASONING;

    private Builder() {}

    /**
     * Sets whether pictures take a {@code detail}.
     *
     * @param detail false to leave it out
     * @return this builder
     */
    public Builder detail(boolean detail) {
      this.detail = detail;
      return this;
    }

    /**
     * Sets the member for the most tokens of an answer.
     *
     * @param maxTokensField its name
     * @return this builder
     */
    public Builder maxTokensField(String maxTokensField) {
      this.maxTokensField = Objects.requireNonNull(maxTokensField, "maxTokensField");
      return this;
    }

    /**
     * Sets whether {@code logprobs} is the number of likely words itself.
     *
     * @param logprobsIsCount true for the number
     * @return this builder
     */
    public Builder logprobsIsCount(boolean logprobsIsCount) {
      this.logprobsIsCount = logprobsIsCount;
      return this;
    }

    /**
     * Sets whether a stream must be asked to tell its usage.
     *
     * @param asksForStreamUsage false to leave {@code stream_options} out
     * @return this builder
     */
    public Builder asksForStreamUsage(boolean asksForStreamUsage) {
      this.asksForStreamUsage = asksForStreamUsage;
      return this;
    }

    /**
     * Sets whether the text of the only message is sent as {@code prompt}.
     *
     * @param plainPrompt true for plain completions
     * @return this builder
     */
    public Builder plainPrompt(boolean plainPrompt) {
      this.plainPrompt = plainPrompt;
      return this;
    }

    /**
     * Sets the member for a message's reasoning.
     *
     * @param reasoningField its name
     * @return this builder
     */
    public Builder reasoningField(String reasoningField) {
      this.reasoningField = Objects.requireNonNull(reasoningField, "reasoningField");
      return this;
    }

    /** {@return the dialect} */
    public ChatDialect build() {
      return new ChatDialect(this);
    }
  }
}
