package dev.fovea.dataset;

import dev.fovea.error.Excerpt;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How messages name what stands in a line. */
final class Words {
  private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB");

  private Words() {}

  /** {@return what kind of JSON value it is, with its article} */
  static String kind(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof Boolean) {
      return "true or false";
    }
    return value instanceof JsonTree.Num ? "a number" : "a text";
  }

  /** {@return whether it is a text, kept or taken out} */
  static boolean isText(@Nullable Object value) {
    return value instanceof String || value instanceof Slice;
  }

  /** {@return a text in quotes, anything else by its kind} */
  static String quoted(@Nullable Object value) {
    if (value instanceof String text) {
      return "'" + Excerpt.of(text.isEmpty() ? " " : text, 40) + "'";
    }
    return value instanceof JsonTree.Num number ? Excerpt.of(number.text(), 40) : kind(value);
  }

  /** {@return a number of bytes, exactly and as a person counts it} */
  static String bytes(long bytes) {
    String exact = String.format(Locale.ROOT, "%,d bytes", bytes);
    return bytes < 1024 ? exact : exact + " (" + about(bytes) + ")";
  }

  /** {@return a number of bytes as a person counts it, in units of 1024} */
  static String about(long bytes) {
    int unit = Math.min((63 - Long.numberOfLeadingZeros(Math.max(bytes, 1))) / 10, 3);
    String rounded = String.format(Locale.ROOT, "%,.1f", bytes / Math.pow(1024, unit));
    return rounded.replaceFirst("\\.0$", "") + " " + UNITS.get(unit);
  }

  /** {@return a key as a part of a JSON pointer} */
  static String escaped(String key) {
    return (key.length() > 200 ? key.substring(0, 200) : key).replace("~", "~0").replace("/", "~1");
  }
}
