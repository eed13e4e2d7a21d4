package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.ClientOptions;
import dev.fovea.error.DatasetException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.Outcome;
import dev.fovea.file.FileStatus;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedTogether;
import dev.fovea.testkit.TogetherExtension;
import dev.fovea.together.TogetherFineTuningOptions.Schedule;
import dev.fovea.transport.Transport;
import dev.fovea.transport.TransportSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files and jobs against the embedded Together, which keeps what it is told. */
class TogetherRoadTest {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";
  private static final String LINE =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
          + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n";

  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  @TempDir
  Path folder;

  private final FakeTiming timing = new FakeTiming();
  private EmbeddedTogether server;
  private Transport transport;
  private TogetherFiles files;
  private TogetherFineTuning tuning;
  private Path leaves;

  @BeforeEach
  void connects() throws IOException {
    server = TOGETHER.together();
    timing.whenPassing = server.clock()::advance;
    transport = Transport.create(TransportSetup.builder()
        .provider("together")
        .base(server.baseUrl())
        .options(ClientOptions.builder().apiKey(server.apiKey()).timing(timing).build())
        .errorReader(new TogetherErrors())
        .build());
    files = new TogetherFiles(transport);
    tuning = new TogetherFineTuning(transport);
    leaves = Files.writeString(folder.resolve("leaves.jsonl"), LINE.repeat(12));
  }

  @AfterEach
  void disconnects() {
    transport.close();
  }

  private static FineTuningRequest request(RemoteFile file) {
    return FineTuningRequest.builder()
        .baseModel(MODEL)
        .trainingFile(file.id())
        .adapter(Adapter.lora())
        .epochs(2)
        .suffix("leaves")
        .build();
  }

  private RemoteFile uploaded() {
    return files.await(files.upload(leaves).id());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileBecomesAModel(CallMode mode) {
    RemoteFile sent = mode.call(() -> files.upload(leaves), () -> files.uploadAsync(leaves));
    RemoteFile ready = mode.call(() -> files.await(sent.id()), () -> files.awaitAsync(sent.id()));
    assertThat(ready.status()).isEqualTo(FileStatus.READY);
    assertThat(ready.lineCount()).contains(12L);

    FineTuningRequest request = request(ready);
    FineTuningJob started =
        mode.call(() -> tuning.create(request), () -> tuning.createAsync(request));
    List<JobEvent> told = Collections.synchronizedList(new ArrayList<>());
    FineTuningJob done = mode.call(
        () -> tuning.await(started.id(), w -> w.onEvent(told::add)),
        () -> tuning.awaitAsync(started.id(), w -> w.onEvent(told::add)));

    assertThat(done.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(done.fineTunedModel().orElseThrow().name()).contains("leaves");
    assertThat(done.fineTunedModel().orElseThrow().providerId()).startsWith("ml_");
    assertThat(done.epochs()).contains(2);
    assertThat(told).isEqualTo(tuning.events(done.id()).items()).isNotEmpty();
    assertThat(told.get(told.size() - 1).type()).isEqualToIgnoringCase("job_complete");
    assertThat(server.requests().count("POST", "/v1/fine-tunes")).isEqualTo(1);
    assertThat(server.jobs()).containsExactly(done.id());
    assertThat(tuning.list().items()).extracting(FineTuningJob::id).containsExactly(done.id());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatAJobLeavesIsListedMeasuredAndDownloaded(CallMode mode) {
    RemoteFile file = uploaded();
    FineTuningJob job = tuning.create(
        r -> r.baseModel(MODEL)
            .trainingFile(file.id())
            .validationFile(file.id())
            .epochs(4)
            .hyperparameters(h -> h.evaluations(4).checkpoints(1)),
        o -> o.limitsChecked(true).schedule(Schedule.cosine(0.1, 0.5)).earlyStopping(true));
    tuning.await(job.id());

    List<Checkpoint> kept = tuning.checkpoints(job.id()).items();
    Path whole = mode.call(
        () -> tuning.downloadWeights(job.id(), folder),
        () -> tuning.downloadWeightsAsync(job.id(), folder));
    Path adapter = tuning.downloadAdapter(job.id(), folder);
    Path early = tuning.downloadWeights(kept.get(2).id(), folder);

    assertThat(kept)
        .extracting(Checkpoint::type)
        .containsExactly("Final Merged", "Final Adapter", "Intermediate");
    assertThat(whole.getFileName().toString()).endsWith(".tar.zst");
    assertThat(List.of(whole, adapter, early)).doesNotHaveDuplicates().allMatch(Files::exists);
    assertThat(tuning.metrics(job.id()))
        .anyMatch(TogetherMetric::isEvaluation)
        .anyMatch(metric -> !metric.isEvaluation());
    assertThat(tuning.tokenizedDataset(job.id()).size()).isPresent();
    TogetherFineTuningJob done = TogetherFineTuningJob.of(tuning.get(job.id()));
    assertThat(done.totalPrice().orElseThrow().amount()).isPositive();
    assertThat(done.evaluationsCompleted()).contains(4);
    assertThat(done.adapterObjectRevisionId()).isPresent();
    tuning.delete(job.id());
    tuning.delete(job.id());
    assertThat(tuning.list().items()).isEmpty();
  }

  @Test
  void whatCanBeAskedBeforeAJobCostsNothing() {
    RemoteFile file = uploaded();
    FineTuningRequest request = request(file);

    assertThat(tuning.estimate(request).price()).isPresent();
    assertThat(tuning.limits(MODEL).loraTraining().orElseThrow().maxRank()).contains(64);
    assertThat(tuning.supportedModels()).contains(MODEL);
    assertThat(tuning.preview(request, 3).rows()).hasSize(3);
    assertThat(server.jobs()).isEmpty();
  }

  @Test
  void aJobGoesOnFromTheOneBefore() {
    RemoteFile file = uploaded();
    FineTuningJob first = tuning.await(tuning.create(request(file)).id());

    FineTuningJob second = tuning.create(
        r -> r.trainingFile(file.id()).adapter(Adapter.lora()),
        o -> o.fromCheckpoint(first.fineTunedModel().orElseThrow().name()));

    assertThat(second.baseModel()).contains(MODEL);
    assertThat(TogetherFineTuningJob.of(second).fromCheckpoint()).isPresent();
    assertThat(server.requests().count("POST", "/v1/fine-tunes")).isEqualTo(2);
  }

  @Test
  void anAnswerThatIsLostMakesOneJobAndSaysWhereToLook() {
    RemoteFile file = uploaded();
    server.faults().next(1).to("POST", "/v1/fine-tunes").loseAnswer();

    FoveaException failure =
        catchThrowableOfType(FoveaException.class, () -> tuning.create(request(file)));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure).hasMessageContaining(file.id()).hasMessageContaining("leaves");
    assertThat(server.jobs()).hasSize(1);
    assertThat(tuning.list().items())
        .extracting(job -> job.trainingFile().orElseThrow())
        .containsExactly(file.id());
  }

  @Test
  void wrongDataIsFoundByTheServerWhenWeDoNotLook() throws IOException {
    Files.writeString(
        leaves, LINE + "{\"messages\":[{\"role\":\"user\",\"content\":\"alone\"}]}\n");
    RemoteFile sent =
        files.upload(UploadRequest.builder().path(leaves).unchecked().build());

    DatasetException failure =
        catchThrowableOfType(DatasetException.class, () -> files.await(sent.id()));

    assertThat(failure.findings()).extracting(f -> f.line().orElse(0L)).contains(2L);
  }

  @Test
  void aFailedJobTellsTheServersReason() {
    server.failNextJob("the pictures are too dark");
    FineTuningJob job = tuning.create(request(uploaded()));

    assertThatThrownBy(() -> tuning.await(job.id()))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("the pictures are too dark");
  }

  @Test
  void aCancelledJobEndsTheWait() {
    FineTuningJob job = tuning.create(request(uploaded()));

    tuning.cancel(job.id());

    assertThatThrownBy(() -> tuning.await(job.id()))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("cancelled");
  }

  @Test
  void whatWasUploadedComesBackUnchanged() {
    RemoteFile file = uploaded();

    Path copy = files.download(file.id(), folder.resolve("copy.jsonl"));

    assertThat(copy).hasSameBinaryContentAs(leaves);
    files.delete(file.id());
    assertThat(files.list().items()).isEmpty();
    files.delete(file.id());
  }
}
