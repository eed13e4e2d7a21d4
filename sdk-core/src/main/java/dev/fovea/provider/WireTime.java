package dev.fovea.provider;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which providers write a moment: epoch seconds, ISO 8601, and ISO with a space where
 * the T belongs. An empty text is no moment.
 */
final class WireTime {
  // Seconds reach this in the year 5138, milliseconds passed it in 1973.
  private static final long FIRST_MILLIS = 100_000_000_000L;

  private WireTime() {}

  /** {@return the moment; null when the value is none} */
  static @Nullable Instant parse(Object value) {
    try {
      if (value instanceof Number number) {
        return epoch(number.longValue());
      }
      return value instanceof String text && !text.isBlank() ? text(text.strip()) : null;
    } catch (DateTimeException noMoment) {
      return null;
    }
  }

  private static @Nullable Instant epoch(long number) {
    if (number <= 0) {
      return null;
    }
    return number < FIRST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
  }

  private static @Nullable Instant text(String text) {
    if (text.chars().allMatch(c -> c >= '0' && c <= '9') && text.length() < 19) {
      return epoch(Long.parseLong(text));
    }
    String iso = text.length() > 10 && text.charAt(10) == ' '
        ? text.substring(0, 10) + 'T' + text.substring(11)
        : text;
    int time = iso.indexOf('T');
    boolean zoned = iso.endsWith("Z") || iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0;
    // Without an offset: the service's clock is UTC.
    return zoned
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }
}
