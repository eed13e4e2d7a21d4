package dev.fovea.cli;

import java.util.List;

/** The command was run and its work failed; message and details are the whole story. */
final class WorkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> details;

  WorkFailedException(String message, List<String> details) {
    super(message);
    this.details = List.copyOf(details);
  }

  /** {@return one line for each thing that is wrong} */
  List<String> details() {
    return details;
  }
}
