package dev.fovea.testkit.answering;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** How many calls and tokens a minute of virtual time may be used for inference. Thread-safe. */
public final class Allowance {
  /** What ran out. */
  public enum Limit {
    /** The calls of this minute. */
    REQUESTS,
    /** The tokens of this minute. */
    TOKENS
  }

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Supplier<Instant> now;
  private final int limit;
  private final long tokenLimit;
  private Instant opened;
  private int used;
  private long tokens;

  /**
   * Nothing used yet.
   *
   * @param now tells the time
   * @param limit calls a minute
   * @param tokenLimit tokens of questions and answers a minute
   */
  public Allowance(Supplier<Instant> now, int limit, long tokenLimit) {
    this.now = now;
    this.limit = limit;
    this.tokenLimit = tokenLimit;
    this.opened = now.get();
  }

  /** {@return what ran out; absent when the call may go on, and then it is counted} */
  public synchronized Optional<Limit> take() {
    if (!now.get().isBefore(opened.plus(WINDOW))) {
      opened = now.get();
      used = 0;
      tokens = 0;
    }
    if (used >= limit) {
      return Optional.of(Limit.REQUESTS);
    }
    if (tokens >= tokenLimit) {
      return Optional.of(Limit.TOKENS);
    }
    used++;
    return Optional.empty();
  }

  /**
   * Counts the tokens of an answer; the next call hears of it.
   *
   * @param more how many question and answer had
   */
  public synchronized void used(long more) {
    tokens += more;
  }

  /** {@return how many calls a minute has} */
  public int limit() {
    return limit;
  }

  /** {@return how many tokens a minute has} */
  public long tokenLimit() {
    return tokenLimit;
  }

  /** {@return how many calls this minute has left} */
  public synchronized int left() {
    return limit - used;
  }

  /** {@return how many tokens this minute has left} */
  public synchronized long tokensLeft() {
    return Math.max(0, tokenLimit - tokens);
  }

  /** {@return how long this minute still is, in virtual time; none when nothing was used in it} */
  public synchronized Duration rest() {
    Duration rest = Duration.between(now.get(), opened.plus(WINDOW));
    return rest.isNegative() || used == 0 ? Duration.ZERO : rest;
  }

  /** {@return how many seconds of virtual time this minute still has, 1 or more} */
  public synchronized long secondsLeft() {
    return Math.max(1, Duration.between(now.get(), opened.plus(WINDOW)).toSeconds());
  }
}
