package dev.fovea.testkit.learning;

/**
 * How the lightness changes from cell to cell: how much, in which directions, and in which local
 * patterns.
 */
final class Texture {
  private static final int DIRECTIONS = 8;
  private static final int PATTERNS = 10;
  private static final float EDGE = 6;

  private Texture() {}

  static float[] of(Grid grid) {
    float[] all = new float[2 + DIRECTIONS + PATTERNS];
    double total = 1e-6;
    int cells = 0;
    for (int y = 1; y < grid.height - 1; y++) {
      for (int x = 1; x < grid.width - 1; x++) {
        int i = y * grid.width + x;
        float dx = grid.light[i + 1] - grid.light[i - 1];
        float dy = grid.light[i + grid.width] - grid.light[i - grid.width];
        double strength = Math.hypot(dx, dy);
        cells++;
        total += strength;
        all[0] += strength > EDGE ? 1 : 0;
        int direction = (int) ((Math.atan2(dy, dx) / Math.PI + 1) * DIRECTIONS) % DIRECTIONS;
        all[2 + direction] += (float) strength;
        all[2 + DIRECTIONS + pattern(grid, i)]++;
      }
    }
    float n = Math.max(1, cells);
    all[0] = (float) Math.sqrt(all[0] / n);
    all[1] = (float) Math.min(1, Math.sqrt(total / n / 20));
    for (int k = 0; k < DIRECTIONS; k++) {
      all[2 + k] = (float) Math.sqrt(all[2 + k] / total);
    }
    for (int k = 0; k < PATTERNS; k++) {
      all[2 + DIRECTIONS + k] = (float) Math.sqrt(all[2 + DIRECTIONS + k] / n);
    }
    return all;
  }

  /**
   * The local binary pattern of the eight neighbours, whatever its turn; patterns with many changes
   * share one bin.
   */
  private static int pattern(Grid grid, int i) {
    int w = grid.width;
    int[] around = {i - w - 1, i - w, i - w + 1, i + 1, i + w + 1, i + w, i + w - 1, i - 1};
    int set = 0;
    int changes = 0;
    boolean last = grid.light[around[7]] > grid.light[i] + 1;
    for (int neighbour : around) {
      boolean brighter = grid.light[neighbour] > grid.light[i] + 1;
      set += brighter ? 1 : 0;
      changes += brighter == last ? 0 : 1;
      last = brighter;
    }
    return changes <= 2 ? set : PATTERNS - 1;
  }
}
