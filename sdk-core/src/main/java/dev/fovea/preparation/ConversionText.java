package dev.fovea.preparation;

import dev.fovea.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report of a conversion as people and machines read it. */
final class ConversionText {
  private static final int SHOWN = 5;

  private ConversionText() {}

  static String of(ConversionReport report) {
    StringBuilder text = new StringBuilder();
    text.append(report.from()).append(" to ").append(report.to()).append(": ");
    text.append(report.refusal().map(why -> "refused, " + why).orElse("converted"))
        .append('\n');
    text.append(counted(report.lines(), "line"))
        .append(" read, ")
        .append(counted(report.examples(), "example"))
        .append(report.written() ? " written, " : " could be written, ")
        .append(counted(report.pictures(), "picture"))
        .append(", ")
        .append(counted(report.bytes(), "byte"))
        .append("; ")
        .append(counted(report.losses(), "loss"))
        .append(", ")
        .append(counted(report.rewrites(), "rewriting"))
        .append('\n');
    kinds(text, report, true);
    kinds(text, report, false);
    for (Finding finding : report.check().findings()) {
      text.append('\n').append(finding.severity().name().toLowerCase(Locale.ROOT));
      text.append(' ').append(finding.rule()).append("\n  ").append(finding).append('\n');
    }
    return text.toString();
  }

  private static void kinds(StringBuilder text, ConversionReport report, boolean lost) {
    Map<ChangeKind, List<ConversionChange>> kinds = report.changes().stream()
        .filter(change -> change.lost() == lost)
        .collect(
            Collectors.groupingBy(ConversionChange::kind, LinkedHashMap::new, Collectors.toList()));
    kinds.forEach((kind, changes) -> {
      long count = report.counts(lost).getOrDefault(kind, 0L);
      text.append('\n')
          .append(lost ? "lost: " : "rewritten: ")
          .append(kind.word())
          .append(", ")
          .append(counted(count, "time"))
          .append('\n');
      changes.stream()
          .limit(SHOWN)
          .forEach(change -> text.append("  ").append(change).append('\n'));
      if (count > SHOWN) {
        text.append("  and ").append(counted(count - SHOWN, "other")).append('\n');
      }
    });
  }

  static String counted(long count, String noun) {
    String end = count == 1 ? "" : noun.endsWith("s") ? "es" : "s";
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, end);
  }

  static Map<String, Object> fields(ConversionReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", report.from());
    json.put("to", report.to());
    json.put("written", report.written());
    report.refusal().ifPresent(why -> json.put("refusal", why));
    json.put("lines", report.lines());
    json.put("examples", report.examples());
    json.put("pictures", report.pictures());
    json.put("bytes", report.bytes());
    json.put("losses", report.losses());
    json.put("rewrites", report.rewrites());
    json.put("counts", report.counts());
    List<Object> changes = new ArrayList<>();
    report.changes().forEach(change -> changes.add(change(change)));
    json.put("changes", changes);
    json.put("truncated", report.truncated());
    List<Object> findings = new ArrayList<>();
    report.check().findings().forEach(finding -> findings.add(finding(finding)));
    json.put("findings", findings);
    return json;
  }

  private static Map<String, Object> change(ConversionChange change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", change.kind().word());
    json.put("lost", change.lost());
    json.put("line", change.line());
    change.pointer().ifPresent(pointer -> json.put("pointer", pointer));
    json.put("message", change.message());
    return json;
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", finding.rule());
    json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    finding.line().ifPresent(line -> json.put("line", line));
    finding.pointer().ifPresent(pointer -> json.put("pointer", pointer));
    json.put("message", finding.message());
    json.put("fix", finding.fix());
    return json;
  }
}
