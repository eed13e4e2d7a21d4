package dev.fovea.testkit.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The convex hull of a set of cells and what it measures. */
final class Hull {
  private record Point(double x, double y) {}

  private final List<Point> points;

  private Hull(List<Point> points) {
    this.points = points;
  }

  static Hull around(boolean[] mask, int width) {
    List<Point> cells = new ArrayList<>();
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        // The corners of a cell, so that a hull never has less area than its cells.
        int x = i % width;
        int y = i / width;
        cells.add(new Point(x, y));
        cells.add(new Point(x + 1.0, y));
        cells.add(new Point(x, y + 1.0));
        cells.add(new Point(x + 1.0, y + 1.0));
      }
    }
    cells.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
    List<Point> hull = half(cells);
    java.util.Collections.reverse(cells);
    hull.addAll(half(cells));
    return new Hull(hull);
  }

  private static List<Point> half(List<Point> sorted) {
    List<Point> chain = new ArrayList<>();
    for (Point p : sorted) {
      while (chain.size() > 1
          && cross(chain.get(chain.size() - 2), chain.get(chain.size() - 1), p) <= 0) {
        chain.remove(chain.size() - 1);
      }
      chain.add(p);
    }
    chain.remove(chain.size() - 1);
    return chain;
  }

  private static double cross(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  }

  double area() {
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      Point a = points.get(i);
      Point b = points.get((i + 1) % points.size());
      sum += a.x * b.y - b.x * a.y;
    }
    return Math.abs(sum) / 2;
  }

  double perimeter() {
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      Point a = points.get(i);
      Point b = points.get((i + 1) % points.size());
      sum += Math.hypot(a.x - b.x, a.y - b.y);
    }
    return sum;
  }

  /** The area of the smallest rectangle around it, whichever way it is turned. */
  double rectangle() {
    double smallest = Double.MAX_VALUE;
    for (int degrees = 0; degrees < 90; degrees += 3) {
      double turn = Math.toRadians(degrees);
      smallest = Math.min(smallest, extent(turn) * extent(turn + Math.PI / 2));
    }
    return smallest;
  }

  private double extent(double turn) {
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (Point p : points) {
      double along = p.x * Math.cos(turn) + p.y * Math.sin(turn);
      low = Math.min(low, along);
      high = Math.max(high, along);
    }
    return high - low;
  }

  /** The area of the largest triangle between its corners. */
  double triangle() {
    int step = Math.max(1, points.size() / 40);
    double largest = 0;
    for (int i = 0; i < points.size(); i += step) {
      for (int j = i + step; j < points.size(); j += step) {
        for (int k = j + step; k < points.size(); k += step) {
          largest =
              Math.max(largest, Math.abs(cross(points.get(i), points.get(j), points.get(k))) / 2);
        }
      }
    }
    return largest;
  }
}
