package dev.fovea.testkit.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a file stays: what {@code expires_after} says, or its purpose. */
final class Lifetime {
  private static final long SHORTEST = 3_600;
  private static final long LONGEST = 2_592_000;

  private Lifetime() {}

  /**
   * Reads both fields of {@code expires_after}.
   *
   * @param purpose what the file is for
   * @param anchor the moment it counts from; null when the field is missing
   * @param seconds how long; null when the field is missing
   * @return how long; null for ever
   */
  static @Nullable Duration of(String purpose, @Nullable String anchor, @Nullable String seconds) {
    if (anchor == null && seconds == null) {
      return purpose.equals(StoredFile.BATCH) ? Duration.ofSeconds(LONGEST) : null;
    }
    OpenAiErrors.unless(
        "created_at".equals(anchor),
        "Invalid value: 'expires_after.anchor' must be 'created_at'.",
        "expires_after.anchor");
    OpenAiErrors.unless(
        seconds != null && seconds.matches("[0-9]{1,9}"),
        "Invalid type for 'expires_after.seconds': expected an integer.",
        "expires_after.seconds");
    long given = Long.parseLong(String.valueOf(seconds));
    OpenAiErrors.unless(
        given >= SHORTEST && given <= LONGEST,
        "'expires_after.seconds' must be between " + SHORTEST + " and " + LONGEST + ".",
        "expires_after.seconds");
    return Duration.ofSeconds(given);
  }
}
