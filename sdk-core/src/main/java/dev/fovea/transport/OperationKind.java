package dev.fovea.transport;

/**
 * What repeating a call does, which decides when a failed one is sent again. May grow in a minor
 * version: keep a default branch.
 */
public enum OperationKind {
  /** Changes nothing: repeated after any fault that may pass. */
  READ,
  /** Leaves the same state however often it is sent: repeated like a read. */
  IDEMPOTENT_WRITE,
  /**
   * Makes something new each time. Repeated only when nothing left the machine or the server said
   * 429: a second paid object is worse than a failure.
   */
  CREATE,
  /**
   * Costs money each time but leaves no state. Repeated after a refusal; after silence only when
   * the caller asked for it with {@code RetryOptions.retryUnanswered}.
   */
  GENERATION
}
