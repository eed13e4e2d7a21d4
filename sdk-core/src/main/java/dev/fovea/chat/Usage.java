package dev.fovea.chat;

import java.util.Optional;
import org.immutables.value.Value;

/** The tokens an answer cost, as the provider counted them. Immutable and thread-safe. */
@Value.Immutable
public abstract class Usage {
  Usage() {}

  /** {@return tokens of the request, pictures included; 0 if not told} */
  public abstract long promptTokens();

  /** {@return tokens of the answer; 0 if not told} */
  public abstract long completionTokens();

  /** {@return all tokens; the sum of the other two if not told} */
  public long totalTokens() {
    return toldTotal().orElse(promptTokens() + completionTokens());
  }

  abstract Optional<Long> toldTotal();

  /** {@return those of the request's tokens the provider had in its cache; absent if not told} */
  public abstract Optional<Long> cachedTokens();

  /** {@return those of the answer's tokens spent on reasoning; absent if not told} */
  public abstract Optional<Long> reasoningTokens();

  /** {@return a builder that starts with these counts} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableUsage.builder().promptTokens(0).completionTokens(0);
  }

  /** Builds a {@link Usage}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the tokens of the request.
     *
     * @param promptTokens the count
     * @return this builder
     */
    public abstract Builder promptTokens(long promptTokens);

    /**
     * Sets the tokens of the answer.
     *
     * @param completionTokens the count
     * @return this builder
     */
    public abstract Builder completionTokens(long completionTokens);

    /**
     * Sets the sum of all tokens.
     *
     * @param totalTokens the count
     * @return this builder
     */
    public Builder totalTokens(long totalTokens) {
      return toldTotal(totalTokens);
    }

    abstract Builder toldTotal(long toldTotal);

    /**
     * Sets the tokens found in the provider's cache.
     *
     * @param cachedTokens the count
     * @return this builder
     */
    public abstract Builder cachedTokens(long cachedTokens);

    /**
     * Sets the tokens spent on reasoning.
     *
     * @param reasoningTokens the count
     * @return this builder
     */
    public abstract Builder reasoningTokens(long reasoningTokens);

    /** {@return the counts} */
    public abstract Usage build();
  }
}
