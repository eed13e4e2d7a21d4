package dev.fovea.provider;

import dev.fovea.error.Failure;
import dev.fovea.error.UnsupportedCapabilityException;
import java.util.Locale;

/**
 * How large an upload to a provider may be, and from which size on it goes in parts. Read from
 * dated data. Immutable and thread-safe.
 */
public final class UploadLimits {
  private static final String INSTEAD =
      "split the data set into smaller files, or use smaller pictures";

  private final String provider;
  private final String date;
  private final long largest;
  private final long largestSingle;
  private final int partsAtOnce;

  /**
   * Takes facts.
   *
   * @param provider the provider's id
   * @param facts {@code date}, and where there is such a limit {@code largestUploadBytes},
   *     {@code largestSingleBytes}, {@code partsAtOnce}
   */
  public UploadLimits(String provider, WireObject facts) {
    WireObject once = facts.glance();
    this.provider = provider;
    this.date = once.text("date").orElse("");
    this.largest = once.integer("largestUploadBytes").orElse(Long.MAX_VALUE);
    this.largestSingle = once.integer("largestSingleBytes").orElse(Long.MAX_VALUE);
    this.partsAtOnce = once.count("partsAtOnce").orElse(1);
  }

  /**
   * Refuses a file that is too large for any upload.
   *
   * @param name what it is called
   * @param bytes its size
   * @throws UnsupportedCapabilityException if it is too large; nothing was sent
   */
  public void require(String name, long bytes) {
    if (bytes <= largest) {
      return;
    }
    throw new UnsupportedCapabilityException(
        Failure.builder()
            .provider(provider)
            .operation("upload " + name)
            .message(String.format(
                Locale.ROOT,
                "it has %.2f GiB, one upload takes at most %.2f GiB (limit of %s)",
                gib(bytes),
                gib(largest),
                date))
            .next(INSTEAD + "; if the provider takes more by now, upload it unchecked()")
            .build(),
        "uploads of more than " + largest + " bytes",
        INSTEAD);
  }

  private static double gib(long bytes) {
    return bytes / (double) (1L << 30);
  }

  /**
   * {@return whether a file is too large to be sent in one piece}
   *
   * @param bytes its size
   */
  public boolean inParts(long bytes) {
    return bytes > largestSingle;
  }

  /** {@return how many parts are sent at once, 1 or more} */
  public int partsAtOnce() {
    return partsAtOnce;
  }
}
