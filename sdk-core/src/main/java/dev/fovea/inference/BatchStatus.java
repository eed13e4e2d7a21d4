package dev.fovea.inference;

import java.util.Locale;

/**
 * Where a batch stands. May grow in a minor version: keep a default branch. The provider's own word
 * stays beside it, as {@link Batch#providerStatus()}.
 */
public enum BatchStatus {
  /** The input file is being checked. */
  VALIDATING,
  /** Requests are being answered. */
  IN_PROGRESS,
  /** All requests have an answer or an error. */
  COMPLETED,
  /** The batch as a whole failed. */
  FAILED,
  /** The time was over first; requests answered before may be in the output. */
  EXPIRED,
  /** The batch was told to stop and has not yet. */
  CANCELLING,
  /** The batch was stopped. */
  CANCELLED,
  /** A word this version does not know. */
  UNKNOWN;

  /** {@return whether the batch will not change any more} */
  public boolean isFinished() {
    return this == COMPLETED || this == FAILED || this == EXPIRED || this == CANCELLED;
  }

  /**
   * Finds the status a provider's word stands for.
   *
   * @param word the word as it stands on the wire, in any case
   * @return the status, {@link #UNKNOWN} if this version does not know the word
   */
  public static BatchStatus of(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "VALIDATING" -> VALIDATING;
      case "IN_PROGRESS" -> IN_PROGRESS;
      case "COMPLETED" -> COMPLETED;
      case "FAILED" -> FAILED;
      case "EXPIRED" -> EXPIRED;
      case "CANCELING", "CANCELLING" -> CANCELLING;
      case "CANCELED", "CANCELLED" -> CANCELLED;
      default -> UNKNOWN;
    };
  }
}
