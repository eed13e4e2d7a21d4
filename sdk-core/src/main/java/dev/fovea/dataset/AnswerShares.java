package dev.fovea.dataset;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Whether one short answer makes up most of all answers. */
final class AnswerShares implements Advice {
  /** Longer answers are texts, not classes. */
  static final int LONGEST = 60;

  /** How many different short answers are counted. */
  static final int CLASSES = 1_000;

  private final FindingSink findings;
  private final long percent;
  private final long least;
  private final Map<String, Long> counts = new HashMap<>();
  private long answers;
  private boolean full;

  AnswerShares(DatasetProfile profile, FindingSink findings) {
    this.findings = findings;
    this.percent = profile.number("class-percent");
    this.least = profile.number("class-answers");
  }

  @Override
  public void see(Lesson lesson) {
    for (Lesson.Answer answer : lesson.answers()) {
      answers++;
      String text = answer.text();
      if (text != null && !text.isEmpty() && text.length() <= LONGEST) {
        count(text);
      }
    }
  }

  private void count(String text) {
    if (counts.size() < CLASSES || counts.containsKey(text)) {
      counts.merge(text, 1L, Long::sum);
    } else {
      full = true;
    }
  }

  @Override
  public void end() {
    if (full) {
      findings.skip(
          Rule.CLASS_IMBALANCE,
          String.format(
              Locale.ROOT, "only the first %,d different short answers were counted", CLASSES));
    }
    counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> answers >= least && most.getValue() * 100 > answers * percent)
        .ifPresent(this::warn);
  }

  private void warn(Map.Entry<String, Long> most) {
    String share = String.format(
        Locale.ROOT,
        "%,d of %,d answers (%d %%) are %s",
        most.getValue(),
        answers,
        most.getValue() * 100 / answers,
        Words.quoted(most.getKey()));
    Map.Entry<String, Long> rarest = counts.entrySet().stream()
        .min(Map.Entry.<String, Long>comparingByValue()
            .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .orElse(most);
    String others = counts.size() == 1
        ? ""
        : String.format(
            Locale.ROOT,
            "; the rarest of %,d different short ones is %s, %s",
            counts.size(),
            Words.quoted(rarest.getKey()),
            ReportText.counted(rarest.getValue(), "time"));
    findings.warning(Flaw.line(
        Rule.CLASS_IMBALANCE,
        share + others,
        "add examples of the rare answers or drop some of the frequent one: a model that has learnt"
            + " nothing else is right as often"));
  }
}
