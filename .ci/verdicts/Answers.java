import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what was found with what the manifests say. Where they leave it open ({@code
 * unspecified}, {@code edge}, free text), the rules that answer are written down, and a change of
 * them is noticed.
 */
final class Answers {
  private final Map<String, String> documented = new TreeMap<>();
  private final Map<String, String> given = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int compared;

  Answers(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int end = line.lastIndexOf('\t');
        documented.put(line.substring(0, end), line.substring(end + 1));
      }
    }
  }

  /** Takes the rules that were broken: errors as they are, warnings in brackets. */
  void compare(String who, String what, String verdict, List<String> rules) {
    compared++;
    boolean errors = rules.stream().anyMatch(rule -> !rule.startsWith("("));
    String word = verdict.split(":", 2)[0];
    if (word.equals("accept") && errors || word.equals("reject") && !errors) {
      wrong.add(who + ", " + what + ": wanted " + verdict + ", found " + rules);
    } else if (!word.equals("accept") && !word.equals("reject")) {
      String answer = rules.isEmpty() ? "none" : String.join(" ", new TreeSet<>(rules));
      given.put(who + "\t" + what + "\t" + verdict, answer);
    }
  }

  /** {@return how many disagree} Prints them. */
  int end(String title) {
    given.forEach((row, answer) -> {
      String known = documented.getOrDefault(row, "(not written down)");
      if (!known.equals(answer)) {
        wrong.add(row + ": documented is " + known + ", found " + answer);
      }
    });
    System.out.println(title + ": " + compared + " verdicts compared, " + given.size()
        + " of them open and answered by us, " + wrong.size() + " wrong");
    wrong.forEach(row -> System.out.println("  " + row));
    return wrong.size() + (compared == 0 ? 1 : 0);
  }
}
