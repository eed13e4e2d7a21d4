package dev.fovea.error;

import java.util.Optional;

/**
 * Whatever goes wrong in this library, arguments apart: those fail with the JDK's own exceptions.
 * Its message says what was attempted, what came back and, when known, what to do. It never holds a
 * key.
 */
public class FoveaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  private final Failure failure;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   */
  public FoveaException(Failure failure) {
    this(failure, "");
  }

  FoveaException(Failure failure, String facts) {
    super(failure.text(facts), failure.cause().orElse(null));
    this.failure = failure;
  }

  /** {@return the provider it happened at; absent when none was involved} */
  public Optional<String> provider() {
    return failure.provider();
  }

  /** {@return what was attempted, such as {@code create fine-tuning job}} */
  public Optional<String> operation() {
    return failure.operation();
  }

  /** {@return what is known about the server} */
  public Outcome outcome() {
    return failure.outcome();
  }

  /** {@return whether the same call may succeed later} */
  public boolean isRetryable() {
    return failure.retryable();
  }

  /** {@return how often the call was sent; 0 when it was never sent} */
  public int attempts() {
    return failure.attempts();
  }

  /** {@return what it was made of, for a provider that makes another of it} */
  public Failure failure() {
    return failure;
  }
}
