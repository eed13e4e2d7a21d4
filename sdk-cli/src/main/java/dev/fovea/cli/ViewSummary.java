package dev.fovea.cli;

import dev.fovea.VisionProvider;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetStats;
import dev.fovea.dataset.TokenRules;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page says of a whole data set. */
final class ViewSummary {
  private static final int MOST_OF_A_RULE = 100;

  private final DatasetReport report;

  private ViewSummary(DatasetReport report) {
    this.report = report;
  }

  /** {@return the facts, the findings by rule with the worst first} */
  static Facts of(DatasetReport report) {
    return new ViewSummary(report).facts();
  }

  private Facts facts() {
    return new Facts()
        .put("provider", report.provider())
        .put("file", report.file().map(ViewSummary::name).orElse("the data set"))
        .put("usable", report.ok())
        .put("kind", report.kind().orElse(null))
        .put("lines", report.lines())
        .put("examples", report.examples())
        .put("pictures", report.pictures())
        .put("bytes", report.bytes())
        .put("errors", report.errors())
        .put("warnings", report.warnings())
        .put("skipped", report.skipped())
        .put("rules", rules());
  }

  private static String name(String path) {
    return ViewText.whole(String.valueOf(Path.of(path).getFileName()));
  }

  private List<Map<String, Object>> rules() {
    Map<String, List<Finding>> byRule = new LinkedHashMap<>();
    report
        .findings()
        .forEach(found ->
            byRule.computeIfAbsent(found.rule(), rule -> new ArrayList<>()).add(found));
    Comparator<Map.Entry<String, List<Finding>>> worstFirst = Comparator.comparing(
        rule -> rule.getValue().stream().noneMatch(found -> found.severity() == Severity.ERROR));
    return byRule.entrySet().stream()
        .sorted(worstFirst.thenComparing(rule -> -count(rule.getKey())))
        .map(rule -> rule(rule.getKey(), rule.getValue()))
        .toList();
  }

  private long count(String rule) {
    return report.counts().getOrDefault(rule, 0L);
  }

  private Map<String, Object> rule(String rule, List<Finding> findings) {
    boolean error = findings.stream().anyMatch(found -> found.severity() == Severity.ERROR);
    return new Facts()
        .put("rule", rule)
        .put("severity", error ? Severity.ERROR : Severity.WARNING)
        .put("count", count(rule))
        .put("findings", findings(findings.subList(0, Math.min(MOST_OF_A_RULE, findings.size()))))
        .map();
  }

  /** {@return findings with texts that may stand in a page} */
  static List<Map<String, Object>> findings(List<Finding> findings) {
    return findings.stream()
        .map(found -> {
          Map<String, Object> facts = Facts.of(found);
          facts.replaceAll((name, value) ->
              value instanceof String text ? ViewText.shorten(text, 1_000) : value);
          return facts;
        })
        .toList();
  }

  /** {@return what kinds and sizes of pictures there are, and the tokens where they are known} */
  static Map<String, Object> stats(Path file, VisionProvider provider) {
    DatasetStats stats = provider
        .tokens()
        .map(TokenRules::usual)
        .map(model -> DatasetStats.of(file, provider.format(), model))
        .orElseGet(() -> DatasetStats.of(file, provider.format()));
    Facts facts =
        new Facts().put("formats", stats.formats()).put("remotePictures", stats.remotePictures());
    stats.widths().ifPresent(spread -> facts.put("widths", spread(spread)));
    stats.heights().ifPresent(spread -> facts.put("heights", spread(spread)));
    stats.pictureBytes().ifPresent(spread -> facts.put("pictureBytes", spread(spread)));
    stats
        .tokens()
        .ifPresent(tokens -> facts
            .put("tokens", tokens.total())
            .put("tokensModel", tokens.model())
            .put("tokensDated", tokens.dated()));
    return facts.map();
  }

  private static List<Long> spread(DatasetStats.Spread spread) {
    return List.of(spread.min(), spread.median(), spread.max());
  }
}
