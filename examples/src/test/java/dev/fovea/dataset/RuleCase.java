package dev.fovea.dataset;

import dev.fovea.finding.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One rule, a file that breaks it and nothing else, and one that is good. Lines are written with
 * single quotes, and short words for what stands in most of them.
 */
final class RuleCase {
  static final List<String> PROVIDERS = List.of("fireworks", "openai", "together");

  private final Rule rule;
  private final String why;
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private List<String> providers = PROVIDERS;
  private byte[] bad = new byte[0];
  private byte[] good = bytes(RuleLines.GOOD);
  private String name = "train.jsonl";
  private String setting = "";
  private boolean asItIs;
  private boolean reads;
  private byte[] validation = new byte[0];
  private boolean decodes;

  private RuleCase(Rule rule, String why) {
    this.rule = rule;
    this.why = why;
  }

  /** A rule, and why what breaks it fails or costs money. */
  static RuleCase of(Rule rule, String why) {
    return new RuleCase(rule, why);
  }

  RuleCase bad(String lines) {
    return bad(bytes(lines));
  }

  RuleCase bad(byte[] file) {
    bad = file.clone();
    return this;
  }

  RuleCase good(String lines) {
    good = bytes(lines);
    return this;
  }

  /** The providers that have the rule; all without this. */
  RuleCase at(String... ids) {
    providers = List.of(ids);
    return this;
  }

  /** A name of the bad file that is not the usual one. */
  RuleCase named(String file) {
    name = file;
    return this;
  }

  /** The setting that moves the rule's limit. */
  RuleCase limit(String moving) {
    setting = moving;
    return this;
  }

  /** A limit made small enough for a line that can be shown. */
  RuleCase with(String changed, Object value) {
    settings.put(changed, value);
    return setting.isEmpty() ? limit(changed) : this;
  }

  /** A choice that keeps another rule from speaking too. */
  RuleCase besides(String changed, Object value) {
    settings.put(changed, value);
    return this;
  }

  /** The provider's smallest number of examples holds, too. */
  RuleCase asItIs() {
    asItIs = true;
    return this;
  }

  /** The rule is told of when examples are read, not when a file is checked. */
  RuleCase whenRead() {
    reads = true;
    return this;
  }

  RuleCase validation(String lines) {
    validation = bytes(lines);
    return this;
  }

  /** Every pixel is decoded. */
  RuleCase decoded() {
    decodes = true;
    return this;
  }

  boolean decodes() {
    return decodes;
  }

  byte[] validationFile() {
    return validation;
  }

  Rule rule() {
    return rule;
  }

  String why() {
    return why;
  }

  List<String> providers() {
    return providers;
  }

  String setting() {
    return setting;
  }

  Map<String, Object> settings() {
    return settings;
  }

  String name() {
    return name;
  }

  byte[] badFile() {
    return bad;
  }

  byte[] goodFile() {
    return good;
  }

  boolean isRead() {
    return reads;
  }

  List<Finding> findInBad(String provider, Path folder) throws IOException {
    return find(provider, rules(provider, settings), name, bad, folder);
  }

  /** What a provider that is not named says without any setting changed. */
  List<Finding> findInBadElsewhere(String provider, Path folder) throws IOException {
    return find(provider, rules(provider, Map.of()), name, bad, folder);
  }

  List<Finding> findInGood(String provider, Path folder) throws IOException {
    return find(provider, rules(provider, settings), "train.jsonl", good, folder);
  }

  private DatasetRules rules(String provider, Map<String, Object> changed) {
    DatasetRules rules = DatasetRules.of(provider);
    if (!asItIs) {
      rules = rules.override("min-examples", 1);
    }
    for (Map.Entry<String, Object> each : changed.entrySet()) {
      rules = rules.override(each.getKey(), each.getValue());
    }
    return rules;
  }

  private List<Finding> find(
      String provider, DatasetRules rules, String file, byte[] lines, Path folder)
      throws IOException {
    if (reads) {
      List<Finding> problems = new ArrayList<>();
      try (Stream<Example> examples = DatasetReader.of(DatasetFormat.of(provider))
          .skippingBadLines(problems::add)
          .read(new ByteArrayInputStream(lines))) {
        examples.forEach(example -> {});
      }
      return problems;
    }
    Path data = folder.resolve(file);
    Files.createDirectories(folder);
    // The case of a file that is not there has a name with nothing behind it.
    if (!file.startsWith("missing")) {
      Files.write(data, lines);
    }
    return rules
        .check(data, spec -> {
          if (validation.length > 0) {
            spec.validationFile(write(folder.resolve("validation.jsonl"), validation));
          }
          spec.decode(decodes);
        })
        .findings();
  }

  private static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String lines) {
    return RuleLines.filled(lines).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return rule.id() + " " + providers;
  }
}
