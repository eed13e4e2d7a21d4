package dev.fovea.dataset;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts findings, passes each on, and keeps the first of each rule. */
final class FindingSink {
  private static final long KEPT = 100;

  private final String provider;
  private final Consumer<Finding> listener;
  private final Set<Rule> asErrors;
  private final Set<Rule> asWarnings;
  private final Set<Rule> ignored;
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Finding> kept = new ArrayList<>();
  private final Map<String, String> skipped = new TreeMap<>();
  private long errors;
  private long warnings;
  private @Nullable ScannedLine line;
  private @Nullable Object tree;

  /** Takes every finding for as bad as its rule makes it. */
  FindingSink(String provider, Consumer<Finding> listener) {
    this.provider = provider;
    this.listener = listener;
    this.asErrors = Set.of();
    this.asWarnings = Set.of();
    this.ignored = Set.of();
  }

  /** Takes findings for as bad as the provider does. */
  FindingSink(DatasetProfile profile, Consumer<Finding> listener) {
    this.provider = profile.id();
    this.listener = listener;
    this.asErrors = rules(profile, DatasetProfile.AS_ERRORS);
    this.asWarnings = rules(profile, DatasetProfile.AS_WARNINGS);
    this.ignored = rules(profile, DatasetProfile.IGNORED);
  }

  private static Set<Rule> rules(DatasetProfile profile, String setting) {
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    for (String word : profile.words(setting)) {
      rules.add(Rule.of(word));
    }
    return rules;
  }

  /** Says which line the next findings are about. */
  void line(ScannedLine scanned) {
    line = scanned;
    tree = null;
  }

  /** Says what that line holds; not to be called when it is no JSON. */
  void parsed(@Nullable Object value) {
    tree = value;
  }

  /** Says that the next findings are about the whole file. */
  void wholeFile() {
    line = null;
    tree = null;
  }

  /** Says that a rule could not be checked, or not to the end of the file. */
  void skip(Rule rule, String why) {
    if (!ignored.contains(rule)) {
      skipped.putIfAbsent(provider + "." + rule.id(), why);
    }
  }

  void error(Flaw flaw) {
    add(Severity.ERROR, flaw, null);
  }

  void warning(Flaw flaw) {
    add(Severity.WARNING, flaw, null);
  }

  void error(Flaw flaw, int picture) {
    add(Severity.ERROR, flaw, picture);
  }

  void warning(Flaw flaw, int picture) {
    add(Severity.WARNING, flaw, picture);
  }

  private void add(Severity severity, Flaw flaw, @Nullable Integer picture) {
    if (ignored.contains(flaw.rule())) {
      return;
    }
    Finding.Builder made = Finding.builder()
        .rule(provider + "." + flaw.rule().id())
        .severity(severity(flaw.rule(), severity))
        .message(flaw.message())
        .fix(flaw.fix());
    if (line != null) {
      made.line(line.number());
      String excerpt = LineExcerpt.of(line, tree, flaw);
      if (!excerpt.isEmpty()) {
        made.excerpt(excerpt);
      }
    }
    if (!flaw.pointer().isEmpty()) {
      made.pointer(flaw.pointer());
    }
    if (picture != null) {
      made.picture(picture);
    }
    pass(made.build());
  }

  private Severity severity(Rule rule, Severity usual) {
    if (asErrors.contains(rule)) {
      return Severity.ERROR;
    }
    return asWarnings.contains(rule) ? Severity.WARNING : usual;
  }

  private void pass(Finding finding) {
    if (finding.severity() == Severity.ERROR) {
      errors++;
    } else {
      warnings++;
    }
    if (counts.merge(finding.rule(), 1L, Long::sum) <= KEPT) {
      kept.add(finding);
    }
    listener.accept(finding);
  }

  long errors() {
    return errors;
  }

  long warnings() {
    return warnings;
  }

  Map<String, Long> counts() {
    return counts;
  }

  Map<String, String> skipped() {
    return skipped;
  }

  List<Finding> kept() {
    return kept;
  }
}
