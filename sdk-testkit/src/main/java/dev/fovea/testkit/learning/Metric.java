package dev.fovea.testkit.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * How different two pictures are, as far as it matters for the answers that were trained: each
 * number is scaled by its spread and each group by its mean distance in the training data, and the
 * groups get the weights with which, leaving each example out in turn, its neighbours most surely
 * give its answer. Answers that occur only once teach no weights; then all groups count alike.
 */
final class Metric {
  private static final double[] CHOICES = {0, 1, 3};
  private static final double[] SHARPNESS = {4, 10, 25};
  private static final float LEAST_SPREAD = 0.04f;
  // Groups in which all training pictures are alike still must not drown the others.
  private static final double[] LEAST_UNIT = {0.5, 0.005, 0.005, 0.5, 0.02};
  // Learning weights compares all pairs; more examples than this teach nothing new about them.
  private static final int ENOUGH = 160;

  private final float[][] spread;
  private final double[] unit = new double[Feature.GROUPS];
  private double[] weights = {1, 1, 1, 1, 1};
  private double sharpness = 25;

  private Metric(List<Feature> features) {
    this.spread = spreads(features);
    java.util.Arrays.fill(unit, 1);
  }

  /** Learns from pictures and the answers they were trained with. */
  static Metric learn(List<Feature> features, List<String> answers) {
    Metric metric = new Metric(features);
    List<Integer> some = sample(features.size());
    double[][][] distances = metric.distances(features, some);
    List<String> labels = some.stream().map(answers::get).toList();
    boolean repeated = labels.stream().distinct().count() < labels.size();
    if (repeated) {
      metric.chooseWeights(distances, labels);
    }
    return metric;
  }

  private static List<Integer> sample(int size) {
    List<Integer> some = new ArrayList<>();
    int wanted = Math.min(size, ENOUGH);
    for (int i = 0; i < wanted; i++) {
      some.add((int) ((long) i * size / wanted));
    }
    return some;
  }

  private static float[][] spreads(List<Feature> features) {
    float[][] spreads = new float[Feature.GROUPS][];
    for (int g = 0; g < Feature.GROUPS; g++) {
      int length = features.get(0).group(g).length;
      spreads[g] = new float[length];
      for (int i = 0; i < length; i++) {
        double sum = 0;
        double squares = 0;
        for (Feature feature : features) {
          double value = feature.group(g)[i];
          sum += value;
          squares += value * value;
        }
        double mean = sum / features.size();
        double variance = Math.max(0, squares / features.size() - mean * mean);
        spreads[g][i] = (float) Math.max(LEAST_SPREAD, Math.sqrt(variance));
      }
    }
    return spreads;
  }

  /** All pairs, group by group; sets the unit of each group to its mean distance. */
  private double[][][] distances(List<Feature> features, List<Integer> some) {
    int n = some.size();
    double[][][] distances = new double[Feature.GROUPS][n][n];
    for (int g = 0; g < Feature.GROUPS; g++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          double d = raw(g, features.get(some.get(i)), features.get(some.get(j)));
          distances[g][i][j] = d;
          distances[g][j][i] = d;
          sum += d;
        }
      }
      unit[g] = Math.max(LEAST_UNIT[g], sum / Math.max(1, n * (n - 1) / 2));
      for (double[] row : distances[g]) {
        for (int j = 0; j < n; j++) {
          row[j] /= unit[g];
        }
      }
    }
    return distances;
  }

  private double raw(int g, Feature a, Feature b) {
    float[] x = a.group(g);
    float[] y = b.group(g);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      // Histograms and fields have a scale of their own; measures of shape and texture do not.
      double off = (x[i] - y[i]) / (g == 0 || g == 3 ? spread[g][i] : 1);
      sum += Math.min(off * off, 9);
    }
    return sum / x.length;
  }

  private void chooseWeights(double[][][] distances, List<String> labels) {
    double best = -1;
    double[] tried = new double[Feature.GROUPS];
    for (int code = 1; code < Math.pow(CHOICES.length, Feature.GROUPS); code++) {
      int rest = code;
      double sum = 0;
      for (int g = 0; g < Feature.GROUPS; g++) {
        tried[g] = CHOICES[rest % CHOICES.length];
        sum += tried[g];
        rest /= CHOICES.length;
      }
      for (double sharp : SHARPNESS) {
        double surety = surety(distances, labels, tried, sharp / sum);
        if (surety > best) {
          best = surety;
          weights = tried.clone();
          sharpness = sharp;
        }
      }
    }
  }

  /** How surely, on average, the other examples give each example's own answer. */
  private static double surety(
      double[][][] distances, List<String> labels, double[] weights, double factor) {
    int n = labels.size();
    double total = 0;
    for (int i = 0; i < n; i++) {
      double same = 1e-12;
      double all = 1e-12;
      for (int j = 0; j < n; j++) {
        if (j != i) {
          double d = 0;
          for (int g = 0; g < Feature.GROUPS; g++) {
            d += weights[g] * distances[g][i][j];
          }
          double closeness = Math.exp(-d * factor);
          all += closeness;
          same += labels.get(i).equals(labels.get(j)) ? closeness : 0;
        }
      }
      total += same / all;
    }
    return total / n;
  }

  /** How different two pictures are: 0 for the same; each unit more divides the vote by e. */
  double distance(Feature a, Feature b) {
    double sum = 0;
    double d = 0;
    for (int g = 0; g < Feature.GROUPS; g++) {
      sum += weights[g];
      d += weights[g] * raw(g, a, b) / unit[g];
    }
    return d * sharpness / sum;
  }
}
