package dev.fovea.cli;

/** The command was run and its work failed; the message is the whole story. */
final class WorkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkFailedException(String message) {
    super(message);
  }
}
