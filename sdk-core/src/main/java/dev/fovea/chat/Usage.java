package dev.fovea.chat;

import dev.fovea.config.ValueObject;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The tokens an answer cost, as the provider counted them. Immutable and thread-safe. */
public final class Usage extends ValueObject {
  private final long promptTokens;
  private final long completionTokens;
  private final @Nullable Long toldTotal;
  private final @Nullable Long cachedTokens;
  private final @Nullable Long reasoningTokens;

  private Usage(Builder from) {
    this.promptTokens = from.promptTokens;
    this.completionTokens = from.completionTokens;
    this.toldTotal = from.toldTotal;
    this.cachedTokens = from.cachedTokens;
    this.reasoningTokens = from.reasoningTokens;
  }

  /** {@return tokens of the request, pictures included; 0 if not told} */
  public long promptTokens() {
    return promptTokens;
  }

  /** {@return tokens of the answer; 0 if not told} */
  public long completionTokens() {
    return completionTokens;
  }

  /** {@return all tokens; the sum of the other two if not told} */
  public long totalTokens() {
    return toldTotal().orElse(promptTokens() + completionTokens());
  }

  Optional<Long> toldTotal() {
    return Optional.ofNullable(toldTotal);
  }

  /** {@return those of the request's tokens the provider had in its cache; absent if not told} */
  public Optional<Long> cachedTokens() {
    return Optional.ofNullable(cachedTokens);
  }

  /** {@return those of the answer's tokens spent on reasoning; absent if not told} */
  public Optional<Long> reasoningTokens() {
    return Optional.ofNullable(reasoningTokens);
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("promptTokens", promptTokens);
    part.accept("completionTokens", completionTokens);
    part.accept("toldTotal", toldTotal);
    part.accept("cachedTokens", cachedTokens);
    part.accept("reasoningTokens", reasoningTokens);
  }

  /** {@return an empty builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Usage}; for one thread and one use. */
  public static final class Builder {
    private long promptTokens = 0;
    private long completionTokens = 0;
    private @Nullable Long toldTotal;
    private @Nullable Long cachedTokens;
    private @Nullable Long reasoningTokens;

    private Builder() {}

    /**
     * Sets the tokens of the request.
     *
     * @param promptTokens the count
     * @return this builder
     */
    public Builder promptTokens(long promptTokens) {
      this.promptTokens = promptTokens;
      return this;
    }

    /**
     * Sets the tokens of the answer.
     *
     * @param completionTokens the count
     * @return this builder
     */
    public Builder completionTokens(long completionTokens) {
      this.completionTokens = completionTokens;
      return this;
    }

    /**
     * Sets the sum of all tokens.
     *
     * @param totalTokens the count
     * @return this builder
     */
    public Builder totalTokens(long totalTokens) {
      return toldTotal(totalTokens);
    }

    Builder toldTotal(long toldTotal) {
      this.toldTotal = toldTotal;
      return this;
    }

    /**
     * Sets the tokens found in the provider's cache.
     *
     * @param cachedTokens the count
     * @return this builder
     */
    public Builder cachedTokens(long cachedTokens) {
      this.cachedTokens = cachedTokens;
      return this;
    }

    /**
     * Sets the tokens spent on reasoning.
     *
     * @param reasoningTokens the count
     * @return this builder
     */
    public Builder reasoningTokens(long reasoningTokens) {
      this.reasoningTokens = reasoningTokens;
      return this;
    }

    /** {@return the counts} */
    public Usage build() {
      return new Usage(this);
    }
  }
}
