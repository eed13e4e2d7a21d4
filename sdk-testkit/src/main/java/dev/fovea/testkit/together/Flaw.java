package dev.fovea.testkit.together;

/** The first thing wrong with a training line, in the words of the validation report. */
final class Flaw extends Exception {
  private static final long serialVersionUID = 1L;

  Flaw(String message) {
    super(message, null, false, false);
  }

  static void unless(boolean right, String message) throws Flaw {
    if (!right) {
      throw new Flaw(message);
    }
  }
}
