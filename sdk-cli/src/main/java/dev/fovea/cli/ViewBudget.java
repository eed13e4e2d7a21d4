package dev.fovea.cli;

/** How much room pictures may take in one page: a browser holds all of it. */
final class ViewBudget {
  private static final long MOST_CHARS = 128L << 20;

  private long spent;

  void spend(long chars) {
    spent += chars;
  }

  boolean isSpent() {
    return spent >= MOST_CHARS;
  }
}
