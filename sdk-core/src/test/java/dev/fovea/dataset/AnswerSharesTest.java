package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerSharesTest {
  private static String answers(String answer, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(Lines.said(answer + " or not, " + i, answer));
    }
    return lines.toString();
  }

  private static List<Finding> found(String lines) {
    return Samples.check(lines).findings();
  }

  @Test
  void oneAnswerThatMakesUpMostIsAWarningAboutTheFile() {
    String lines = answers("oak", 162) + answers("elm", 36) + answers("ash", 2);

    assertThat(found(lines)).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.class-imbalance");
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.line()).isEmpty();
      assertThat(finding.message())
          .isEqualTo("162 of 200 answers (81 %) are 'oak'; the rarest of 3 different short ones is"
              + " 'ash', 2 times");
      assertThat(finding.fix())
          .isEqualTo("add examples of the rare answers or drop some of the frequent one: a model"
              + " that has learnt nothing else is right as often");
    });
  }

  @Test
  void theEdgesAreSettings() {
    assertThat(found(answers("oak", 80) + answers("elm", 20))).isEmpty();
    assertThat(found(answers("oak", 81) + answers("elm", 19))).hasSize(1);
    assertThat(found(answers("oak", 99))).isEmpty();
    assertThat(found(answers("oak", 100)))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.message()).isEqualTo("100 of 100 answers (100 %) are 'oak'"));
    assertThat(Samples.rules()
            .override("class-answers", 2)
            .override("class-percent", 50)
            .check(Samples.stream(answers("oak", 2) + answers("elm", 1)))
            .counts())
        .containsExactly(Map.entry("test.class-imbalance", 1L));
  }

  @Test
  void longAnswersAreNoClassesButCount() {
    String text = "x".repeat(AnswerShares.LONGEST + 1);

    assertThat(found(answers(text, 120))).isEmpty();
    assertThat(found(answers(text, 30) + answers("oak", 100))).isEmpty();
  }

  @Test
  void classesBehindTheBoundAreNotCountedAndTheReportSaysSo() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < AnswerShares.CLASSES; i++) {
      lines.append(Lines.said("Which?", "class " + i));
    }
    assertThat(Samples.check(lines.toString()).skipped()).isEmpty();

    lines.append(answers("one more", 1));

    assertThat(Samples.check(lines.toString()).skipped())
        .containsExactly(Map.entry(
            "test.class-imbalance", "only the first 1,000 different short answers were counted"));
  }
}
