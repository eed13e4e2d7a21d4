package dev.fovea.testkit.learning;

/**
 * What a mask looks like, whatever its place, size and turn: how full its hull, rectangle and
 * triangle are, how round, long and holed it is, its moments, and the waves of its outline.
 */
final class Shape {
  private static final int ANGLES = 90;
  private static final int WAVES = 9;

  private final boolean[] mask;
  private final boolean[] filled;
  private final int width;
  private final int height;
  private double holes;
  private double pieces;

  private Shape(boolean[] mask, int width, int height) {
    this.mask = mask;
    this.width = width;
    this.height = height;
    this.filled = fill();
    this.pieces = countPieces();
  }

  static float[] of(boolean[] mask, int width, int height) {
    return new Shape(mask, width, height).measure();
  }

  private float[] measure() {
    double area = Math.max(1, count(filled));
    Hull hull = Hull.around(filled, width);
    double hullArea = Math.max(1, hull.area());
    double[] moments = moments();
    double[] waves = waves(moments[0], moments[1]);
    double[] all = new double[11 + WAVES];
    all[0] = 2 * area / hullArea;
    all[1] = 2 * area / Math.max(1, hull.rectangle());
    all[2] = 2 * hull.triangle() / hullArea;
    all[3] = 4 * 4 * Math.PI * hullArea / Math.pow(Math.max(1, hull.perimeter()), 2);
    all[4] = moments[2];
    all[5] = 2 * (1 - count(mask) / area);
    all[6] = Math.min(3, holes) / 2;
    all[7] = Math.min(3, pieces) / 3;
    all[8] = moments[3];
    all[9] = moments[4];
    all[10] = Math.sqrt(area / mask.length) / 2;
    System.arraycopy(waves, 0, all, 11, WAVES);
    float[] result = new float[all.length];
    for (int i = 0; i < all.length; i++) {
      result[i] = (float) all[i];
    }
    return result;
  }

  private static int count(boolean[] cells) {
    int n = 0;
    for (boolean cell : cells) {
      n += cell ? 1 : 0;
    }
    return n;
  }

  /** Fills what the outside cannot reach, and counts those holes. */
  private boolean[] fill() {
    boolean[] empty = new boolean[mask.length];
    int[] region = new int[mask.length];
    for (int i = 0; i < mask.length; i++) {
      empty[i] = !mask[i];
    }
    boolean[] whole = mask.clone();
    int number = 0;
    for (int i = 0; i < mask.length; i++) {
      if (empty[i] && region[i] == 0) {
        number++;
        int size = Foreground.flood(empty, region, number, i, width, height);
        if (!touchesBorder(region, number)) {
          holes += size > mask.length / 1000 ? 1 : 0;
          for (int k = 0; k < whole.length; k++) {
            whole[k] |= region[k] == number;
          }
        }
      }
    }
    return whole;
  }

  private boolean touchesBorder(int[] region, int number) {
    for (int x = 0; x < width; x++) {
      if (region[x] == number || region[(height - 1) * width + x] == number) {
        return true;
      }
    }
    for (int y = 0; y < height; y++) {
      if (region[y * width] == number || region[y * width + width - 1] == number) {
        return true;
      }
    }
    return false;
  }

  private double countPieces() {
    int[] piece = new int[filled.length];
    int number = 0;
    for (int i = 0; i < filled.length; i++) {
      if (filled[i] && piece[i] == 0) {
        number++;
        Foreground.flood(filled, piece, number, i, width, height);
      }
    }
    return number;
  }

  private int row(int cell) {
    return cell / width;
  }

  /** Centre, longness, and two of Hu's moments. */
  private double[] moments() {
    double n = Math.max(1, count(filled));
    double cx = 0;
    double cy = 0;
    for (int i = 0; i < filled.length; i++) {
      if (filled[i]) {
        cx += i % width / n;
        cy += row(i) / n;
      }
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < filled.length; i++) {
      if (filled[i]) {
        double x = i % width - cx;
        double y = row(i) - cy;
        xx += x * x / n;
        yy += y * y / n;
        xy += x * y / n;
      }
    }
    double spread = Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy);
    double major = (xx + yy + spread) / 2;
    double minor = (xx + yy - spread) / 2;
    double longness = Math.sqrt(Math.max(0, minor) / Math.max(1e-9, major));
    return new double[] {
      cx, cy, longness, Math.log1p(10 * (xx + yy) / n) / 2, Math.log1p(10 * spread / n) / 2
    };
  }

  /** How strongly the outline goes in and out once, twice, three times … on its way around. */
  private double[] waves(double cx, double cy) {
    double[] radius = new double[ANGLES];
    for (int i = 0; i < filled.length; i++) {
      if (filled[i]) {
        double x = i % width - cx;
        double y = row(i) - cy;
        int angle = (int) Math.floor((Math.atan2(y, x) / (2 * Math.PI) + 1) * ANGLES) % ANGLES;
        radius[angle] = Math.max(radius[angle], Math.hypot(x, y) + 0.5);
      }
    }
    double mean = 1e-9;
    for (double r : radius) {
      mean += r / ANGLES;
    }
    double[] strength = new double[WAVES];
    for (int wave = 1; wave <= WAVES; wave++) {
      double re = 0;
      double im = 0;
      for (int angle = 0; angle < ANGLES; angle++) {
        double turn = 2 * Math.PI * wave * angle / ANGLES;
        re += radius[angle] / mean * Math.cos(turn) / ANGLES;
        im += radius[angle] / mean * Math.sin(turn) / ANGLES;
      }
      strength[wave - 1] = 2 * Math.sqrt(Math.hypot(re, im));
    }
    return strength;
  }
}
