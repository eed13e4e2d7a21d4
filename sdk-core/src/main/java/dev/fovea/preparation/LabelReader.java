package dev.fovea.preparation;

import dev.fovea.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes examples of what rows say: {@code file} beside {@code label}, or beside several texts that
 * become one JSON answer, their keys in the order of the row. For one thread and one use.
 */
final class LabelReader {
  static final String FILE = "file";
  static final String LABEL = "label";
  static final String QUESTION = "question";
  static final String SPLIT = "split";
  private static final int MOST_LABELS_IN_QUESTION = 20;

  private final PictureFolder folder;
  private final Problems problems;
  private final List<Row> rows = new ArrayList<>();
  private final TreeSet<String> labels = new TreeSet<>();
  private final TreeSet<String> unused = new TreeSet<>();

  /** One row as it stands there. */
  private record Row(
      long line,
      String name,
      Path picture,
      @Nullable String question,
      @Nullable String split,
      Map<String, String> fields) {
    boolean isLabel() {
      return fields.containsKey(LABEL);
    }
  }

  LabelReader(PictureFolder folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** {@return fields that stand beside a label, where they have no meaning} */
  SortedSet<String> unused() {
    return unused;
  }

  /** Reads one row; what is wrong with it goes to the problems. */
  void read(long line, Map<String, @Nullable Object> members) {
    long before = problems.count();
    String name = name(line, members.get(FILE));
    Path picture = name == null ? null : folder.picture(line, name, problems);
    String question =
        members.containsKey(QUESTION) ? text(line, QUESTION, members.get(QUESTION)) : null;
    String split = members.containsKey(SPLIT) ? split(line, members.get(SPLIT)) : null;
    Map<String, String> fields = fields(line, members);
    if (name != null && picture != null && problems.count() == before) {
      rows.add(new Row(line, name, picture, question, split, fields));
      if (fields.containsKey(LABEL)) {
        labels.add(fields.getOrDefault(LABEL, ""));
      }
    }
  }

  /**
   * Puts a question to every picture.
   *
   * @param question asked where a row brings none of its own; null asks for what the labels say
   * @return the examples in the order of the rows
   */
  List<LabelRow> rows(@Nullable String question) {
    String aboutLabels = question != null ? question : labelQuestion(labels);
    List<LabelRow> all = new ArrayList<>(rows.size());
    for (Row row : rows) {
      String usual = question == null && !row.isLabel() ? fieldsQuestion(row) : aboutLabels;
      String asked = row.question() != null ? row.question() : usual;
      String answer = row.isLabel() ? row.fields().getOrDefault(LABEL, "") : json(row.fields());
      LabelledPicture example = new LabelledPicture(row.picture(), asked, answer);
      all.add(new LabelRow(row.line(), row.name(), example, row.split()));
    }
    return all;
  }

  private static String labelQuestion(SortedSet<String> labels) {
    return labels.size() > MOST_LABELS_IN_QUESTION
        ? "What does the picture show? Answer with the label only."
        : "What does the picture show? Answer with one of: " + String.join(", ", labels) + ".";
  }

  private static String fieldsQuestion(Row row) {
    return "Read the picture. Answer with a JSON object with the keys "
        + String.join(", ", row.fields().keySet())
        + ".";
  }

  private static String json(Map<String, String> fields) {
    return new String(JsonCodec.shared().write(fields), StandardCharsets.UTF_8);
  }

  private @Nullable String name(long line, @Nullable Object file) {
    if (file instanceof String name && !name.isBlank()) {
      return name;
    }
    problems.add(line, FILE, "needs \"file\"", "give the picture's path below the folder");
    return null;
  }

  private @Nullable String split(long line, @Nullable Object value) {
    if (LabelRow.TRAIN.equals(value) || LabelRow.VALIDATION.equals(value)) {
      return (String) value;
    }
    problems.add(
        line,
        SPLIT,
        "\"split\" must be \"train\" or \"validation\"",
        "name the field otherwise if it is part of the answer");
    return null;
  }

  private Map<String, String> fields(long line, Map<String, @Nullable Object> members) {
    Map<String, String> fields = new LinkedHashMap<>();
    boolean none = true;
    for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
      String name = member.getKey();
      if (name.equals(FILE) || name.equals(QUESTION) || name.equals(SPLIT)) {
        continue;
      }
      none = false;
      if (members.containsKey(LABEL) && !name.equals(LABEL)) {
        unused.add(name);
        continue;
      }
      String value = text(line, name, member.getValue());
      if (value != null) {
        fields.put(name, value);
      }
    }
    if (none) {
      problems.add(line, LABEL, "needs \"label\"", "add it, or fields that make up the answer");
    }
    return fields;
  }

  private @Nullable String text(long line, String name, @Nullable Object value) {
    boolean mayBeEmpty = !name.equals(LABEL) && !name.equals(QUESTION);
    if (value instanceof String text && (mayBeEmpty || !text.isBlank())) {
      return text;
    }
    problems.add(
        line,
        "text",
        Problems.quoted(name) + " must be a text" + (mayBeEmpty ? "" : ", not empty"),
        "put it in quotes; answers are texts");
    return null;
  }
}
