package dev.fovea.dataset;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pages of docs/rules, made of the rules' cases and of what the check says about them. */
final class RulePages {
  private static final int LONGEST_RUN = 200;
  private static final int LONGEST = 2_000;

  private final Path folder;

  /** Needs a folder for the files that are checked. */
  RulePages(Path folder) {
    this.folder = folder;
  }

  /** All cases by what they are about. */
  static Map<String, List<RuleCase>> groups() {
    Map<String, List<RuleCase>> groups = new LinkedHashMap<>();
    groups.put("The file", FileCases.file());
    groups.put("Lines", FileCases.lines());
    groups.put("Kinds of examples", FileCases.kinds());
    groups.put("Messages", MessageCases.messages());
    groups.put("Contents", MessageCases.contents());
    groups.put("Tools", MessageCases.tools());
    groups.put("Preferences", MessageCases.preferences());
    groups.put("Where pictures stand", PictureCases.places());
    groups.put("The bytes of pictures", PictureCases.bytes());
    groups.put("The looks of pictures", PictureCases.looks());
    groups.put("The pixels of pictures (with sdk-imaging)", MoneyCases.pixels());
    groups.put("The sizes of pictures", MoneyCases.sizes());
    groups.put("Answers", MoneyCases.answers());
    groups.put("The validation file", MoneyCases.validation());
    return groups;
  }

  static List<RuleCase> cases() {
    return groups().values().stream().flatMap(List::stream).toList();
  }

  /** The pages by their file names. */
  Map<String, String> all() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    StringBuilder index = new StringBuilder(INDEX);
    for (Map.Entry<String, List<RuleCase>> group : groups().entrySet()) {
      index
          .append("\n## ")
          .append(group.getKey())
          .append("\n\n| rule | | ")
          .append(String.join(" | ", RuleCase.PROVIDERS))
          .append(" |\n|---|---|")
          .append("---|".repeat(RuleCase.PROVIDERS.size()))
          .append('\n');
      Map<Rule, List<RuleCase>> rules = group.getValue().stream()
          .collect(Collectors.groupingBy(RuleCase::rule, TreeMap::new, Collectors.toList()));
      for (List<RuleCase> cases : rules.values()) {
        pages.put(cases.get(0).rule().id() + ".md", page(cases));
        index.append(row(cases));
      }
    }
    pages.put("README.md", index.toString());
    return pages;
  }

  private String row(List<RuleCase> cases) throws IOException {
    Rule rule = cases.get(0).rule();
    return "| [" + rule.id() + "](" + rule.id() + ".md) | " + rule.title() + " | "
        + String.join(" | ", severities(cases).values()) + " |\n";
  }

  private String page(List<RuleCase> cases) throws IOException {
    Rule rule = cases.get(0).rule();
    StringBuilder page = new StringBuilder("# ")
        .append(rule.id())
        .append("\n\n")
        .append(rule.title())
        .append(". ")
        .append(cases.get(0).why())
        .append("\n\n| provider | this is |\n|---|---|\n");
    severities(cases)
        .forEach((provider, severity) ->
            page.append("| ").append(provider).append(" | ").append(severity).append(" |\n"));
    for (RuleCase one : cases) {
      page.append(example(one, cases.size() > 1));
    }
    page.append("\n## How to change it\n\n");
    cases.stream()
        .filter(one -> !one.setting().isEmpty())
        .forEach(one -> page.append("`")
            .append(one.setting())
            .append("` decides")
            .append(cases.size() > 1 ? " for " + String.join(", ", one.providers()) : "")
            .append(".\n"));
    return page.append("The settings `as-errors`, `as-warnings` and `ignored` take `")
        .append(rule.id())
        .append("`; [the list of rules](README.md) says how.\n")
        .toString();
  }

  private String example(RuleCase one, boolean named) throws IOException {
    StringBuilder text = new StringBuilder();
    String of = named ? " (" + String.join(", ", one.providers()) + ")" : "";
    text.append("\n## Bad").append(of).append("\n\n");
    List<String> notes = new ArrayList<>();
    if (one.validationFile().length > 0) {
      notes.add(
          "The validation file holds:\n\n" + shown(one.validationFile()) + "\n\nThe checked one:");
    }
    if (one.decodes()) {
      notes.add(
          "Found with `decode(true)` or `--decode`, where `sdk-imaging` is on the class path.");
    }
    if (!one.name().equals("train.jsonl")) {
      notes.add("The file's name is `" + one.name() + "`.");
    }
    one.settings().forEach((name, value) -> notes.add("Here `" + name + "` is `" + value + "`."));
    notes.add(one.badFile().length == 0 ? "It holds nothing." : "\n" + shown(one.badFile()));
    text.append(String.join("\n", notes).strip()).append('\n');
    for (Map.Entry<String, List<String>> said : said(one).entrySet()) {
      text.append('\n')
          .append(
              said.getValue().equals(one.providers())
                  ? ""
                  : String.join(", ", said.getValue()) + ":\n\n")
          .append(said.getKey())
          .append('\n');
    }
    return text.append("\n## Good")
        .append(of)
        .append("\n\n")
        .append(shown(one.goodFile()))
        .append('\n')
        .toString();
  }

  /** What the check says, and which providers' checks say it. */
  private Map<String, List<String>> said(RuleCase one) throws IOException {
    Map<String, List<String>> said = new LinkedHashMap<>();
    for (String provider : one.providers()) {
      Finding finding = one.findInBad(provider, folder).get(0);
      String place = finding.line().map(line -> "line " + line).orElse("the file")
          + finding.pointer().map(pointer -> " `" + pointer + "`").orElse("");
      String message = finding.message().replace(folder + "/", "");
      String text =
          "> " + place + ": " + escaped(message) + "\n>\n> fix: " + escaped(finding.fix());
      said.computeIfAbsent(text, key -> new ArrayList<>()).add(provider);
    }
    return said;
  }

  private static String escaped(String text) {
    return text.replace("<", "\\<").replace("*", "\\*");
  }

  private Map<String, String> severities(List<RuleCase> cases) throws IOException {
    Map<String, String> severities = new LinkedHashMap<>();
    for (String provider : RuleCase.PROVIDERS) {
      severities.put(provider, "not checked");
    }
    for (RuleCase one : cases) {
      for (String provider : one.providers()) {
        Severity severity = one.findInBad(provider, folder).get(0).severity();
        severities.put(provider, severity == Severity.ERROR ? "error" : "warning");
      }
    }
    return severities;
  }

  /** A file as a reader can take it in. */
  private static String shown(byte[] file) {
    String all = new String(file, StandardCharsets.UTF_8);
    String text = all.replaceAll("([A-Za-z0-9+/]{40})[A-Za-z0-9+/=]{" + LONGEST_RUN + ",}", "$1…")
        .replaceAll("([\\[\\]]{20})[\\[\\]]{20,}", "$1…");
    if (text.length() > LONGEST) {
      text = text.substring(0, 500) + "…" + text.substring(text.length() - 200);
    }
    boolean shortened = text.contains("…");
    String visible = text.replace("\r", "␍").replace("\0", "␀").replace("\uFEFF", "⟨BOM⟩");
    boolean signs = !visible.equals(text) || text.contains("\uFFFD");
    return (shortened ? "Shortened: … stands for what was left out.\n\n" : "")
        + (signs ? "␍, ␀, ⟨BOM⟩ and \uFFFD stand for bytes that cannot be shown.\n\n" : "")
        + "```json\n" + visible + (visible.endsWith("\n") ? "" : "\n") + "```";
  }

  private static final String INDEX = """
      # The rules of the check

      What `fovea datasets check FILE` and `DatasetRules.of(provider).check(file)` look for. A finding names its rule as
      provider, dot, rule: `together.picture-count`. An error will be refused, or does not do what it says; a warning will be
      taken and is probably not what was meant. Each page has a line that breaks the rule and nothing else, and a good one; a
      test holds both, and the pages are written by it:
      `mvn -pl examples -am test -Dtest=RulePagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dfovea.docs=write`.

      What a provider takes is dated data (`datasets.properties` in its module), and every setting of it can be changed for a
      check: `rules.override("max-pictures", 20)`, or a file of such lines with `rules.with(file)` and `--limits FILE`:

      ```
      max-pictures = 20
      as-warnings = role-order, extra-column
      ignored = duplicate-example
      ```

      The lists `as-errors`, `as-warnings` and `ignored` replace the provider's, which `rules.settings()` shows.
      """;
}
