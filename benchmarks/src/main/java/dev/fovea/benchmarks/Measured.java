package dev.fovea.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What one process measured. Rates are in MB (10^6 bytes) a second, sizes in bytes.
 *
 * @param firstRate how fast the first time went, compiling included
 * @param warmRate how fast the median of the later times went
 * @param firstCpu processor seconds of the first time
 * @param warmCpu processor seconds of the median of the later times
 * @param peakHeap the most heap in use, garbage included
 * @param liveHeap the most heap left after a collection
 * @param resident the largest resident set; 0 where it is not known
 */
record Measured(
    double firstRate,
    double warmRate,
    double firstCpu,
    double warmCpu,
    long peakHeap,
    long liveHeap,
    long resident) {

  /** What is to be measured. */
  interface Work {
    /** Does all of it once. */
    void run() throws IOException;
  }

  /** {@return what doing the work that many times took; the rates count the given bytes} */
  static Measured of(Work work, long bytes, int times) throws IOException {
    Gauge gauge = new Gauge();
    List<Double> seconds = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long cpuBefore = gauge.cpu();
      long before = System.nanoTime();
      work.run();
      seconds.add((System.nanoTime() - before) / 1e9);
      cpu.add((gauge.cpu() - cpuBefore) / 1e9);
    }
    return new Measured(
        bytes / 1e6 / seconds.get(0),
        bytes / 1e6 / warm(seconds),
        cpu.get(0),
        warm(cpu),
        gauge.peakHeap(),
        gauge.liveHeap(),
        gauge.peakResident());
  }

  private static double warm(List<Double> all) {
    return all.size() == 1 ? all.get(0) : median(all.subList(1, all.size()));
  }

  /** {@return the middle one} */
  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  /** {@return one line that {@link #parse} reads} */
  String line() {
    return String.format(
        Locale.ROOT,
        "%.1f %.1f %.3f %.3f %d %d %d",
        firstRate,
        warmRate,
        firstCpu,
        warmCpu,
        peakHeap,
        liveHeap,
        resident);
  }

  /** {@return what another process wrote with {@link #line}} */
  static Measured parse(String line) {
    String[] words = line.split(" ", -1);
    return new Measured(
        Double.parseDouble(words[0]),
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]),
        Long.parseLong(words[6]));
  }

  /** {@return the same for a person} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "first %,.0f MB/s (%.2f CPU s), warm %,.0f MB/s (%.2f CPU s), heap peak %.1f MB live %.1f MB, RSS %.0f MB",
        firstRate,
        firstCpu,
        warmRate,
        warmCpu,
        peakHeap / 1e6,
        liveHeap / 1e6,
        resident / 1e6);
  }
}
