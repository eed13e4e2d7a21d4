package dev.fovea.cli;

/** The command cannot be run as it was given: a wrong option, a missing file, a missing key. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
