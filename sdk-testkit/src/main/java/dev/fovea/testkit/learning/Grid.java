package dev.fovea.testkit.learning;

import java.awt.image.BufferedImage;

/**
 * A picture shrunk to at most {@value #SIDE} cells a side, in the colour space Lab, where distance
 * is difference.
 */
final class Grid {
  static final int SIDE = 120;

  final int width;
  final int height;
  /** Lightness 0 to 100. */
  final float[] light;
  /** Green to red. */
  final float[] red;
  /** Blue to yellow. */
  final float[] yellow;

  private Grid(int width, int height) {
    this.width = width;
    this.height = height;
    this.light = new float[width * height];
    this.red = new float[width * height];
    this.yellow = new float[width * height];
  }

  /** Averages blocks of pixels, on white where the picture is transparent. */
  static Grid of(BufferedImage image) {
    int longest = Math.max(image.getWidth(), image.getHeight());
    double scale = Math.min(1, SIDE / (double) longest);
    Grid grid = new Grid(Math.max(1, (int) Math.round(image.getWidth() * scale)), Math.max(1, (int)
        Math.round(image.getHeight() * scale)));
    float[] sums = new float[grid.width * grid.height * 4];
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      int gy = (int) ((long) y * grid.height / image.getHeight());
      for (int x = 0; x < row.length; x++) {
        int gx = (int) ((long) x * grid.width / row.length);
        add(sums, (gy * grid.width + gx) * 4, row[x]);
      }
    }
    for (int i = 0; i < grid.light.length; i++) {
      float n = Math.max(1, sums[i * 4 + 3]);
      grid.set(i, sums[i * 4] / n, sums[i * 4 + 1] / n, sums[i * 4 + 2] / n);
    }
    return grid;
  }

  private static void add(float[] sums, int at, int argb) {
    float alpha = (argb >>> 24) / 255f;
    for (int channel = 0; channel < 3; channel++) {
      int value = (argb >> (16 - 8 * channel)) & 0xff;
      sums[at + channel] += linear(value * alpha / 255f + (1 - alpha));
    }
    sums[at + 3]++;
  }

  private static float linear(float value) {
    // Close enough to the sRGB curve, and cheap.
    return value * value;
  }

  private void set(int i, float r, float g, float b) {
    double x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
    double y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
    double z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
    light[i] = (float) (116 * y - 16);
    red[i] = (float) (500 * (x - y));
    yellow[i] = (float) (200 * (y - z));
  }

  private static double root(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }

  /** Turns and mirrors as an Exif orientation asks. */
  Grid upright(int orientation) {
    if (orientation <= 1) {
      return this;
    }
    boolean turned = orientation >= 5;
    Grid to = new Grid(turned ? height : width, turned ? width : height);
    for (int y = 0; y < to.height; y++) {
      for (int x = 0; x < to.width; x++) {
        to.copy(y * to.width + x, this, source(orientation, x, y));
      }
    }
    return to;
  }

  private int source(int orientation, int x, int y) {
    int right = width - 1;
    int bottom = height - 1;
    return switch (orientation) {
      case 2 -> y * width + right - x;
      case 3 -> (bottom - y) * width + right - x;
      case 4 -> (bottom - y) * width + x;
      case 5 -> x * width + y;
      case 6 -> (bottom - x) * width + y;
      case 7 -> (bottom - x) * width + right - y;
      default -> x * width + right - y;
    };
  }

  private void copy(int to, Grid from, int at) {
    light[to] = from.light[at];
    red[to] = from.red[at];
    yellow[to] = from.yellow[at];
  }

  /** Softens noise: each cell becomes the mean of its three by three neighbourhood. */
  Grid blurred() {
    Grid to = new Grid(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        to.mean(this, x, y);
      }
    }
    return to;
  }

  private void mean(Grid from, int x, int y) {
    int n = 0;
    int i = y * width + x;
    for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        int j = v * width + u;
        light[i] += from.light[j];
        red[i] += from.red[j];
        yellow[i] += from.yellow[j];
        n++;
      }
    }
    light[i] /= n;
    red[i] /= n;
    yellow[i] /= n;
  }

  float[] channel(int index) {
    return index == 0 ? light : index == 1 ? red : yellow;
  }
}
