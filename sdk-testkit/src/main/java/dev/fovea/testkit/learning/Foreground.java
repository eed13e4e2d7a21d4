package dev.fovea.testkit.learning;

import java.util.ArrayDeque;

/**
 * What stands out from the background. The background is taken to be what the border shows, with
 * colours that may change evenly across the picture; cells far from it, by a threshold found from
 * the picture itself, are foreground.
 */
final class Foreground {
  private static final int LEVELS = 128;

  private Foreground() {}

  /** The main thing in the picture; never empty. */
  static boolean[] mask(Grid sharp) {
    Grid grid = sharp.blurred();
    float[] distance = distances(grid);
    float threshold = threshold(distance);
    boolean[] mask = new boolean[distance.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = distance[i] > threshold;
    }
    return mainThings(smooth(mask, grid.width, grid.height), grid.width, grid.height);
  }

  private static float[] distances(Grid grid) {
    float[] squares = new float[grid.light.length];
    for (int channel = 0; channel < 3; channel++) {
      float[] values = grid.channel(channel);
      double[] plane = Plane.throughBorder(values, grid.width, grid.height);
      // Lightness counts less: shadows are not things.
      double weight = channel == 0 ? 0.6 : 1;
      for (int i = 0; i < squares.length; i++) {
        int row = i / grid.width;
        double expected = plane[0] + plane[1] * (i % grid.width) + plane[2] * row;
        double off = (values[i] - expected) * weight;
        squares[i] += (float) (off * off);
      }
    }
    for (int i = 0; i < squares.length; i++) {
      squares[i] = (float) Math.sqrt(squares[i]);
    }
    return squares;
  }

  /** Otsu's threshold: the cut that leaves two groups as alike inside as possible. */
  private static float threshold(float[] values) {
    float most = 1;
    for (float value : values) {
      most = Math.max(most, value);
    }
    int[] histogram = new int[LEVELS];
    for (float value : values) {
      histogram[Math.min(LEVELS - 1, (int) (value / most * LEVELS))]++;
    }
    return (otsu(histogram, values.length) + 1) * most / LEVELS;
  }

  private static int otsu(int[] histogram, int total) {
    double sum = 0;
    for (int i = 0; i < LEVELS; i++) {
      sum += (double) i * histogram[i];
    }
    double lowSum = 0;
    long low = 0;
    double best = -1;
    int cut = 0;
    for (int i = 0; i < LEVELS - 1; i++) {
      low += histogram[i];
      lowSum += (double) i * histogram[i];
      long high = total - low;
      if (low > 0 && high > 0) {
        double gap = lowSum / low - (sum - lowSum) / high;
        double between = (double) low * high * gap * gap;
        if (between > best) {
          best = between;
          cut = i;
        }
      }
    }
    return cut;
  }

  private static boolean[] smooth(boolean[] mask, int width, int height) {
    boolean[] smooth = new boolean[mask.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int set = 0;
        for (int v = y - 1; v <= y + 1; v++) {
          for (int u = x - 1; u <= x + 1; u++) {
            set += u >= 0 && v >= 0 && u < width && v < height && mask[v * width + u] ? 1 : 0;
          }
        }
        smooth[y * width + x] = set >= 5;
      }
    }
    return smooth;
  }

  /** Keeps the largest connected piece and pieces at least a quarter as large; specks go. */
  private static boolean[] mainThings(boolean[] mask, int width, int height) {
    int[] piece = new int[mask.length];
    int[] sizes = new int[mask.length + 1];
    int pieces = 0;
    int largest = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] && piece[i] == 0) {
        pieces++;
        sizes[pieces] = flood(mask, piece, pieces, i, width, height);
        largest = Math.max(largest, sizes[pieces]);
      }
    }
    boolean[] kept = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      kept[i] = largest == 0 || (mask[i] && sizes[piece[i]] * 4 >= largest);
    }
    return kept;
  }

  /** Numbers a connected piece and counts its cells. */
  static int flood(boolean[] mask, int[] piece, int number, int start, int width, int height) {
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(start);
    piece[start] = number;
    int size = 0;
    while (!open.isEmpty()) {
      int i = open.poll();
      size++;
      int x = i % width;
      int y = i / width;
      int[] around = {
        x > 0 ? i - 1 : i,
        x < width - 1 ? i + 1 : i,
        y > 0 ? i - width : i,
        y < height - 1 ? i + width : i
      };
      for (int next : around) {
        if (mask[next] && piece[next] == 0) {
          piece[next] = number;
          open.add(next);
        }
      }
    }
    return size;
  }
}
