package dev.fovea.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks line after line of one data set. For one thread and one data set. */
final class LineRules {
  private static final String TOO_MANY_LINES = String.format(
      Locale.ROOT,
      "only the first %,d different lines are remembered; later ones were compared with those alone",
      SeenLines.MOST);

  private final FindingSink findings;
  private final List<Shape> shapes;
  private final DatasetProfile profile;
  private final ContentRules contents;
  private final ConversationRules conversations;
  private final PreferenceRules preferences;
  private final Advices advices;
  private final SeenLines seen = new SeenLines();
  private final List<Shape> foreign;
  private final boolean evenWeights;
  private @Nullable Shape first;
  private long firstLine;
  private boolean firstWeighted;
  private boolean crlf;
  private long lines;
  private long examples;
  private long pictures;
  private long pictureExamples;

  LineRules(DatasetProfile profile, FindingSink findings, Advices advices) {
    this.findings = findings;
    this.advices = advices;
    this.profile = profile;
    this.shapes = profile.shapes();
    this.foreign = profile.foreignShapes();
    this.evenWeights = profile.is("sample-weights", "all-or-none");
    this.contents = new ContentRules(profile, findings);
    this.conversations = new ConversationRules(profile, findings, contents);
    this.preferences = new PreferenceRules(findings, conversations);
  }

  long lines() {
    return lines;
  }

  long examples() {
    return examples;
  }

  long pictures() {
    return pictures;
  }

  /** {@return how many examples show a picture} */
  long pictureExamples() {
    return pictureExamples;
  }

  /** {@return what the first example is; null when there is none} */
  @Nullable
  Shape shape() {
    return first;
  }

  /** {@return what the first example is; absent when there is none} */
  Optional<String> kind() {
    return Optional.ofNullable(first).map(Shape::word);
  }

  void check(ScannedLine line) {
    lines++;
    findings.line(line);
    if (line.isBlank() && !line.isBroken()) {
      line.flaws().forEach(findings::error);
      error(Rule.BLANK_LINE, "", "the line is empty", "remove it");
      return;
    }
    examples++;
    pictures += line.pictures();
    lineEnd(line);
    Object value = null;
    if (!line.isBroken()) {
      value = tree(line);
      findings.parsed(value);
    }
    line.flaws().forEach(findings::error);
    if (!line.isBroken()) {
      root(value, line);
      duplicate(line);
    }
  }

  /** Tells of the first line alone: the others end as it does. */
  private void lineEnd(ScannedLine line) {
    if (!crlf && line.length() > 0 && line.json()[line.length() - 1] == '\r') {
      crlf = true;
      findings.warning(Flaw.line(
          Rule.CRLF_LINE_ENDS,
          "the line ends with a carriage return and a line feed",
          "save the file with line feeds alone, as JSON Lines are written"));
    }
  }

  private static @Nullable Object tree(ScannedLine line) {
    try {
      return JsonTree.read(line);
    } catch (NoSuchElementException e) {
      // The line now has a flaw that tells, and is broken.
      return null;
    }
  }

  private void root(@Nullable Object value, ScannedLine line) {
    if (!(value instanceof Map<?, ?> example)) {
      error(
          Rule.NOT_AN_OBJECT,
          "",
          "the line holds " + Words.kind(value) + ", not an object",
          "write every example as one JSON object");
      return;
    }
    List<Shape> fitting = Shape.of(example, shapes);
    if (fitting.isEmpty() && !Shape.of(example, foreign).isEmpty()) {
      error(
          Rule.FOREIGN_FORMAT,
          "",
          "the keys " + keys(example) + " are those of another tool's examples",
          "read the file with DatasetReader and write it again with DatasetWriter");
    } else if (fitting.isEmpty()) {
      error(
          Rule.UNKNOWN_FORMAT,
          "",
          example.isEmpty()
              ? "the object has no keys"
              : "the keys " + keys(example) + " are of no known kind of example",
          "use "
              + String.join(
                  ", or ",
                  shapes.stream()
                      .filter(shape -> shape == shape.kind())
                      .map(LineRules::columns)
                      .toList()));
    } else if (fitting.size() > 1) {
      error(
          Rule.SEVERAL_FORMATS,
          "",
          "the line has the keys of several kinds of example",
          "keep the keys of one: " + columns(fitting.get(0)));
    } else {
      columns(example, fitting.get(0));
      shape(example, fitting.get(0), line.pictures());
      sameShape(example, fitting.get(0).kind(), line.number());
      advices.see(line, example, fitting.get(0));
    }
  }

  private static String keys(Map<?, ?> example) {
    return Words.quoted(
        String.join(", ", example.keySet().stream().map(String::valueOf).toList()));
  }

  private static String columns(Shape shape) {
    return String.join(" + ", new TreeSet<>(shape.columns()));
  }

  private void columns(Map<?, ?> example, Shape shape) {
    List<String> allowed = profile.words("columns." + shape.word());
    if (allowed.contains("*")) {
      return;
    }
    for (Object key : example.keySet()) {
      if (!shape.columns().contains(key) && !allowed.contains(key)) {
        error(
            Rule.EXTRA_COLUMN,
            "/" + Words.escaped((String) key),
            "the key " + Words.quoted(key) + " does not belong to a " + shape.word() + " example",
            "remove it");
      }
    }
  }

  private void shape(Map<?, ?> example, Shape shape, int dataUrls) {
    Tally tally = new Tally(shape);
    switch (shape) {
      case TEXT -> contents.alone(example.get("text"), "/text", "user", tally);
      case CONVERSATION -> conversations.check(example, "", tally, true);
      case INSTRUCTION -> {
        contents.alone(example.get("prompt"), "/prompt", "user", tally);
        contents.alone(example.get("completion"), "/completion", "assistant", tally);
      }
      case PREFERENCE, COMPLETION_PREFERENCE -> preferences.check(example, tally);
      case PROMPT -> conversations.question(example, "", tally);
      case RANKED -> throw new IllegalStateException("no provider takes such lines");
    }
    if (profile.words("columns." + shape.word()).contains("weight")) {
      sampleWeight(example);
    }
    picturesShown(tally.pictures(), dataUrls);
  }

  /** Counts what a line shows; pictures by address are no data URLs. */
  private void picturesShown(int shown, int dataUrls) {
    pictures += Math.max(0, shown - dataUrls);
    pictureExamples += shown > 0 ? 1 : 0;
  }

  private void sampleWeight(Map<?, ?> example) {
    if (!example.containsKey("weight")) {
      return;
    }
    Object weight = example.get("weight");
    if (!(weight instanceof JsonTree.Num number) || isNoFactor(number.text())) {
      error(
          Rule.INVALID_SAMPLE_WEIGHT,
          "/weight",
          "the weight is " + Words.quoted(weight),
          "write a number from 0 on, or leave it out for 1");
    }
  }

  private static boolean isNoFactor(String number) {
    double value = Double.parseDouble(number.replace("INF", "Infinity"));
    return value < 0 || Double.isNaN(value) || Double.isInfinite(value);
  }

  private void sameShape(Map<?, ?> example, Shape shape, long number) {
    boolean weighted = example.containsKey("weight");
    if (first == null) {
      first = shape;
      firstLine = number;
      firstWeighted = weighted;
      prompts(shape);
    } else if (first == Shape.CONVERSATION && shape == Shape.PROMPT) {
      error(
          Rule.MISSING_ANSWER,
          "/messages",
          "the conversation ends without an answer of the assistant",
          "add the answer that shall be learnt");
    } else if (first != shape) {
      error(
          Rule.MIXED_FORMATS,
          "",
          "this is a " + shape.word() + " example, line " + firstLine + " is a " + first.word()
              + " example",
          "put examples of one kind into one file");
    } else if (evenWeights && shape != Shape.PROMPT && weighted != firstWeighted) {
      error(
          Rule.MIXED_WEIGHTS,
          "/weight",
          "this example has " + (weighted ? "a" : "no") + " weight, the one of line " + firstLine
              + " has " + (firstWeighted ? "one" : "none"),
          "give every example a weight, or none");
    }
  }

  private void prompts(Shape shape) {
    if (shape == Shape.PROMPT && shapes.contains(Shape.CONVERSATION)) {
      findings.warning(new Flaw(
          Rule.NO_ANSWERS,
          "/messages",
          "the messages end without an answer: only reinforcement fine-tuning can use them",
          "add the assistant's answers if the model shall learn from them"));
    }
  }

  private void duplicate(ScannedLine line) {
    long earlier = seen.add(line.hash(), line.number());
    if (earlier > 0) {
      findings.warning(Flaw.line(
          Rule.DUPLICATE_EXAMPLE,
          "the line is the same as line " + earlier,
          "remove it, unless it shall count twice"));
    } else if (earlier == SeenLines.FORGOTTEN) {
      findings.skip(Rule.DUPLICATE_EXAMPLE, TOO_MANY_LINES);
    }
  }

  private void error(Rule rule, String pointer, String message, String fix) {
    findings.error(new Flaw(rule, pointer, message, fix));
  }
}
