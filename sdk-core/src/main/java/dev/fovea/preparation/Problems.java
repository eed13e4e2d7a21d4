package dev.fovea.preparation;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with labels, all of it, before anything is written. For one thread. */
final class Problems {
  /** A file that is no file of labels has a problem in every line. */
  static final int MOST_KEPT = 1_000;

  private static final int LONGEST_EXCERPT = 80;

  private final String labels;
  private final List<Finding> kept = new ArrayList<>();
  private long count;

  Problems(String labels) {
    this.labels = labels;
  }

  long count() {
    return count;
  }

  void add(long line, String rule, String message, String fix) {
    count++;
    if (kept.size() < MOST_KEPT) {
      kept.add(Finding.builder()
          .rule("labels." + rule)
          .line(line)
          .message(message)
          .fix(fix)
          .build());
    }
  }

  /** {@return text from outside, cut and on one line, in quotes} */
  static String quoted(String text) {
    String oneLine = text.replaceAll("[\\p{Cntrl}]+", " ");
    return '"'
        + (oneLine.length() <= LONGEST_EXCERPT
            ? oneLine
            : oneLine.substring(0, LONGEST_EXCERPT) + "…")
        + '"';
  }

  void throwIfAny() {
    if (count > 0) {
      kept.sort(Comparator.comparing(finding -> finding.line().orElse(0L)));
      throw failure(count + (count == 1 ? " problem" : " problems"));
    }
  }

  /** {@return what is wrong with all of them} */
  DatasetException failure(String message) {
    return new DatasetException(
        Failure.builder()
            .operation("build a data set from " + labels)
            .message(message)
            .next("nothing was written")
            .build(),
        kept);
  }
}
