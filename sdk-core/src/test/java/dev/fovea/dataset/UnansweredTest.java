package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnansweredTest {
  private static List<Finding> found(DatasetRules rules, String lines) {
    return rules.check(Samples.stream(lines)).findings();
  }

  @ParameterizedTest
  @ValueSource(strings = {"N/A", "n/a.", " unknown", "Unknown.", "?", "TODO", "null", "None", "-"})
  void anAnswerThatSaysNothingIsAWarning(String answer) {
    assertThat(found(Samples.rules(), Lines.said("What?", answer)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("test.unanswered");
          assertThat(finding.severity()).isEqualTo(Severity.WARNING);
          assertThat(finding.pointer()).contains("/messages/1/content");
          assertThat(finding.message())
              .isEqualTo("the answer is '" + answer.strip() + "', which says nothing");
          assertThat(finding.fix())
              .isEqualTo("write the answer or drop the example: the model would learn to say"
                  + " nothing");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\n\\t"})
  void anEmptyAnswerToo(String answer) {
    assertThat(found(Samples.rules(), Lines.said("What?", answer)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).isEqualTo("the answer is empty"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unknown tree", "no", "0", ".", "None of them, for all are oaks"})
  void otherAnswersSayWhatTheySay(String answer) {
    assertThat(found(Samples.rules(), Lines.said("What?", answer))).isEmpty();
  }

  @Test
  void questionsMayBeEmptyAndAnswersThatAreNotLearntMayBeAnything() {
    String ignored = Lines.json("{'messages':[{'role':'user','content':'?'},"
        + "{'role':'assistant','content':'?','weight':0},{'role':'user','content':''},"
        + "{'role':'assistant','content':'an oak'}]}");

    assertThat(found(Samples.rules(), ignored)).isEmpty();
  }

  @Test
  void whatSaysNothingIsASetting() {
    DatasetRules rules = Samples.rules().override("no-answers", "Pass, void");

    assertThat(found(rules, Lines.said("What?", "none") + Lines.said("Who?", "pass")))
        .extracting(Finding::line)
        .containsExactly(Optional.of(2L));
    assertThat(found(Samples.rules().override("ignored", "unanswered"), Lines.said("a", "?")))
        .isEmpty();
  }
}
