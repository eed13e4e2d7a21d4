package dev.fovea.cli;

import dev.fovea.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts of a data set on their way into a page. Whatever they hold, they stay texts. */
final class ViewText {
  private static final int MOST_PLAIN = 2_000;

  private ViewText() {}

  /** {@return the text with half characters replaced: UTF-8 has no room for them} */
  static String whole(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints().forEach(point -> whole.appendCodePoint(isHalf(point) ? '\uFFFD' : point));
    return whole.toString();
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /** {@return the whole text, or its beginning and how much is missing} */
  static String shorten(String text, int most) {
    if (text.length() <= most) {
      return whole(text);
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return whole(text.substring(0, end)) + " … (" + (text.length() - end) + " more characters)";
  }

  /** {@return any value as JSON for people, what was taken out of the line named in its place} */
  static String plain(@Nullable Object value, ViewLine line) {
    Object clean = clean(value, line);
    return clean == null
        ? "null"
        : shorten(new String(JsonCodec.shared().write(clean), StandardCharsets.UTF_8), MOST_PLAIN);
  }

  private static @Nullable Object clean(@Nullable Object value, ViewLine line) {
    if (value instanceof String text) {
      ViewCut cut = line.cut(text);
      return cut == null ? shorten(text, MOST_PLAIN) : cut.shown();
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> clean = new ArrayList<>();
      list.forEach(one -> clean.add(clean(one, line)));
      return clean;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> clean = new LinkedHashMap<>();
      map.forEach(
          (key, one) -> clean.put(shorten(String.valueOf(key), MOST_PLAIN), clean(one, line)));
      return clean;
    }
    return value;
  }

  /**
   * {@return JSON that may stand in a script element: no character in it can end the element, or
   * begin another}
   */
  static byte[] inScript(Object value) {
    return new String(JsonCodec.shared().write(Facts.plain(value)), StandardCharsets.UTF_8)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
        .getBytes(StandardCharsets.UTF_8);
  }
}
