package dev.fovea.benchmarks;

import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Checks a stream that is longer than any disk in one pass, and compares all that is told. */
final class LongCheck {
  private static final long MOST_HEAP = 48_000_000;

  private final List<String> wrong = new ArrayList<>();

  private LongCheck() {}

  /**
   * {@return what was not as it was planted; empty when all was}
   *
   * @param lines the stream's lines
   */
  static List<String> wrong(FarLines lines) {
    LongCheck check = new LongCheck();
    RepeatedLines stream = new RepeatedLines(lines);
    DatasetReport report = DatasetRules.of("together").check(stream);
    check.same("bytes", stream.count(), report.bytes());
    check.same("lines", lines.lines(), report.lines());
    List<Finding> errors = report.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .toList();
    check.same("errors", (long) lines.broken().size(), report.errors());
    for (FarLines.Broken broken : lines.broken()) {
      if (errors.stream().noneMatch(error -> tells(error, broken))) {
        check.wrong.add("nothing told " + broken);
      }
    }
    if (!check.wrong.isEmpty()) {
      errors.forEach(error -> check.wrong.add("found " + error.rule() + ", " + error));
    }
    return check.wrong;
  }

  private static boolean tells(Finding error, FarLines.Broken broken) {
    return error.line().orElse(0L) == broken.line()
        && error.rule().equals(broken.rule())
        && error.message().contains(broken.words());
  }

  private void same(String what, Object planted, Object told) {
    if (!Objects.equals(planted, told)) {
      wrong.add(what + ": " + planted + " planted, " + told + " told");
    }
  }

  /** {@return whether all was right; says what was measured, and what was wrong} */
  static boolean run(long bytes, long large, long huge) throws IOException {
    FarLines lines = new FarLines(DrawnPictures.drawn(7), bytes, large, huge);
    List<String> wrong = new ArrayList<>();
    Measured measured = Measured.of(() -> wrong.addAll(wrong(lines)), bytes + large + huge, 1);
    System.out.printf(
        "%,d lines, the last with %,d characters of base64: %s%n", lines.lines(), huge, measured);
    if (measured.liveHeap() > MOST_HEAP) {
      wrong.add("more heap was needed than " + MOST_HEAP + " bytes");
    }
    wrong.forEach(System.out::println);
    return wrong.isEmpty();
  }
}
