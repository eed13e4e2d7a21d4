package dev.fovea.cli;

import dev.fovea.preparation.BuildReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many examples of each class were written, the largest classes first.
 *
 * @param training examples of each answer
 * @param validation the same of those kept; null if none were to be
 */
record BuildTable(
    SortedMap<String, Long> training, @Nullable SortedMap<String, Long> validation) {
  private static final int MOST_CLASSES = 20;
  private static final int LONGEST_CLASS = 40;

  static BuildTable of(BuildReport built) {
    return new BuildTable(
        built.training().classes(),
        built.validation().map(BuildReport.Part::classes).orElse(null));
  }

  void print(PrintStream out, Context context) {
    TreeMap<String, Long> all = new TreeMap<>(training);
    if (validation != null) {
      validation.forEach((answer, count) -> all.merge(answer, count, Long::sum));
    }
    long alone = all.values().stream().filter(count -> count == 1).count();
    if (all.size() > MOST_CLASSES && 2 * alone > all.size()) {
      // Receipts and captions: no two are alike, and a list of them says nothing.
      out.println(all.size() + " different answers");
      return;
    }
    List<Map.Entry<String, Long>> largest = new ArrayList<>(all.entrySet());
    largest.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()));
    Table table = validation == null
        ? new Table("class", "examples")
        : new Table("class", "training", "validation");
    for (Map.Entry<String, Long> one : largest.subList(0, Math.min(MOST_CLASSES, all.size()))) {
      table.add(cells(one.getKey()));
    }
    table.print(
        out, context.console().outPaint(), context.console().surroundings().columns());
    if (all.size() > MOST_CLASSES) {
      out.println("… and " + (all.size() - MOST_CLASSES) + " more classes");
    }
    out.println();
  }

  private String[] cells(String answer) {
    String name = Table.shorten(answer, LONGEST_CLASS);
    String trained = String.valueOf(training.getOrDefault(answer, 0L));
    return validation == null
        ? new String[] {name, trained}
        : new String[] {name, trained, String.valueOf(validation.getOrDefault(answer, 0L))};
  }
}
