package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.JobFailedException;
import dev.fovea.error.WaitTimeoutException;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobWait;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FireworksAwaitHttpTest {
  private static final String JOB = "accounts/acme/dpoJobs/leaves-dpo";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  private FireworksClient ai;

  @BeforeEach
  void open() {
    ai = fireworks.client();
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private FineTuningJob await(CallMode mode, Consumer<JobWait.Builder> spec) {
    return mode.call(
        () -> ai.fineTuning().await(JOB, spec), () -> ai.fineTuning().awaitAsync(JOB, spec));
  }

  private void job(String state, String rest) {
    fireworks.answer(
        200, "{\"name\":\"" + JOB + "\",\"state\":\"JOB_STATE_" + state + "\"" + rest + "}");
  }

  private void metrics(String lines) {
    fireworks.answer(200, "{\"signedUrl\":\"" + fireworks.server() + "/store/m?sig=1\"}");
    fireworks.answer(200, lines);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void waitsThroughAllStatesUntilTheModelIsThere(CallMode mode) {
    List<String> states = List.of(
        "CREATING", "VALIDATING", "PENDING", "RUNNING", "PAUSED", "WRITING_RESULTS", "COMPLETED");
    states.forEach(state -> job(state, ""));
    List<String> seen = Collections.synchronizedList(new ArrayList<>());

    FineTuningJob job = await(mode, w -> w.onUpdate(update -> seen.add(update.providerStatus())));

    assertThat(job.fineTunedModel().orElseThrow().name())
        .isEqualTo("accounts/acme/models/leaves-dpo");
    assertThat(seen)
        .containsExactlyElementsOf(states.stream().map(s -> "JOB_STATE_" + s).toList());
    assertThat(fireworks.requests()).isEqualTo(states.size());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void tellsEachEventOnceAndAsksForNoMetricsBeforeTheWorkBegins(CallMode mode) {
    job("PENDING", "");
    job("RUNNING", ",\"jobProgress\":{\"percent\":50}");
    metrics("{\"step\":1,\"loss\":2.0}\n");
    job("RUNNING", ",\"jobProgress\":{\"percent\":50}");
    metrics("{\"step\":1,\"loss\":2.0}\n{\"step\":2,\"loss\":1.0}\n");
    job("COMPLETED", "");
    metrics("{\"step\":1,\"loss\":2.0}\n{\"step\":2,\"loss\":1.0}\n");
    List<String> told = Collections.synchronizedList(new ArrayList<>());

    await(mode, w -> w.onEvent(event -> told.add(event.message())));

    assertThat(told)
        .containsExactly(
            "JOB_STATE_PENDING",
            "JOB_STATE_RUNNING",
            "step 1, loss 2.0",
            "50 %",
            "step 2, loss 1.0",
            "JOB_STATE_COMPLETED");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFailedJobGivesFireworksReason(CallMode mode) {
    job("FAILED", ",\"status\":{\"code\":\"INVALID_ARGUMENT\",\"message\":\"line 7: no pair\"}");

    JobFailedException failure =
        catchThrowableOfType(JobFailedException.class, () -> await(mode, w -> {}));

    assertThat(failure).hasMessageContaining("JOB_STATE_FAILED: line 7: no pair");
    assertThat(failure.reason()).isEqualTo("line 7: no pair");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCancelledJobIsNoSuccess(CallMode mode) {
    job("CANCELLING", "");
    job("CANCELLED", "");

    assertThatThrownBy(() -> await(mode, w -> {}))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("the job was cancelled");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aStateOfTheFutureCountsAsRunning(CallMode mode) {
    job("DREAMING", "");
    job("EARLY_STOPPED", "");

    assertThat(await(mode, w -> {}).providerStatus()).isEqualTo("JOB_STATE_EARLY_STOPPED");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whoHasNoMoreTimeIsToldTheState(CallMode mode) {
    for (int i = 0; i < 8; i++) {
      job("RUNNING", "");
    }

    assertThatThrownBy(
            () -> await(mode, w -> w.timeout(Duration.ofSeconds(5)).floor(Duration.ofSeconds(2))))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("JOB_STATE_RUNNING");
  }
}
