package dev.fovea.provider;

import dev.fovea.config.Timing;

/** Ids that nobody has yet, for what is to be found again when an answer is lost. */
public final class FreshId {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  private FreshId() {}

  /**
   * {@return an id nobody has yet, such as {@code fovea-k3x9q0w7c2ta}}
   *
   * @param timing gives the chance
   */
  public static String of(Timing timing) {
    StringBuilder id = new StringBuilder("fovea-");
    for (int i = 0; i < 12; i++) {
      // A test's chance may be as large as 1.
      int next = Math.min((int) (timing.random() * LETTERS.length()), LETTERS.length() - 1);
      id.append(LETTERS.charAt(next));
    }
    return id.toString();
  }
}
