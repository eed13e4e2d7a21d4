package dev.fovea.imaging;

/**
 * The decoded pixels of a picture as stored, or every so manieth of them. Told row by row, with
 * eight bits a channel, whatever they were stored as. For one thread.
 */
interface Frame {
  /** {@return how many pixels a row has} */
  int width();

  /** {@return how many rows there are} */
  int height();

  /** {@return whether some pixels may be transparent} */
  boolean hasAlpha();

  /**
   * Tells a row.
   *
   * @param y counted from the first row on
   * @param argb takes the pixels: alpha, red, green, blue, not premultiplied
   */
  void row(int y, int[] argb);
}
