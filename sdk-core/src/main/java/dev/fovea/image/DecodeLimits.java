package dev.fovea.image;

import java.time.Duration;
import java.util.Objects;

/**
 * What may be spent on decoding one picture. Immutable.
 *
 * @param maxPixels the most pixels, width by height, at least 1; a header that promises more is
 *     refused before anything is decoded
 * @param timeout the longest time, positive
 */
public record DecodeLimits(long maxPixels, Duration timeout) {
  private static final DecodeLimits USUAL = new DecodeLimits(100_000_000, Duration.ofSeconds(20));

  /**
   * Makes the limits.
   *
   * @param maxPixels the most pixels, at least 1
   * @param timeout the longest time, positive
   * @throws IllegalArgumentException if one is out of its range
   */
  public DecodeLimits {
    Objects.requireNonNull(timeout, "timeout");
    if (maxPixels < 1 || timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException(
          "limits of decoding must be positive: " + maxPixels + " pixels, " + timeout);
    }
  }

  /** {@return 100,000,000 pixels and 20 seconds, enough for any camera} */
  public static DecodeLimits usual() {
    return USUAL;
  }
}
