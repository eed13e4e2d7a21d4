package dev.fovea.cli;

import java.util.Locale;

/**
 * A string that was taken out of a line: a data URL, or a text too long to keep.
 *
 * @param start how it begins, as it stands in the file
 * @param offset where its first byte is in the file
 * @param length how many bytes it has there
 */
record ViewCut(String start, long offset, long length) {
  private static final int LONGEST_HEAD = 200;

  /** {@return whether it is a data URL with base64} */
  boolean isPicture() {
    return headLength() > 0;
  }

  /** {@return how many bytes stand before the base64; 0 if this is no data URL} */
  int headLength() {
    int comma = start.indexOf(',');
    String head = start.substring(0, Math.max(0, comma)).toLowerCase(Locale.ROOT);
    boolean fits = comma < LONGEST_HEAD && head.startsWith("data:") && head.endsWith(";base64");
    return fits ? comma + 1 : 0;
  }

  /** {@return what stands for it in a text} */
  String shown() {
    return "[" + (isPicture() ? "data URL" : "text") + ", "
        + String.format(Locale.ROOT, "%,d", length) + " bytes]";
  }
}
