package dev.fovea.imaging;

/**
 * Where the pixels of a picture go when it is turned upright: the first to {@code first}, and from
 * there with each column and each row of the stored picture so many places further.
 *
 * @param width the width upright
 * @param height the height upright
 * @param first the place of the first pixel, counted row by row
 * @param column what one column more adds
 * @param row what one row more adds
 */
record Turn(int width, int height, int first, int column, int row) {
  /**
   * {@return the way upright}
   *
   * @param orientation 1 to 8, as EXIF counts
   * @param width the stored width
   * @param height the stored height; the product is below 2^31
   */
  static Turn of(int orientation, int width, int height) {
    boolean sideways = orientation >= 5;
    int w = sideways ? height : width;
    int h = sideways ? width : height;
    int right = w - 1;
    int bottom = w * (h - 1);
    return switch (orientation) {
      case 2 -> new Turn(w, h, right, -1, w);
      case 3 -> new Turn(w, h, right + bottom, -1, -w);
      case 4 -> new Turn(w, h, bottom, 1, -w);
      case 5 -> new Turn(w, h, 0, w, 1);
      case 6 -> new Turn(w, h, right, w, -1);
      case 7 -> new Turn(w, h, right + bottom, -w, -1);
      case 8 -> new Turn(w, h, bottom, -w, 1);
      default -> new Turn(w, h, 0, 1, w);
    };
  }

  /** {@return where a stored pixel goes} */
  int place(int x, int y) {
    return first + x * column + y * row;
  }
}
