package dev.fovea.testkit.learning;

/** The first thing wrong with a training line, in the words of the validation report. */
public final class Flaw extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A flaw.
   *
   * @param message what is wrong
   */
  public Flaw(String message) {
    super(message, null, false, false);
  }

  /**
   * Throws unless something is right.
   *
   * @param right whether it is
   * @param message what is wrong otherwise
   * @throws Flaw when it is not right
   */
  public static void unless(boolean right, String message) throws Flaw {
    if (!right) {
      throw new Flaw(message);
    }
  }
}
