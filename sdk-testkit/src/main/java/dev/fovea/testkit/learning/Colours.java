package dev.fovea.testkit.learning;

/** Colour histograms: nine hues of the coloured cells and four greys of the others. */
final class Colours {
  static final int HUES = 9;
  static final int BINS = HUES + 4;
  static final float GREY = 12;

  private Colours() {}

  /** The shares of the bins among the cells of a mask. */
  static float[] histogram(Grid grid, boolean[] mask) {
    float[] shares = new float[BINS];
    float n = 0;
    for (int i = 0; i < grid.light.length; i++) {
      if (mask[i]) {
        n++;
        add(shares, grid, i);
      }
    }
    for (int bin = 0; bin < BINS; bin++) {
      // Roots: whether a colour is there at all says more than how much of it.
      shares[bin] = (float) Math.sqrt(shares[bin] / Math.max(1, n));
    }
    return shares;
  }

  private static void add(float[] shares, Grid grid, int i) {
    double chroma = Math.hypot(grid.red[i], grid.yellow[i]);
    if (chroma < GREY) {
      shares[HUES + Math.min(3, Math.max(0, (int) (grid.light[i] / 25)))]++;
      return;
    }
    double turn = hue(grid, i) * HUES;
    int low = (int) turn % HUES;
    float part = (float) (turn - Math.floor(turn));
    // A hue between two bins belongs to both.
    shares[low] += 1 - part;
    shares[(low + 1) % HUES] += part;
  }

  /** The hue as a part of a full turn, 0 to 1. */
  static double hue(Grid grid, int i) {
    double turn = Math.atan2(grid.yellow[i], grid.red[i]) / (2 * Math.PI);
    return turn < 0 ? turn + 1 : turn;
  }
}
