package dev.fovea.testkit.learning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The evenly changing background of one colour channel: {@code value = a + b x + c y}, fitted to
 * the border.
 */
final class Plane {
  private Plane() {}

  /** Fits twice; the second time without the cells that a thing touching the border has spoilt. */
  static double[] throughBorder(float[] values, int width, int height) {
    List<Integer> border = border(width, height);
    double[] first = fit(values, width, border);
    List<Double> misses = new ArrayList<>();
    for (int i : border) {
      misses.add(miss(first, values, width, i));
    }
    List<Double> sorted = new ArrayList<>(misses);
    Collections.sort(sorted);
    double bound = Math.max(2, 2.5 * sorted.get(sorted.size() / 2));
    List<Integer> kept = new ArrayList<>();
    for (int k = 0; k < border.size(); k++) {
      if (misses.get(k) <= bound) {
        kept.add(border.get(k));
      }
    }
    return kept.size() < 8 ? first : fit(values, width, kept);
  }

  private static double miss(double[] plane, float[] values, int width, int i) {
    return Math.abs(values[i] - plane[0] - plane[1] * (i % width) - plane[2] * row(i, width));
  }

  private static int row(int cell, int width) {
    return cell / width;
  }

  private static List<Integer> border(int width, int height) {
    int depth = Math.max(1, Math.min(width, height) / 30);
    List<Integer> border = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (x < depth || y < depth || x >= width - depth || y >= height - depth) {
          border.add(y * width + x);
        }
      }
    }
    return border;
  }

  private static double[] fit(float[] values, int width, List<Integer> cells) {
    double n = cells.size();
    double mx = cells.stream().mapToDouble(i -> i % width).sum() / n;
    double my = cells.stream().mapToDouble(i -> row(i, width)).sum() / n;
    double mv = cells.stream().mapToDouble(i -> values[i]).sum() / n;
    double xx = 1e-6;
    double yy = 1e-6;
    double xy = 0;
    double xv = 0;
    double yv = 0;
    for (int i : cells) {
      double x = i % width - mx;
      double y = row(i, width) - my;
      double v = values[i] - mv;
      xx += x * x;
      yy += y * y;
      xy += x * y;
      xv += x * v;
      yv += y * v;
    }
    double det = xx * yy - xy * xy;
    double b = (xv * yy - yv * xy) / det;
    double c = (yv * xx - xv * xy) / det;
    return new double[] {mv - b * mx - c * my, b, c};
  }
}
