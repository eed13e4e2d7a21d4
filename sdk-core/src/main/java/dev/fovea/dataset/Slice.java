package dev.fovea.dataset;

import org.jspecify.annotations.Nullable;

/** A string of a line that was too long to keep; an empty string stands in its place. */
sealed interface Slice {
  /** {@return where the stand-in's opening quote is in the shortened line} */
  int at();

  /** {@return how many bytes the shortened line lacks here} */
  long removed();

  /** {@return how many characters the string has} */
  long chars();

  /** {@return how the string begins} */
  String start();

  /** A long string that is no picture. */
  record LongText(int at, long removed, long chars, String start) implements Slice {}

  /**
   * A picture as a data URL.
   *
   * @param start the data URL up to its comma, the comma included
   * @param offset where the base64 begins in the file
   * @param bytes how many bytes were decoded
   * @param flaw what is wrong with the base64, null if nothing is
   * @param pass what has looked at the bytes
   * @param index the number of the picture in the line, from 0
   */
  record Picture(
      int at,
      long removed,
      long chars,
      String start,
      long offset,
      long bytes,
      @Nullable String flaw,
      PicturePass pass,
      int index)
      implements Slice {}
}
