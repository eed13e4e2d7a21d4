package dev.fovea.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how long the server wants us to wait. What cannot be understood never means "now". */
final class ServerDelay {
  // Longer than any patience, short enough for every Duration.
  private static final double LONGEST_SECONDS = 1e12;

  private static final Pattern PART =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,15})?)(d|h|ms|ns|us|\u00b5s|m|s)");
  private static final Pattern TIME = Pattern.compile("\\s*(?:" + PART.pattern() + ")+\\s*");

  private ServerDelay() {}

  /**
   * The delay of an answer: {@code retry-after-ms}, then {@code retry-after} as seconds or a date,
   * then {@code x-ratelimit-reset} of a 429.
   */
  static Optional<Duration> of(
      int status, Function<String, @Nullable String> headers, Instant now) {
    Duration delay = number(headers.apply("retry-after-ms"), 1e-3);
    if (delay == null) {
      String text = headers.apply("retry-after");
      delay = number(text, 1);
      if (delay == null) {
        delay = date(text, headers.apply("date"), now);
      }
    }
    if (delay == null && status == 429) {
      delay = number(headers.apply("x-ratelimit-reset"), 1);
    }
    return Optional.ofNullable(delay);
  }

  static @Nullable Duration number(@Nullable String text, double unitSeconds) {
    if (text == null || !plainNumber(text.strip())) {
      return null;
    }
    double seconds = Double.parseDouble(text.strip()) * unitSeconds;
    return seconds <= LONGEST_SECONDS ? Duration.ofMillis((long) Math.ceil(seconds * 1000)) : null;
  }

  /**
   * A time with its units, as {@code 6m0s}, {@code 17ms} and {@code 51.189s}; a bare number means
   * seconds.
   */
  static @Nullable Duration units(@Nullable String text) {
    if (text == null || !TIME.matcher(text).matches()) {
      return number(text, 1);
    }
    double seconds = 0;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      double unit = switch (part.group(2)) {
        case "d" -> 86_400;
        case "h" -> 3_600;
        case "m" -> 60;
        case "s" -> 1;
        case "ms" -> 1e-3;
        case "ns" -> 1e-9;
        default -> 1e-6;
      };
      seconds += Double.parseDouble(part.group(1)) * unit;
    }
    return seconds <= LONGEST_SECONDS ? Duration.ofMillis((long) Math.ceil(seconds * 1000)) : null;
  }

  // Digits with at most one dot: no sign, no exponent, no NaN, no Infinity, no hexadecimal.
  private static boolean plainNumber(String text) {
    int dots = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else {
        return false;
      }
    }
    return dots <= 1 && digits > 0;
  }

  // The server's own clock says what its date means; ours may be wrong by hours.
  private static @Nullable Duration date(
      @Nullable String text, @Nullable String serverDate, Instant now) {
    Instant until = instant(text);
    if (until == null) {
      return null;
    }
    Instant from = instant(serverDate);
    Duration delay = Duration.between(from == null ? now : from, until);
    return delay.isNegative() ? null : delay;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
