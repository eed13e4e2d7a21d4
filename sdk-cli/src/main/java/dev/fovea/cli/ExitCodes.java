package dev.fovea.cli;

/** What the process tells its caller; scripts rely on these numbers. */
final class ExitCodes {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int INTERRUPTED = 3;

  private ExitCodes() {}
}
