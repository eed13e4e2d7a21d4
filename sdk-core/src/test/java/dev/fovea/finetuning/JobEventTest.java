package dev.fovea.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobEventTest {
  @Test
  void anEventThatSpeaksOfTheDataSaysWhatToDo() {
    Finding finding = Finding.builder()
        .rule("acme.skipped-faces")
        .message("3 pictures were left out")
        .fix("leave such pictures out of the file")
        .build();

    JobEvent event = event().finding(finding).affected(3).build();

    assertThat(event.finding()).contains(finding);
    assertThat(event.affected()).contains(3L);
    assertThat(event).isNotEqualTo(event().build()).hasToString(event.toString());
    assertThat(event.toString()).contains("leave such pictures out of the file");
  }

  @Test
  void anyOtherEventHasNoFinding() {
    assertThat(event().build().finding()).isEmpty();
    assertThat(event().build().affected()).isEmpty();
  }

  @Test
  void lookingAtTheFilesIsNotTheEnd() {
    assertThat(JobStatus.VALIDATING.isFinished()).isFalse();
  }

  @Test
  void findingsOfTheSameRuleAreCountedTogetherTheLargestFirst() {
    List<JobEvent> events = List.of(
        event().build(),
        event()
            .finding(finding("acme.faces", "a face").toBuilder().line(7).build())
            .build(),
        event().finding(finding("acme.large", "4 large")).affected(4).build(),
        event().finding(finding("acme.faces", "2 faces")).affected(2).build());

    assertThat(JobFinding.of(events))
        .containsExactly(
            new JobFinding(finding("acme.large", "4 large"), 4, 1),
            // The line of one of them would be wrong for the other.
            new JobFinding(finding("acme.faces", "a face"), 3, 2));
  }

  private static Finding finding(String rule, String message) {
    return Finding.builder().rule(rule).message(message).fix("mend it").build();
  }

  private static JobEvent.Builder event() {
    return JobEvent.builder().level(JobEvent.Level.WARNING).message("skipped");
  }
}
