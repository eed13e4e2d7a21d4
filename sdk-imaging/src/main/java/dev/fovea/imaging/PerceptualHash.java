package dev.fovea.imaging;

import java.util.Arrays;

/**
 * What a picture looks like, in 64 bits. Forty-eight tell how light and dark lie across it: the
 * signs of its slowest cosine waves, of a grey picture of 32 by 32 cells. Sixteen tell how light
 * and how coloured it is as a whole, so that plain pictures of several colours differ, too. Upright
 * and on white, whatever was stored.
 */
final class PerceptualHash {
  private static final int SIDE = 32;
  private static final int WAVES = 48;
  // Grey levels: what is weaker is noise of compression, or nothing.
  private static final double FAINTEST = 0.1;
  private static final int[] LIGHT = {51, 102, 153, 204};
  private static final int[] COLOR = {-48, -24, -8, 8, 24, 48};
  private static final double[][] COSINES = cosines();

  private final Deadline deadline;
  private final Turn turn;
  private final double[] light = new double[SIDE * SIDE];
  private double blue;
  private double red;

  private PerceptualHash(int orientation, Deadline deadline) {
    this.turn = Turn.of(orientation, SIDE, SIDE);
    this.deadline = deadline;
  }

  static long of(Frame frame, int orientation, Deadline deadline) {
    PerceptualHash hash = new PerceptualHash(orientation, deadline);
    hash.see(frame);
    return hash.bits();
  }

  /** Adds up the pixels of each cell; where a pixel lies in several cells, its parts. */
  private void see(Frame frame) {
    int[] argb = new int[frame.width()];
    double[] row = new double[SIDE];
    double cellWidth = frame.width() / (double) SIDE;
    double cellHeight = frame.height() / (double) SIDE;
    for (int y = 0; y < frame.height(); y++) {
      deadline.check();
      frame.row(y, argb);
      double before = blue;
      double beforeRed = red;
      Arrays.fill(row, 0);
      for (int x = 0; x < argb.length; x++) {
        spread(row, x, cellWidth, pixel(argb[x]));
      }
      // A row's share of the whole: all pixels weigh one together.
      blue = before + (blue - before) / argb.length / frame.height();
      red = beforeRed + (red - beforeRed) / argb.length / frame.height();
      for (int cell = (int) (y / cellHeight); cell < SIDE && cell * cellHeight < y + 1; cell++) {
        double share = share(y, cell, cellHeight);
        for (int x = 0; x < SIDE; x++) {
          light[turn.place(x, cell)] += row[x] * share;
        }
      }
    }
  }

  /** {@return how light a pixel is on white, 0 to 255} Counts its colour. */
  private double pixel(int argb) {
    int alpha = argb >>> 24;
    double r = onWhite(argb >> 16 & 0xFF, alpha);
    double g = onWhite(argb >> 8 & 0xFF, alpha);
    double b = onWhite(argb & 0xFF, alpha);
    double y = 0.299 * r + 0.587 * g + 0.114 * b;
    blue += 0.564 * (b - y);
    red += 0.713 * (r - y);
    return y;
  }

  private static double onWhite(int channel, int alpha) {
    return 255 - (255 - channel) * alpha / 255.0;
  }

  private static void spread(double[] cells, int pixel, double cellSize, double value) {
    for (int cell = (int) (pixel / cellSize); cell < SIDE && cell * cellSize < pixel + 1; cell++) {
      cells[cell] += value * share(pixel, cell, cellSize);
    }
  }

  /** {@return how much of a cell a pixel covers, along one side} */
  private static double share(int pixel, int cell, double cellSize) {
    double from = Math.max(pixel, cell * cellSize);
    double to = Math.min(pixel + 1, (cell + 1) * cellSize);
    return Math.max(0, to - from) / cellSize;
  }

  private long bits() {
    long bits = 0;
    double mean = Arrays.stream(light).average().orElse(0);
    // The slowest waves first, diagonal by diagonal.
    int taken = 0;
    for (int sum = 1; taken < WAVES; sum++) {
      for (int across = 0; across <= sum && taken < WAVES; across++, taken++) {
        bits = bits << 1 | (wave(across, sum - across) > FAINTEST ? 1 : 0);
      }
    }
    bits = passed(bits, mean, LIGHT);
    bits = passed(bits, blue, COLOR);
    return passed(bits, red, COLOR);
  }

  private double wave(int across, int down) {
    double sum = 0;
    for (int y = 0; y < SIDE; y++) {
      double row = 0;
      for (int x = 0; x < SIDE; x++) {
        row += light[y * SIDE + x] * COSINES[across][x];
      }
      sum += row * COSINES[down][y];
    }
    return sum / (SIDE * SIDE);
  }

  /** Appends a bit for each step that a value passes: values near each other differ in one. */
  private static long passed(long bits, double value, int[] steps) {
    long more = bits;
    for (int step : steps) {
      more = more << 1 | (value > step ? 1 : 0);
    }
    return more;
  }

  private static double[][] cosines() {
    double[][] cosines = new double[SIDE][SIDE];
    for (int wave = 0; wave < SIDE; wave++) {
      for (int place = 0; place < SIDE; place++) {
        cosines[wave][place] = Math.cos(Math.PI * wave * (place + 0.5) / SIDE);
      }
    }
    return cosines;
  }
}
