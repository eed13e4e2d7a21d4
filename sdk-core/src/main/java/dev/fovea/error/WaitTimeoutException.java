package dev.fovea.error;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waiting took longer than allowed. What was waited for goes on. */
public class WaitTimeoutException extends FoveaException {
  private static final long serialVersionUID = 1L;

  /** What was waited for. */
  private final String id;
  /** The provider's last word. */
  private final String lastStatus;
  /** Since when it was the last word. */
  private final @Nullable Instant since;

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   * @param id what was waited for
   * @param lastStatus the provider's last word about it; empty when there was none
   */
  public WaitTimeoutException(Failure failure, String id, String lastStatus) {
    this(failure, id, lastStatus, null);
  }

  /**
   * Makes the exception.
   *
   * @param failure what went wrong
   * @param id what was waited for
   * @param lastStatus the provider's last word about it; empty when there was none
   * @param since since when that was its word, as far as the one who waited knows; null if unknown
   */
  public WaitTimeoutException(
      Failure failure, String id, String lastStatus, @Nullable Instant since) {
    super(failure);
    this.id = id;
    this.lastStatus = lastStatus;
    this.since = since;
  }

  /** {@return what was waited for} */
  public String id() {
    return id;
  }

  /** {@return the provider's last word about it; empty when there was none} */
  public String lastStatus() {
    return lastStatus;
  }

  /**
   * {@return since when that was the provider's word: since it was first heard, or earlier where
   * the provider tells; absent when there was none}
   */
  public Optional<Instant> since() {
    return Optional.ofNullable(since);
  }
}
