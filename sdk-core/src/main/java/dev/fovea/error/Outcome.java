package dev.fovea.error;

/**
 * What is known about the server after a failed call. It decides whether the call may be repeated:
 * after {@link #UNKNOWN} a repeated create may make a second object.
 */
public enum Outcome {
  /** Nothing left this machine. */
  NOT_SENT,
  /** The server answered and refused. */
  REJECTED,
  /** The request may have arrived; what the server did with it is not known. */
  UNKNOWN
}
