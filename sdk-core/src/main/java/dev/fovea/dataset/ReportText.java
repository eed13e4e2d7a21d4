package dev.fovea.dataset;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    Map<String, List<Finding>> rules = report.findings().stream()
        .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
    rules.forEach((rule, found) -> rule(text, report.counts().getOrDefault(rule, 0L), found));
    if (!report.skipped().isEmpty()) {
      text.append('\n');
    }
    report
        .skipped()
        .forEach((rule, why) ->
            text.append("not checked ").append(rule).append(": ").append(why).append('\n'));
    return text.toString();
  }

  /** {@return the outcome in a few words} */
  static String headline(DatasetReport report) {
    return report.errors() + report.warnings() == 0
        ? "nothing found"
        : counted(report.errors(), "error") + ", " + counted(report.warnings(), "warning");
  }

  private static void rule(StringBuilder text, long count, List<Finding> found) {
    Finding first = found.get(0);
    text.append('\n')
        .append(first.severity() == Severity.ERROR ? "error " : "warning ")
        .append(first.rule())
        .append(", ")
        .append(counted(count, "time"))
        .append('\n');
    for (Finding finding : found.subList(0, Math.min(SHOWN, found.size()))) {
      text.append("  ").append(finding).append('\n');
    }
    if (count > SHOWN) {
      text.append("  and ").append(counted(count - SHOWN, "other")).append('\n');
    }
  }

  static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
