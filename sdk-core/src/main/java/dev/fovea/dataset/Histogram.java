package dev.fovea.dataset;

import java.util.Optional;

/**
 * Counts numbers in classes that grow with the numbers, so that the middle one is known within one
 * percent in constant memory.
 */
final class Histogram {
  private static final int FINE_BITS = 6;
  private static final int FINE = 1 << FINE_BITS;

  private final long[] counts = new long[64 * FINE];
  private long total;
  private long min = Long.MAX_VALUE;
  private long max;

  /** Counts a number, 0 or more. */
  void add(long value) {
    counts[index(value)]++;
    total++;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  /** {@return the spread; absent when nothing was counted} */
  Optional<DatasetStats.Spread> spread() {
    return total == 0
        ? Optional.empty()
        : Optional.of(new DatasetStats.Spread(min, Math.max(min, Math.min(max, median())), max));
  }

  private long median() {
    long before = 0;
    int index = -1;
    while (before * 2 < total) {
      before += counts[++index];
    }
    return middle(index);
  }

  private static int index(long value) {
    if (value < FINE) {
      return (int) value;
    }
    int shift = 63 - Long.numberOfLeadingZeros(value) - FINE_BITS;
    return (shift + 1) * FINE + (int) (value >>> shift) - FINE;
  }

  private static long middle(int index) {
    if (index < FINE) {
      return index;
    }
    int shift = index / FINE - 1;
    return (((index % FINE) + (long) FINE) << shift) + ((1L << shift) >> 1);
  }
}
