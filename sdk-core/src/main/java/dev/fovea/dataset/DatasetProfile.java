package dev.fovea.dataset;

import dev.fovea.config.DatedSettings;
import dev.fovea.config.ToolNames;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one provider accepts as training data, as dated data: limits, roles, picture formats, line
 * shapes. For providers; users change single values with {@link DatasetRules#override}. Immutable
 * and thread-safe.
 */
public final class DatasetProfile {
  /** Names the rules that are errors here, whatever they are elsewhere. */
  static final String AS_ERRORS = "as-errors";

  /** Names the rules that are only advice here. */
  static final String AS_WARNINGS = "as-warnings";

  /** Names the rules that are none here. */
  static final String IGNORED = "ignored";

  /** The settings that are one of a few words. */
  private static final Map<String, List<String>> CHOICES = Map.of(
      "picture-bytes",
      List.of("check", "ignore"),
      "tool-members",
      List.of("free", "as-in-chat"),
      "tool-name-chars",
      List.of("any", "word"),
      "sample-weights",
      List.of("free", "all-or-none"),
      "remote-pictures",
      List.of("yes", "no"),
      "detail",
      List.of("yes", "no"),
      "content-forms",
      List.of("uniform", "mixed"),
      "reasoning",
      List.of("reasoning", "reasoning_content"));

  private static final List<String> UNLIMITED = List.of(
      "max-examples",
      "max-picture-examples",
      "max-validation-examples",
      "max-picture-bytes",
      "max-channel-bits",
      "max-tool-name-chars");

  private final String id;
  private final DatedSettings settings;

  private DatasetProfile(String id, DatedSettings settings) {
    this.id = id;
    this.settings = settings;
  }

  /**
   * {@return the profile that a properties text describes}
   *
   * @param id the provider's short name; it starts the name of every rule
   * @param properties the text, UTF-8; read to its end, not closed
   * @throws UncheckedIOException if the text cannot be read
   */
  public static DatasetProfile read(String id, InputStream properties) {
    return new DatasetProfile(id, DatedSettings.read(id, properties, usual()));
  }

  private static Map<String, String> usual() {
    Map<String, String> settings = new TreeMap<>();
    // Bounds of this library, not of any provider.
    settings.put("max-line-bytes", String.valueOf(4 * 1024 * 1024));
    settings.put("max-depth", "500");
    settings.put("picture-bytes", "check");
    settings.put("max-decoded-pixels", "100000000");
    settings.put("max-decode-seconds", "20");
    // What only some providers say about themselves.
    for (String limit : UNLIMITED) {
      settings.put(limit, DatedSettings.NONE);
    }
    settings.put("sample-weights", "free");
    settings.put("weight-roles", "");
    settings.put("repeated-roles", "tool");
    settings.put("max-functions", "0");
    settings.put("tool-types", "function");
    settings.put("tool-members", "free");
    settings.put("tool-name-chars", "any");
    settings.put("named-roles", "");
    settings.put("text-roles", "");
    settings.put("remote-pictures", "no");
    settings.put("picture-shapes", "");
    settings.put("color-modes", "");
    settings.put("details", "low, high, auto");
    settings.put("question-roles", "");
    settings.put("reasoning", "reasoning");
    settings.put("foreign-shapes", "");
    settings.put("answer-parts", "");
    advice(settings);
    settings.put(AS_ERRORS, "");
    settings.put(AS_WARNINGS, "");
    settings.put(IGNORED, "");
    return settings;
  }

  /** From where on a warning saves money. */
  private static void advice(Map<String, String> settings) {
    settings.put("seen-pixels", DatedSettings.NONE);
    settings.put("seen-percent", "100");
    settings.put("low-detail-percent", "50");
    settings.put("low-detail-tokens", "100000");
    settings.put("look-alike-bits", "4");
    settings.put("class-percent", "80");
    settings.put("class-answers", "100");
    settings.put(
        "no-answers", "n/a, unknown, ?, ??, ???, -, todo, tbd, null, none, undefined, nan");
  }

  /** {@return the provider's short name} */
  public String id() {
    return id;
  }

  /** {@return every setting by name, as text} */
  public Map<String, String> settings() {
    return settings.values();
  }

  /** {@return the settings that differ from the provider's} */
  Map<String, String> overrides() {
    return settings.overrides();
  }

  /**
   * {@return this profile with one setting changed}
   *
   * @throws IllegalArgumentException if there is no such setting or the value does not fit it
   */
  DatasetProfile with(String name, Object value) {
    DatasetProfile changed = new DatasetProfile(id, settings.with(name, value));
    List<String> choices = CHOICES.get(name);
    if (choices != null && !choices.contains(changed.word(name))) {
      throw new IllegalArgumentException("setting '" + name + "' takes "
          + String.join(" or ", choices) + ", not '" + changed.word(name) + "'");
    }
    if (List.of(AS_ERRORS, AS_WARNINGS, IGNORED).contains(name)) {
      changed.words(name).forEach(Rule::of);
    } else if (name.endsWith("shapes")) {
      changed.words(name).forEach(Shape::of);
    }
    return changed;
  }

  /** {@return a word} */
  String word(String name) {
    String value = settings().get(name);
    if (value == null) {
      throw new IllegalArgumentException("the profile of " + id + " lacks '" + name + "'");
    }
    return value;
  }

  /** {@return a limit, as large as can be where there is none} */
  long number(String name) {
    return DatedSettings.limit(word(name)).orElse(Long.MAX_VALUE);
  }

  /** {@return a list of words; empty when there are none} */
  List<String> words(String name) {
    return settings.words(name);
  }

  /** {@return a limit that some shapes of lines have for themselves} */
  long number(String name, Shape shape) {
    String own = name + "." + shape.word();
    return number(settings().containsKey(own) ? own : name);
  }

  /** {@return a list of words that some shapes of lines have for themselves} */
  List<String> words(String name, Shape shape) {
    String own = name + "." + shape.word();
    return words(settings().containsKey(own) ? own : name);
  }

  /** {@return whether a choice has this value} */
  boolean is(String name, String value) {
    return word(name).equals(value);
  }

  /** {@return which names of tools are taken} */
  ToolNames toolNames() {
    return ToolNames.of(settings);
  }

  List<Shape> shapes() {
    return shapes("shapes");
  }

  /** {@return the shapes that are read but not taken: other tools write them} */
  List<Shape> foreignShapes() {
    return shapes("foreign-shapes");
  }

  /** {@return the shapes that are read} */
  List<Shape> readShapes() {
    return Stream.concat(shapes().stream(), foreignShapes().stream()).toList();
  }

  private List<Shape> shapes(String name) {
    return words(name).stream().map(Shape::of).toList();
  }

  LineScanner.Bounds bounds(int keptText) {
    int line = (int) Math.min(number("max-line-bytes"), Integer.MAX_VALUE / 2);
    return new LineScanner.Bounds(
        Math.min(keptText, line), line, (int) Math.min(number("max-depth"), 1_000));
  }
}
