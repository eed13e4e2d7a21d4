package dev.fovea.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as people type them: {@code 90s}, {@code 15m}, {@code 2h}, {@code 1h30m}, {@code 90}. */
final class Durations implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String typed) {
    String text = typed.strip().toUpperCase(Locale.ROOT);
    if (!text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1))) {
      text += "S";
    }
    try {
      Duration time = Duration.parse(text.startsWith("P") ? text : "PT" + text);
      if (!time.isZero() && !time.isNegative()) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Said below, in words.
    }
    throw new TypeConversionException("'" + typed + "' is not a time such as 90s, 15m or 2h");
  }

  /**
   * {@return the time as a person would say it: {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}}
   */
  static String text(Duration time) {
    double seconds = time.toNanos() / 1e9;
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (seconds < 119.5) {
      return Math.round(seconds) + " s";
    }
    long minutes = time.toMinutes();
    return minutes < 120
        ? minutes + " min " + time.toSecondsPart() + " s"
        : time.toHours() + " h " + time.toMinutesPart() + " min";
  }
}
