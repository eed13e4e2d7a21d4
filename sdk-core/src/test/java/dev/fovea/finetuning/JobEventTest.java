package dev.fovea.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
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

  private static JobEvent.Builder event() {
    return JobEvent.builder().level(JobEvent.Level.WARNING).message("skipped");
  }
}
