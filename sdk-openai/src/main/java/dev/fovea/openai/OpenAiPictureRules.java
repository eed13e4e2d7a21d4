package dev.fovea.openai;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.Excerpt;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.WireObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * By which words the events of a job are known that speak of left-out pictures, and what to do for
 * each reason. OpenAI trains on no pictures of people, faces, children or CAPTCHAs, and leaves out
 * what it cannot fetch or read; it says so in events whose text is nowhere published. So they are
 * known by words, from dated data that can be replaced. Immutable and thread-safe.
 */
public final class OpenAiPictureRules {
  /** One reason for which pictures are left out. */
  private record Reason(
      String rule, boolean alone, EventWords words, List<String> covers, String fix) {}

  private final Set<String> quietTypes;
  private final EventWords pictures;
  private final EventWords units;
  private final EventWords removals;
  private final EventWords failures;
  private final EventWords denials;
  private final EventNumbers numbers;
  private final String generalRule;
  private final String generalFix;
  private final List<Reason> reasons;

  private OpenAiPictureRules(WireObject facts) {
    this.quietTypes = Set.copyOf(facts.texts("quietTypes"));
    this.pictures = EventWords.of(facts.texts("pictures"));
    this.units = EventWords.of(facts.texts("units"));
    this.removals = EventWords.of(facts.texts("removals"));
    this.failures = EventWords.of(facts.texts("failures"));
    this.denials = EventWords.of(facts.texts("denials"));
    this.numbers =
        new EventNumbers(pictures.or(units), removals.or(failures), facts.texts("countFields"));
    WireObject general = facts.object("general").orElseGet(() -> WireObject.of(Map.of()));
    this.generalRule = general.required("rule");
    this.generalFix = general.required("fix");
    this.reasons = facts.requiredObjects("rules").stream()
        .map(rule -> new Reason(
            rule.required("rule"),
            rule.flag("alone").orElse(false),
            EventWords.of(rule.texts("keywords")),
            rule.texts("covers"),
            rule.required("fix")))
        .toList();
  }

  /** {@return the rules that came with this version} */
  public static OpenAiPictureRules bundled() {
    return Holder.RULES;
  }

  /**
   * Reads other rules, in the form of this library's own {@code pictures.json}.
   *
   * @param file the file
   * @return the rules
   * @throws UncheckedIOException if it cannot be read
   * @throws dev.fovea.error.UnreadableResponseException if it is no such file
   */
  public static OpenAiPictureRules read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new OpenAiPictureRules(WireObject.read(in, ResponseMeta.none(), 200));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the rules for pictures in " + file, e);
    }
  }

  /**
   * Looks at an event by these rules.
   *
   * @param event as the service told it
   * @return the event with what these rules find in it, in place of what others found
   */
  public JobEvent read(JobEvent event) {
    WireObject data = WireObject.of(event.additionalProperties())
        .object("data")
        .orElseGet(() -> WireObject.of(Map.of()));
    JobEvent.Builder read = JobEvent.builder()
        .type(event.type())
        .level(event.level())
        .message(event.message())
        .additionalProperties(event.additionalProperties());
    event.id().ifPresent(read::id);
    event.createdAt().ifPresent(read::createdAt);
    event.step().ifPresent(read::step);
    read(event.type(), event.message(), data, read);
    return read.build();
  }

  /** Gives an event its finding, if it has one. */
  void read(String type, String message, WireObject data, JobEvent.Builder event) {
    if (quietTypes.contains(type.toLowerCase(Locale.ROOT))) {
      return;
    }
    String said = EventWords.plain(message);
    String more = EventWords.plain(String.join(" ", texts(data)));
    OptionalLong count = numbers.count(said, data);
    if (count.orElse(1) == 0 || denials.in(said)) {
      return;
    }
    finding(said + " | " + more, message).ifPresent(finding -> {
      numbers.line(said).ifPresent(finding::line);
      event.finding(finding.build());
      count.ifPresent(event::affected);
    });
  }

  // The names of what stands there are no sentence of anybody's.
  private static List<String> texts(WireObject data) {
    List<String> texts = new ArrayList<>();
    data.rest().values().forEach(value -> {
      if (value instanceof String text) {
        texts.add(text);
      }
    });
    return texts;
  }

  private Optional<Finding.Builder> finding(String text, String message) {
    boolean removed = removals.in(text);
    boolean named = pictures.in(text);
    List<Reason> found = reasons.stream()
        .filter(reason -> reason.words().in(text))
        .filter(reason -> named || (reason.alone() && units.in(text)))
        .toList();
    boolean counts = removed ? named || !found.isEmpty() : !found.isEmpty() && failures.in(text);
    return counts ? Optional.of(finding(uncovered(found), message)) : Optional.empty();
  }

  // Whoever says "people's faces" means the faces.
  private static List<Reason> uncovered(List<Reason> found) {
    Set<String> covered = new HashSet<>();
    found.forEach(reason -> covered.addAll(reason.covers()));
    return found.stream().filter(reason -> !covered.contains(reason.rule())).toList();
  }

  private Finding.Builder finding(List<Reason> why, String message) {
    String fixes = why.stream().map(Reason::fix).collect(Collectors.joining("; or "));
    return Finding.builder()
        .rule(why.size() == 1 ? why.get(0).rule() : generalRule)
        .severity(Severity.WARNING)
        .message(Excerpt.of(message.strip(), 500))
        .fix(fixes.isEmpty() ? generalFix : fixes);
  }

  private static final class Holder {
    static final OpenAiPictureRules RULES =
        new OpenAiPictureRules(DatedFacts.read(OpenAiPictureRules.class, "pictures.json"));
  }
}
