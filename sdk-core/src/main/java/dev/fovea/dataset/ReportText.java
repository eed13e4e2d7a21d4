package dev.fovea.dataset;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report as a person reads it. */
final class ReportText {
  private static final int SHOWN = 5;

  private ReportText() {}

  static String of(DatasetReport report) {
    StringBuilder text = new StringBuilder();
    text.append(report.file().orElse("data set"))
        .append(report.ok() ? " can be used with " : " cannot be used with ")
        .append(report.provider())
        .append(": ")
        .append(headline(report))
        .append('\n');
    text.append(counted(report.examples(), "example"))
        .append(" in ")
        .append(counted(report.lines(), "line"))
        .append(", ")
        .append(counted(report.pictures(), "picture"))
        .append(", ")
        .append(counted(report.bytes(), "byte"))
        .append('\n');
    groups(report).forEach(found -> rule(text, count(report, found), found));
    page(text, report);
    if (!report.skipped().isEmpty()) {
      text.append('\n');
    }
    report
        .skipped()
        .forEach((rule, why) -> text.append("not checked, or not to the end: ")
            .append(rule)
            .append(": ")
            .append(why)
            .append('\n'));
    return text.toString();
  }

  /** {@return the outcome in a few words} */
  static String headline(DatasetReport report) {
    return report.errors() + report.warnings() == 0
        ? "nothing found"
        : counted(report.errors(), "error") + ", " + counted(report.warnings(), "warning");
  }

  /** {@return the findings of each rule: errors first, then those of which there are most} */
  private static List<List<Finding>> groups(DatasetReport report) {
    Map<String, List<Finding>> rules = report.findings().stream()
        .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.toList()));
    return rules.values().stream()
        .sorted(Comparator.comparing((List<Finding> found) -> found.get(0).severity())
            .thenComparing(found -> count(report, found), Comparator.reverseOrder()))
        .toList();
  }

  private static long count(DatasetReport report, List<Finding> found) {
    return report.counts().getOrDefault(found.get(0).rule(), 0L);
  }

  private static void rule(StringBuilder text, long count, List<Finding> found) {
    Finding first = found.get(0);
    text.append('\n')
        .append(first.severity() == Severity.ERROR ? "error " : "warning ")
        .append(first.rule())
        .append(", ")
        .append(counted(count, "time"))
        .append(": ")
        .append(Rule.ofFinding(first).title())
        .append('\n');
    List<Finding> shown = found.subList(0, Math.min(SHOWN, found.size()));
    for (Finding finding : shown) {
      text.append("  ").append(place(finding)).append(finding.message()).append('\n');
      finding
          .excerpt()
          .ifPresent(excerpt -> text.append("      ").append(excerpt).append('\n'));
    }
    if (count > SHOWN) {
      text.append("  and ").append(counted(count - SHOWN, "other")).append('\n');
    }
    shown.stream()
        .map(Finding::fix)
        .distinct()
        .forEach(fix -> text.append("  fix: ").append(fix).append('\n'));
  }

  private static String place(Finding finding) {
    String place = finding.line().map(line -> "line " + line).orElse("")
        + finding.pointer().map(pointer -> " " + pointer).orElse("");
    return place.isEmpty() ? "" : place + ": ";
  }

  private static void page(StringBuilder text, DatasetReport report) {
    if (!report.findings().isEmpty()) {
      text.append("\nWhat a rule means, with a bad and a good line: ")
          .append(Rule.PAGES)
          .append(", such as ")
          .append(Rule.ofFinding(groups(report).get(0).get(0)).page())
          .append('\n');
    }
  }

  static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
