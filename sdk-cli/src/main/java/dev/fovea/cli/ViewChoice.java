package dev.fovea.cli;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which lines a page shows, and the findings of those: all lines if they are few, else the worst
 * and an even sample of the others. Hears of every finding while the data set is checked, and keeps
 * no more than it needs for so many lines.
 */
final class ViewChoice {
  private static final int EACH = 40;
  private static final int FIRST_OF_A_RULE = 3;
  private static final double SHARE_OF_THE_WORST = 0.8;

  private static final Comparator<Map.Entry<Long, Lot>> WORST_FIRST =
      Comparator.<Map.Entry<Long, Lot>>comparingInt(lot -> lot.getValue().rank())
          .thenComparing(lot -> -lot.getValue().errors)
          .thenComparing(lot -> -lot.getValue().all)
          .thenComparing(Map.Entry::getKey);

  private final int limit;
  private final TreeMap<Long, Lot> lots = new TreeMap<>();
  private final Map<String, Integer> firsts = new HashMap<>();
  private long stride = 1;

  /** What was found in one line. */
  static final class Lot {
    private final List<Finding> findings = new ArrayList<>();
    private boolean first;
    private int errors;
    private int all;

    List<Finding> findings() {
      return findings;
    }

    /** {@return how many findings there are, those included that were not kept} */
    int all() {
      return all;
    }

    int errors() {
      return errors;
    }

    // One line of each rule is worth more than a second one with many errors.
    private int rank() {
      return first ? 0 : errors > 0 ? 1 : 2;
    }
  }

  ViewChoice(int limit) {
    this.limit = limit;
  }

  void add(Finding finding) {
    if (finding.line().isEmpty()) {
      return;
    }
    long line = finding.line().get();
    Lot lot = lots.computeIfAbsent(line, key -> new Lot());
    lot.all++;
    lot.errors += finding.severity() == Severity.ERROR ? 1 : 0;
    lot.first |= firsts.merge(finding.rule(), 1, Integer::sum) <= FIRST_OF_A_RULE;
    if (lot.findings.size() < EACH) {
      lot.findings.add(finding);
    }
    widen(line);
    if (lots.size() > 4L * limit + 1_000) {
      forget();
    }
  }

  /** The sample is every so-manieth line; fewer of the same as the file turns out longer. */
  private void widen(long lines) {
    while (lines / stride > 2L * limit) {
      stride *= 2;
    }
  }

  private boolean isInSample(long line) {
    return (line - 1) % stride == 0;
  }

  private void forget() {
    Set<Long> kept = new HashSet<>(worst(limit));
    lots.keySet().removeIf(line -> !kept.contains(line) && !isInSample(line));
  }

  private List<Long> worst(long most) {
    return lots.entrySet().stream()
        .sorted(WORST_FIRST)
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** {@return the lines to be shown of so many, in their order, each with what was found in it} */
  SortedMap<Long, Lot> of(long lines) {
    TreeMap<Long, Lot> chosen = new TreeMap<>();
    if (lines <= limit) {
      for (long line = 1; line <= lines; line++) {
        chosen.put(line, lots.getOrDefault(line, new Lot()));
      }
      return chosen;
    }
    for (long line : worst((long) Math.ceil(limit * SHARE_OF_THE_WORST))) {
      chosen.put(line, lots.getOrDefault(line, new Lot()));
    }
    widen(lines);
    List<Long> sample = new ArrayList<>();
    for (long line = 1; line <= lines; line += stride) {
      if (!chosen.containsKey(line)) {
        sample.add(line);
      }
    }
    int wanted = Math.min(limit - chosen.size(), sample.size());
    for (int i = 0; i < wanted; i++) {
      long line = sample.get((int) ((long) i * sample.size() / wanted));
      chosen.put(line, lots.getOrDefault(line, new Lot()));
    }
    return chosen;
  }
}
