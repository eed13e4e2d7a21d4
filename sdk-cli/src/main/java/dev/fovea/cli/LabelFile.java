package dev.fovea.cli;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.json.JsonCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Labels as JSON lines: {@code file} beside {@code label}, or beside several texts that become one
 * JSON answer, their keys in the order of the line. A line may bring its own {@code question}.
 * Every problem is found before anything is written.
 */
final class LabelFile {
  private static final String FILE = "file";
  private static final String LABEL = "label";
  private static final String QUESTION = "question";
  private static final int MOST_LABELS_IN_QUESTION = 20;

  private final Path folder;
  private final Path labels;
  private final List<String> problems = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final TreeSet<String> ignored = new TreeSet<>();

  /** One line, understood. */
  private record Row(Path picture, @Nullable String question, Map<String, String> fields) {
    boolean isLabel() {
      return fields.containsKey(LABEL);
    }
  }

  private LabelFile(Path folder, Path labels) {
    this.folder = folder;
    this.labels = labels;
  }

  /**
   * Reads all labels.
   *
   * @param folder where the pictures are
   * @param labels the JSON lines
   * @param context is told which fields beside a label are not used
   * @return what they say, in their order
   * @throws WorkFailedException if there is any problem; lists all
   */
  static LabelFile read(Path folder, Path labels, Context context) throws IOException {
    LabelFile file = new LabelFile(folder, labels);
    file.readLines();
    if (!file.problems.isEmpty()) {
      int count = file.problems.size();
      throw new WorkFailedException(
          labels + ": " + count + (count == 1 ? " problem" : " problems") + "; nothing was written",
          file.problems);
    }
    if (file.rows.isEmpty()) {
      throw new WorkFailedException(labels + " has no labels", List.of());
    }
    if (!file.ignored.isEmpty()) {
      context.say("Not used, because there is a label: " + String.join(", ", file.ignored));
    }
    return file;
  }

  /**
   * Puts a question to every picture.
   *
   * @param question asked where a line brings none of its own; null asks for what the labels say
   * @return the pictures with questions and answers
   */
  List<Labelled> labelled(@Nullable String question) {
    String labelQuestion = question != null ? question : labelQuestion();
    List<Labelled> all = new ArrayList<>();
    for (Row row : rows) {
      String usual = question == null && !row.isLabel() ? fieldsQuestion(row) : labelQuestion;
      String asked = row.question() != null ? row.question() : usual;
      String answer =
          row.isLabel() ? row.fields().getOrDefault(LABEL, "") : JsonWords.text(row.fields());
      all.add(new Labelled(row.picture(), asked, answer));
    }
    return all;
  }

  private String labelQuestion() {
    TreeSet<String> labels = new TreeSet<>();
    rows.stream()
        .filter(Row::isLabel)
        .forEach(row -> labels.add(row.fields().getOrDefault(LABEL, "")));
    return question(labels);
  }

  /** {@return the question that fits these labels} */
  static String question(SortedSet<String> labels) {
    return labels.size() > MOST_LABELS_IN_QUESTION
        ? "What does the picture show? Answer with the label only."
        : "What does the picture show? Answer with one of: " + String.join(", ", labels) + ".";
  }

  private static String fieldsQuestion(Row row) {
    return "Read the picture. Answer with a JSON object with the keys "
        + String.join(", ", row.fields().keySet())
        + ".";
  }

  private void readLines() throws IOException {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(labels)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          read(number, line);
        }
      }
    } catch (MalformedInputException e) {
      problems.add("line " + (number + 1) + " or soon after: not UTF-8");
    }
  }

  private void read(int number, String line) {
    Map<String, @Nullable Object> json;
    try {
      json = JsonCodec.shared().readMap(line.getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableResponseException e) {
      problems.add("line " + number + ": not a JSON object on one line");
      return;
    }
    int before = problems.size();
    Path picture = picture(number, json.get(FILE));
    String question =
        json.containsKey(QUESTION) ? text(number, QUESTION, json.get(QUESTION)) : null;
    Map<String, String> fields = fields(number, json);
    if (picture != null && problems.size() == before) {
      rows.add(new Row(picture, question, fields));
    }
  }

  private @Nullable Path picture(int number, @Nullable Object file) {
    if (!(file instanceof String name) || name.isBlank()) {
      problems.add("line " + number + ": needs \"file\", the picture's path below " + folder);
      return null;
    }
    try {
      Path picture = folder.resolve(name);
      if (Files.isRegularFile(picture)) {
        return picture;
      }
    } catch (InvalidPathException e) {
      // Such a file cannot be there.
    }
    problems.add("line " + number + ": no such picture: " + name);
    return null;
  }

  private Map<String, String> fields(int number, Map<String, @Nullable Object> json) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : json.entrySet()) {
      String name = entry.getKey();
      if (name.equals(FILE) || name.equals(QUESTION)) {
        continue;
      }
      if (json.containsKey(LABEL) && !name.equals(LABEL)) {
        ignored.add(name);
        continue;
      }
      String value = text(number, name, entry.getValue());
      if (value != null) {
        fields.put(name, value);
      }
    }
    if (json.size() == (json.containsKey(FILE) ? 1 : 0) + (json.containsKey(QUESTION) ? 1 : 0)) {
      problems.add("line " + number + ": needs \"label\", or fields that make up the answer");
    }
    return fields;
  }

  private @Nullable String text(int number, String name, @Nullable Object value) {
    boolean mayBeEmpty = !name.equals(LABEL) && !name.equals(QUESTION);
    if (value instanceof String text && (mayBeEmpty || !text.isBlank())) {
      return text;
    }
    problems.add(
        "line " + number + ": \"" + name + "\" must be a text" + (mayBeEmpty ? "" : ", not empty"));
    return null;
  }
}
