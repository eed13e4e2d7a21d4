package dev.fovea.preparation;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file of labels: JSON lines, or comma-separated values with a header if its name
 * ends in {@code .csv}. For one thread and one use.
 */
final class LabelFile {
  private static final String HEADER_FIX =
      "name the columns in the first line, separated by commas: file,label";
  private static final Set<String> NO_ANSWERS =
      Set.of(LabelReader.FILE, LabelReader.QUESTION, LabelReader.SPLIT);

  private final LabelReader rows;
  private final Problems problems;

  LabelFile(LabelReader rows, Problems problems) {
    this.rows = rows;
    this.problems = problems;
  }

  void read(Path labels) throws IOException {
    boolean csv = labels.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    try (InputStream in = Files.newInputStream(labels)) {
      read(in, csv);
    }
  }

  void read(InputStream in, boolean csv) throws IOException {
    LabelText text = null;
    try {
      text = new LabelText(in);
      if (csv) {
        readCsv(new CsvReader(text));
      } else {
        readJsonLines(text);
      }
    } catch (LabelText.NotUtf8Exception e) {
      problems.add(text == null ? 1 : text.line(), "utf8", "not UTF-8", "save the file as UTF-8");
    }
  }

  private void readJsonLines(LabelText text) throws IOException {
    StringBuilder kept = new StringBuilder();
    while (text.peek() != LabelText.END) {
      kept.setLength(0);
      long line = text.line();
      int length = 0;
      for (int next = text.next(); next != '\n' && next != LabelText.END; next = text.next()) {
        if (++length <= CsvReader.MOST_CHARS) {
          kept.append((char) next);
        }
      }
      if (length > CsvReader.MOST_CHARS) {
        problems.add(
            line,
            "json",
            "more than " + CsvReader.MOST_CHARS + " characters",
            "give the file of labels: pictures stand in it by their names");
      } else if (!kept.toString().isBlank()) {
        readJson(line, kept.toString());
      }
    }
  }

  private void readJson(long line, String json) {
    try {
      rows.read(line, JsonCodec.shared().readMap(json.getBytes(StandardCharsets.UTF_8)));
    } catch (UnreadableResponseException e) {
      problems.add(
          line,
          "json",
          "not a JSON object on one line",
          "write {\"file\": …, \"label\": …}, or name the file .csv if it is comma-separated");
    }
  }

  private void readCsv(CsvReader csv) throws IOException {
    List<String> header = csv.next();
    if (header == null || !isHeader(csv, header)) {
      return;
    }
    for (List<String> fields = csv.next(); fields != null; fields = csv.next()) {
      String flaw = csv.flaw();
      if (flaw != null) {
        problems.add(csv.line(), "csv", "not CSV: " + flaw, "see RFC 4180");
      } else if (fields.size() != header.size() && !isBlank(fields)) {
        problems.add(
            csv.line(),
            "csv",
            fields.size() + (fields.size() == 1 ? " field" : " fields") + " where the header has "
                + header.size(),
            "put a field with a comma in it in double quotes");
      } else if (!isBlank(fields)) {
        rows.read(csv.line(), members(header, fields));
      }
    }
  }

  private static boolean isBlank(List<String> fields) {
    return fields.size() == 1 && fields.get(0).isBlank();
  }

  /** A field that CSV cannot leave out says nothing when it is empty. */
  private static Map<String, @Nullable Object> members(List<String> header, List<String> fields) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      String name = header.get(i);
      boolean mayBeAbsent = name.equals(LabelReader.QUESTION) || name.equals(LabelReader.SPLIT);
      if (!mayBeAbsent || !fields.get(i).isBlank()) {
        members.put(name, fields.get(i));
      }
    }
    return members;
  }

  private boolean isHeader(CsvReader csv, List<String> header) {
    long before = problems.count();
    String flaw = csv.flaw();
    if (flaw != null) {
      problems.add(csv.line(), "csv", "not CSV: " + flaw, "see RFC 4180");
      return false;
    }
    header(new ArrayList<>(header))
        .forEach(message -> problems.add(csv.line(), "csv", message, HEADER_FIX));
    return problems.count() == before;
  }

  private static List<String> header(List<String> names) {
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (String name : names) {
      String usual = name.strip().toLowerCase(Locale.ROOT);
      boolean ours = NO_ANSWERS.contains(usual) || usual.equals(LabelReader.LABEL);
      if (name.isBlank()) {
        wrong.add("a column without a name");
      } else if (!name.equals(ours ? usual : name.strip())) {
        wrong.add("the column " + Problems.quoted(name) + " has to be written "
            + Problems.quoted(ours ? usual : name.strip()));
      } else if (!seen.add(name)) {
        wrong.add("two columns " + Problems.quoted(name));
      }
    }
    if (wrong.isEmpty() && !names.contains(LabelReader.FILE)) {
      wrong.add("the header has no column \"file\": " + Problems.quoted(String.join(",", names)));
    } else if (wrong.isEmpty() && NO_ANSWERS.containsAll(names)) {
      wrong.add("the header has no column \"label\" and no other for the answer");
    }
    return wrong;
  }
}
