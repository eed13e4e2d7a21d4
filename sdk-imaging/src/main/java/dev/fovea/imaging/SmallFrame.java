package dev.fovea.imaging;

import java.util.Arrays;

/** Pixels made fewer: each is the average of those in its place, by how much of them lies there. */
final class SmallFrame implements Frame {
  private final Frame large;
  private final int width;
  private final int height;
  private final double across;
  private final double down;
  private final int[] row;
  private final double[] alphas;
  private final double[][] colors;

  private SmallFrame(Frame large, int width, int height) {
    this.large = large;
    this.width = width;
    this.height = height;
    this.across = large.width() / (double) width;
    this.down = large.height() / (double) height;
    this.row = new int[large.width()];
    this.alphas = new double[width];
    this.colors = new double[width][3];
  }

  /** {@return the frame in a size, but never larger than it is} */
  static Frame of(Frame large, int width, int height) {
    return large.width() <= width && large.height() <= height
        ? large
        : new SmallFrame(large, Math.min(width, large.width()), Math.min(height, large.height()));
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public boolean hasAlpha() {
    return large.hasAlpha();
  }

  @Override
  public void row(int y, int[] argb) {
    Arrays.fill(alphas, 0);
    for (double[] color : colors) {
      Arrays.fill(color, 0);
    }
    double end = (y + 1) * down;
    for (int at = (int) (y * down); at < end && at < large.height(); at++) {
      large.row(at, row);
      addRow(share(at, y * down, end));
    }
    for (int x = 0; x < width; x++) {
      argb[x] = average(alphas[x], colors[x]);
    }
  }

  private void addRow(double share) {
    for (int x = 0; x < width; x++) {
      double end = (x + 1) * across;
      for (int at = (int) (x * across); at < end && at < row.length; at++) {
        add(x, row[at], share * share(at, x * across, end));
      }
    }
  }

  /** {@return how much of a pixel lies between two places, along one side} */
  private static double share(int pixel, double from, double to) {
    return Math.min(pixel + 1, to) - Math.max(pixel, from);
  }

  /** Counts a colour by how much is seen of it. */
  private void add(int x, int argb, double share) {
    double seen = (argb >>> 24) * share;
    alphas[x] += seen;
    colors[x][0] += (argb >> 16 & 0xFF) * seen;
    colors[x][1] += (argb >> 8 & 0xFF) * seen;
    colors[x][2] += (argb & 0xFF) * seen;
  }

  private int average(double alpha, double[] color) {
    if (alpha == 0) {
      return 0;
    }
    return (int) Math.round(alpha / across / down) << 24
        | (int) Math.round(color[0] / alpha) << 16
        | (int) Math.round(color[1] / alpha) << 8
        | (int) Math.round(color[2] / alpha);
  }
}
