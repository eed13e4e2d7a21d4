package dev.fovea.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.ProviderOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FineTuningRequestTest {
  private static FineTuningRequest.Builder request() {
    return FineTuningRequest.builder().baseModel("m").trainingFile("file-1");
  }

  @Test
  void whatIsNotSetIsAbsent() {
    FineTuningRequest request =
        FineTuningRequest.builder().trainingFile("file-1").build();

    assertThat(request.method()).isEqualTo(FineTuningMethod.supervised());
    assertThat(request.baseModel()).isEmpty();
    assertThat(request.adapter()).isEmpty();
    assertThat(request.hyperparameters()).isEmpty();
    assertThat(request.options()).isEmpty();
    assertThat(request.extraProperties()).isEmpty();
  }

  @Test
  void shortcutsAddToTheSettingsInAnyOrder() {
    FineTuningRequest request = request()
        .epochs(3)
        .hyperparameters(h -> h.warmupRatio(0.1))
        .learningRate(0.001)
        .batchSize(8)
        .build();

    assertThat(request.hyperparameters())
        .contains(Hyperparameters.builder()
            .epochs(3)
            .warmupRatio(0.1)
            .learningRate(0.001)
            .batchSize(8)
            .build());
  }

  @Test
  void aChangedCopyKeepsTheRest() {
    FineTuningRequest first = request()
        .epochs(3)
        .batchSize(8)
        .suffix("s")
        .putExtraProperty("acme", "a.b", 1)
        .build();

    FineTuningRequest second = first.toBuilder()
        .batchSize(16)
        .putExtraProperty("acme", "c", null)
        .putExtraProperty("other", "d", List.of())
        .build();

    assertThat(second.hyperparameters())
        .contains(Hyperparameters.builder().epochs(3).batchSize(16).build());
    assertThat(second.suffix()).contains("s");
    Map<String, Object> acme = new HashMap<>();
    acme.put("a.b", 1);
    acme.put("c", null);
    assertThat(second.extraProperties())
        .containsExactlyInAnyOrderEntriesOf(Map.of("acme", acme, "other", Map.of("d", List.of())));
    assertThat(first.toBuilder().build()).isEqualTo(first);
    assertThat(first.extraProperties()).isEqualTo(Map.of("acme", Map.of("a.b", 1)));
  }

  @Test
  void oneProviderTakesOneSetOfOptions() {
    ProviderOptions options = () -> "acme";

    assertThat(request().options(options).options(() -> "other").build().options())
        .hasSize(2);
    assertThatThrownBy(() -> request().options(options).options(options).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acme");
  }

  @Test
  void wrongValuesFailWhereTheyAreSaid() {
    assertThatThrownBy(() -> request().trainingFile(" ").build())
        .hasMessageContaining("trainingFile");
    assertThatThrownBy(() -> request().epochs(0)).hasMessage("epochs must be at least 1: 0");
    assertThatThrownBy(() -> request().learningRate(Double.NaN))
        .hasMessageContaining("learningRate");
    assertThatThrownBy(() -> request().hyperparameters(h -> h.warmupRatio(1.5)))
        .hasMessage("warmupRatio must be between 0 and 1: 1.5");
    assertThatThrownBy(() -> request().putExtraProperty("acme", "", 1))
        .hasMessageContaining("acme");
    assertThatThrownBy(() -> Adapter.lora(0)).hasMessageContaining("rank");
    assertThatThrownBy(() -> Adapter.lora(l -> l.dropout(1))).hasMessageContaining("dropout");
    assertThatThrownBy(() -> FineTuningMethod.preference(-1)).hasMessageContaining("beta");
    assertThatThrownBy(() -> FineTunedModel.of("")).hasMessageContaining("blank");
    assertThatThrownBy(() -> JobWait.builder().floor(Duration.ofMinutes(1)).build())
        .hasMessageContaining("ceiling");
  }

  @Test
  void onlyThreeStatesAreTheEnd() {
    assertThat(JobStatus.values())
        .filteredOn(JobStatus::isFinished)
        .containsExactly(JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED);
  }

  @Test
  void aGraderIsCopied() {
    Map<String, Object> grader = new HashMap<>(Map.of("type", "score"));

    FineTuningMethod method = FineTuningMethod.reinforcement(grader);
    grader.clear();

    assertThat(method).isEqualTo(FineTuningMethod.reinforcement(Map.of("type", "score")));
  }
}
