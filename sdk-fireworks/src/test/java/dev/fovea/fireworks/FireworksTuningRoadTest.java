package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ApiException;
import dev.fovea.error.JobFailedException;
import dev.fovea.file.RemoteFile;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs and evaluators against the embedded Fireworks, which keeps what it is told. */
class FireworksTuningRoadTest extends EmbeddedRoad {
  private static final String CHAT =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
          + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n";
  private static final String PAIR =
      "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"}]},"
          + "\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"Oak\"}],"
          + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"Elm\"}]}\n";
  private static final String PROMPT =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"}],\"truth\":\"Oak\"}\n";

  private RemoteFile uploaded(String name, String line) throws IOException {
    RemoteFile file = ai.files()
        .upload(Files.writeString(folder.resolve(name), line.repeat(40)), (p, d, t) -> {});
    return ai.files().await(file.id());
  }

  private FineTuningJob create(CallMode mode, Consumer<FineTuningRequest.Builder> request) {
    return mode.call(
        () -> ai.fineTuning().create(request), () -> ai.fineTuning().createAsync(request));
  }

  private FineTuningJob await(CallMode mode, FineTuningJob job, List<JobEvent> told) {
    return mode.call(
        () -> ai.fineTuning().await(job.id(), w -> w.onEvent(told::add)),
        () -> ai.fineTuning().awaitAsync(job.id(), w -> w.onEvent(told::add)));
  }

  private static List<JobEvent> listener() {
    return Collections.synchronizedList(new ArrayList<>());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aSupervisedJobGoesItsWayAndTellsIt(CallMode mode) throws IOException {
    RemoteFile leaves = uploaded("leaves.jsonl", CHAT);
    List<JobEvent> told = listener();

    FineTuningJob job = create(
        mode,
        r -> r.baseModel(MODEL)
            .trainingFile(leaves.id())
            .adapter(Adapter.lora(16))
            .hyperparameters(h -> h.epochs(2).batchSize(8))
            .suffix("leaves"));
    FineTuningJob done = await(mode, job, told);

    assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(job.id()).startsWith("accounts/embedded/supervisedFineTuningJobs/fovea-");
    assertThat(done.fineTunedModel().orElseThrow().name())
        .isEqualTo(job.id().replace("supervisedFineTuningJobs", "models") + "-leaves");
    assertThat(done.trainingFile()).contains(leaves.id());
    assertThat(told).extracting(JobEvent::type).contains("state", "metrics", "progress", "logs");
    assertThat(told)
        .filteredOn(event -> event.type().equals("metrics"))
        .extracting(event -> event.step().orElseThrow())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(ai.fineTuning().metrics(job.id())).hasSize(10);
    assertThat(FireworksFineTuningJob.of(done).percent()).contains(100);
    assertThat(server.jobs()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aPreferenceJobFindsItsMetricsToo(CallMode mode) throws IOException {
    RemoteFile pairs = uploaded("pairs.jsonl", PAIR);
    List<JobEvent> told = listener();

    FineTuningJob job = create(
        mode,
        r -> r.baseModel(MODEL)
            .trainingFile(pairs.id())
            .method(FineTuningMethod.preference(0.1))
            .batchSize(8));
    FineTuningJob done = await(mode, job, told);

    assertThat(done.id()).contains("/dpoJobs/");
    assertThat(FireworksFineTuningJob.of(done).method())
        .isEqualTo(FineTuningMethod.preference(0.1));
    assertThat(told).extracting(JobEvent::type).contains("metrics");
    assertThat(done.fineTunedModel()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aReinforcementJobIsGradedByAnEvaluatorThatWasBuilt(CallMode mode) throws IOException {
    RemoteFile prompts = uploaded("prompts.jsonl", PROMPT);
    Path code = Files.writeString(folder.resolve("main.py"), "def evaluate(): return 1.0");
    mode.call(
        () -> ai.evaluators().upload("exact", code, s -> s.entryPoint("main.py::evaluate")),
        () -> ai.evaluators().uploadAsync("exact", code, s -> s.entryPoint("main.py::evaluate")));
    FireworksEvaluator evaluator = mode.call(
        () -> ai.evaluators().await("exact", w -> {}),
        () -> ai.evaluators().awaitAsync("exact", w -> {}));

    FineTuningJob job =
        create(mode, r -> r.baseModel(MODEL).trainingFile(prompts.id()).method(evaluator.method()));
    FineTuningJob done = await(mode, job, listener());

    assertThat(FireworksFineTuningJob.of(done).evaluator()).contains(evaluator.id());
    assertThat(FireworksFineTuningJob.of(done).acceleratorTimes().get("NVIDIA_H100_80GB"))
        .hasSeconds(300);
    assertThat(ai.evaluators().list(q -> {}).items())
        .extracting(FireworksEvaluator::id)
        .containsExactly(evaluator.id());
    ai.evaluators().delete("exact");
    ai.evaluators().delete("exact");
    assertThat(ai.evaluators().list(q -> {}).items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void codeThatCannotBeBuiltIsReplaced(CallMode mode) throws IOException {
    Path other = Files.writeString(folder.resolve("other.py"), "def evaluate(): return 1.0");
    Path code = Files.writeString(folder.resolve("main.py"), "def evaluate(): return 1.0");
    ai.evaluators().upload("exact", other, s -> s.entryPoint("main.py::evaluate"));

    assertThatThrownBy(() -> mode.call(
            () -> ai.evaluators().await("exact", w -> {}),
            () -> ai.evaluators().awaitAsync("exact", w -> {})))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("main.py");
    Path log = ai.evaluators().downloadBuildLog("exact", folder.resolve("build.log"));
    assertThat(Files.readString(log)).contains("error:");
    mode.call(
        () -> ai.evaluators().replaceCode("exact", code),
        () -> ai.evaluators().replaceCodeAsync("exact", code));
    assertThat(ai.evaluators().await("exact", w -> {}).isActive()).isTrue();
    assertThat(ai.evaluators().update("exact", s -> s.displayName("Exact")).displayName())
        .contains("Exact");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void thereIsOneJobWhenTheAnswerIsLost(CallMode mode) throws IOException {
    RemoteFile leaves = uploaded("leaves.jsonl", CHAT);
    server
        .faults()
        .next(1)
        .to("POST", "/v1/accounts/*/supervisedFineTuningJobs")
        .loseAnswer();

    FineTuningJob job = create(mode, r -> r.baseModel(MODEL).trainingFile(leaves.id()));

    assertThat(server.jobs()).hasSize(1);
    assertThat(job.id()).isEqualTo(ai.fineTuning().list().items().get(0).id());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFailedJobSaysWhyAndIsResumed(CallMode mode) throws IOException {
    RemoteFile leaves = uploaded("leaves.jsonl", CHAT);
    server.failNextJob("the machine burnt down");

    FineTuningJob job = create(mode, r -> r.baseModel(MODEL).trainingFile(leaves.id()));

    assertThatThrownBy(() -> await(mode, job, listener()))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("the machine burnt down");
    FineTuningJob again = mode.call(
        () -> ai.fineTuning().resume(job.id()), () -> ai.fineTuning().resumeAsync(job.id()));
    assertThat(again.isFinished()).isFalse();
    assertThat(await(mode, again, listener()).status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(server.jobs()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCancelledJobIsDeletedAndGone(CallMode mode) throws IOException {
    RemoteFile leaves = uploaded("leaves.jsonl", CHAT);
    FineTuningJob job = create(mode, r -> r.baseModel(MODEL).trainingFile(leaves.id()));

    FineTuningJob cancelled = mode.call(
        () -> ai.fineTuning().cancel(job.id()), () -> ai.fineTuning().cancelAsync(job.id()));

    assertThat(cancelled.providerStatus()).isIn("JOB_STATE_CANCELLING", "JOB_STATE_CANCELLED");
    assertThatThrownBy(() -> await(mode, job, listener()))
        .hasMessageContaining("the job was cancelled");
    ai.fineTuning().delete(job.id());
    CompletableFuture<Void> twice = ai.fineTuning().deleteAsync(job.id());
    twice.join();
    assertThat(ai.fineTuning().list().all()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theLogTellsTheStates(CallMode mode) throws IOException {
    RemoteFile leaves = uploaded("leaves.jsonl", CHAT);
    FineTuningJob job = create(mode, r -> r.baseModel(MODEL).trainingFile(leaves.id()));
    await(mode, job, listener());

    Path log = ai.fineTuning().downloadLogs(job.id(), folder.resolve("trainer.log"));

    assertThat(Files.readString(log)).contains("RUNNING").contains("COMPLETED");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anEstimateStartsNothing(CallMode mode) throws IOException {
    RemoteFile leaves = uploaded("leaves.jsonl", CHAT);
    FineTuningRequest request =
        FineTuningRequest.builder().baseModel(MODEL).trainingFile(leaves.id()).build();

    FireworksPriceEstimate estimate = mode.call(
        () -> ai.fineTuning().estimate(request), () -> ai.fineTuning().estimateAsync(request));

    assertThat(estimate.price()).isPresent();
    assertThat(server.jobs()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatFireworksRefusesComesWithItsWords(CallMode mode) throws IOException {
    RemoteFile leaves = uploaded("leaves.jsonl", CHAT);

    assertThatThrownBy(() -> create(
            mode,
            r -> r.baseModel(MODEL)
                .trainingFile(leaves.id())
                .method(FineTuningMethod.reinforcement(Map.of("evaluator", "nobody")))))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("accounts/embedded/evaluators/nobody");
    assertThatThrownBy(() -> create(
            mode, r -> r.baseModel("accounts/fireworks/models/none").trainingFile(leaves.id())))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("accounts/fireworks/models/none");
    assertThat(server.jobs()).isEmpty();
  }
}
