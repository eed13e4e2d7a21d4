package dev.fovea.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the server said about how many more calls it takes. Every part is absent when the server did
 * not say it. Immutable.
 */
public final class RateLimit extends ValueObject {
  private final Map<String, Long> counts;
  private final @Nullable Duration reset;
  private final @Nullable Duration tokenReset;

  private RateLimit(
      Map<String, Long> counts, @Nullable Duration reset, @Nullable Duration tokenReset) {
    this.counts = Map.copyOf(counts);
    this.reset = reset;
    this.tokenReset = tokenReset;
  }

  /**
   * Makes the value; for those who read answers.
   *
   * @param counts by the words {@code limit} and {@code remaining} for calls, {@code tokenLimit}
   *     and {@code tokensRemaining} for tokens; the same words with {@code dynamic.} before them
   *     for what the server adds or takes away at the moment
   * @param reset the time until the window starts anew; null when it was not said
   * @return the value
   */
  public static RateLimit of(Map<String, Long> counts, @Nullable Duration reset) {
    return new RateLimit(counts, reset, null);
  }

  /**
   * {@return the same with the time until the tokens are back; for those who read answers}
   *
   * @param tokenReset the time; null when it was not said
   */
  public RateLimit withTokenReset(@Nullable Duration tokenReset) {
    return new RateLimit(counts, reset, tokenReset);
  }

  /** {@return the number of calls per window} */
  public Optional<Long> limit() {
    return count("limit");
  }

  /** {@return the number of calls left in this window} */
  public Optional<Long> remaining() {
    return count("remaining");
  }

  /** {@return the time until the window starts anew} */
  public Optional<Duration> reset() {
    return Optional.ofNullable(reset);
  }

  /** {@return the number of tokens per window, of questions and answers together} */
  public Optional<Long> tokenLimit() {
    return count("tokenLimit");
  }

  /** {@return the number of tokens left in this window} */
  public Optional<Long> tokensRemaining() {
    return count("tokensRemaining");
  }

  /** {@return the time until all tokens of a window are left again, where they count apart} */
  public Optional<Duration> tokenReset() {
    return Optional.ofNullable(tokenReset);
  }

  /** {@return the number of calls per window that the server allows at the moment} */
  public Optional<Long> dynamicLimit() {
    return count("dynamic.limit");
  }

  /** {@return the number of calls left of {@link #dynamicLimit}} */
  public Optional<Long> dynamicRemaining() {
    return count("dynamic.remaining");
  }

  /** {@return the number of tokens per window that the server allows at the moment} */
  public Optional<Long> dynamicTokenLimit() {
    return count("dynamic.tokenLimit");
  }

  /** {@return the number of tokens left of {@link #dynamicTokenLimit}} */
  public Optional<Long> dynamicTokensRemaining() {
    return count("dynamic.tokensRemaining");
  }

  private Optional<Long> count(String name) {
    return Optional.ofNullable(counts.get(name));
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("counts", counts);
    part.accept("reset", reset);
    part.accept("tokenReset", tokenReset);
  }
}
