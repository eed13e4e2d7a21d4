package dev.fovea.preparation;

import dev.fovea.dataset.DatasetReport;
import dev.fovea.finding.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts changes, passes each on, and keeps the first of each kind. */
final class ChangeLog {
  private static final long KEPT = 100;

  private final ConversionOptions options;
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final Map<ChangeKind, Long> lost = new EnumMap<>(ChangeKind.class);
  private final Map<ChangeKind, Long> rewritten = new EnumMap<>(ChangeKind.class);
  private final List<ConversionChange> kept = new ArrayList<>();

  ChangeLog(ConversionOptions options) {
    this.options = options;
  }

  void add(ConversionChange change) {
    counts.merge(change.kind().word(), 1L, Long::sum);
    if (counts(change.lost()).merge(change.kind(), 1L, Long::sum) <= KEPT) {
      kept.add(change);
    }
    options.onChange().accept(change);
  }

  /** {@return how many there were of each kind that lost something, or of those that did not} */
  Map<ChangeKind, Long> counts(boolean losing) {
    return losing ? lost : rewritten;
  }

  long losses() {
    return sum(lost);
  }

  long rewrites() {
    return sum(rewritten);
  }

  private static long sum(Map<ChangeKind, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  SortedMap<String, Long> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  List<ConversionChange> kept() {
    return Collections.unmodifiableList(kept);
  }

  /** {@return why nothing may be written; null if it may} */
  @Nullable
  String refusal(DatasetReport check) {
    long losses = losses();
    if (options.strict() && losses > 0) {
      String first = kept.stream()
          .filter(ConversionChange::lost)
          .findFirst()
          .map(change -> ", the first in " + change)
          .orElse("");
      return String.format(
          Locale.ROOT, "%,d loss%s, and none is allowed%s", losses, losses == 1 ? "" : "es", first);
    }
    return check.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .findFirst()
        .map(finding -> check.provider() + " would not take the output: " + finding)
        .orElse(null);
  }
}
