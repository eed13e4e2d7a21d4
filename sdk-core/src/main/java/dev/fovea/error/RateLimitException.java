package dev.fovea.error;

import java.time.Duration;
import java.util.Optional;

/** Calls come too fast, or more than the account may make (HTTP 429). */
public class RateLimitException extends ApiException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param failure what the server said
   */
  public RateLimitException(ApiFailure failure) {
    super(failure);
  }

  /** {@return how long the server asks to wait; absent when it did not say} */
  public Optional<Duration> retryAfter() {
    return apiFailure().retryAfter();
  }
}
