package dev.fovea.imaging;

import dev.fovea.config.Timing;
import dev.fovea.error.ImageLimitException;
import java.time.Duration;

/** When the work on one picture has to be done. */
final class Deadline {
  private final Timing timing;
  private final Duration timeout;
  private final long start;

  Deadline(Timing timing, Duration timeout) {
    this.timing = timing;
    this.timeout = timeout;
    this.start = timing.nanoTime();
  }

  boolean isPast() {
    return timing.nanoTime() - start > timeout.toNanos();
  }

  void check() {
    if (isPast()) {
      throw exceeded();
    }
  }

  ImageLimitException exceeded() {
    return new ImageLimitException(
        "its pixels were not decoded within " + timeout.toMillis() + " ms");
  }
}
