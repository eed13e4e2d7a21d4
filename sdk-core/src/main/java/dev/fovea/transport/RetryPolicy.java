package dev.fovea.transport;

import dev.fovea.config.RetryOptions;
import dev.fovea.config.Timing;
import dev.fovea.error.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides whether a failed attempt is sent again and after what pause; others act on it. */
final class RetryPolicy {
  private final RetryOptions options;
  private final Timing timing;

  RetryPolicy(RetryOptions options, Timing timing) {
    this.options = options;
    this.timing = timing;
  }

  /** Whether an answer with this status may be followed by another attempt. */
  boolean repeatsAfter(OperationKind kind, int status, @Nullable Boolean advice) {
    // A second paid object is worse than a failure, whatever the server thinks of repeating.
    if (kind == OperationKind.CREATE) return status == 429 && !Boolean.FALSE.equals(advice);

    // The server's own word beats our guess.
    if (advice != null) return advice;

    // Someone else's change may be over in a moment; our own write would only meet it again.
    if (status == 409) return kind == OperationKind.READ;

    return isPassing(status);
  }

  /** Whether an attempt without a whole answer may be followed by another. */
  boolean repeatsAfterBreak(OperationKind kind, Attempt attempt) {
    // Nothing left the machine.
    if (!attempt.begun()) return true;

    return switch (kind) {
      case READ, IDEMPOTENT_WRITE -> true;
      case CREATE -> false;
      // An incomplete request cannot have been worked on; a complete one may have been billed.
      case GENERATION -> !attempt.sent() || (options.retryUnanswered() && !attempt.answered());
    };
  }

  /** The server's own word on repeating; null when it gave none. */
  static @Nullable Boolean advice(@Nullable String shouldRetry) {
    String word = shouldRetry == null ? "" : shouldRetry.strip();
    if (word.equalsIgnoreCase("true")) {
      return Boolean.TRUE;
    }
    return word.equalsIgnoreCase("false") ? Boolean.FALSE : null;
  }

  static boolean isPassing(int status) {
    return status == 408
        || status == 425
        || status == 429
        || (status >= 500 && status != 501 && status != 505);
  }

  /** What an error status says about the server's state. */
  static Outcome outcome(OperationKind kind, int status) {
    boolean refused = status < 500 && status != 408;
    return refused || kind == OperationKind.READ ? Outcome.REJECTED : Outcome.UNKNOWN;
  }

  /**
   * The pause before the next attempt: full jitter, at least what the server asked for.
   *
   * @param repeats how many repeats there were already
   */
  Duration pause(int repeats, boolean throttled, @Nullable Duration serverDelay) {
    Duration base = throttled ? options.throttledBase() : options.base();
    Duration ceiling = throttled ? options.throttledCeiling() : options.ceiling();
    double highest =
        Math.min((double) ceiling.toNanos(), base.toNanos() * Math.pow(2, Math.min(repeats, 60)));
    Duration jittered = Duration.ofNanos((long) (timing.random() * highest));
    return serverDelay != null && serverDelay.compareTo(jittered) > 0 ? serverDelay : jittered;
  }

  /** Whether the server asks for more patience than the caller allows. */
  boolean isTooLong(@Nullable Duration serverDelay) {
    return serverDelay != null && serverDelay.compareTo(options.longestServerDelay()) > 0;
  }
}
