package dev.fovea.finetuning;

/** Where a fine-tuning job stands. May grow in a minor version: keep a default branch. */
public enum JobStatus {
  /**
   * Accepted; the provider looks at the files first, and may refuse them. Not every provider tells.
   */
  VALIDATING,
  /** Accepted, not running yet. */
  QUEUED,
  /** At work, which includes packing and storing the result, or being cancelled. */
  RUNNING,
  /** Stopped for a while; it can be resumed. */
  PAUSED,
  /** Done; there is a fine-tuned model. */
  SUCCEEDED,
  /** Ended without a model; {@link FineTuningJob#failureReason()} says why when it is known. */
  FAILED,
  /** Ended because somebody asked for it. */
  CANCELLED,
  /** A word this version does not know; taken as still running. */
  UNKNOWN;

  /** {@return whether a job in this state never changes again} */
  public boolean isFinished() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
