package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.FoveaException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.Outcome;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.error.WaitTimeoutException;
import dev.fovea.file.RemoteFile;
import dev.fovea.file.UploadRequest;
import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobFinding;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.providertests.CallMode;
import dev.fovea.testkit.EmbeddedOpenAi;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs against the embedded OpenAI, which keeps what it is told. */
class OpenAiTuningRoadTest extends EmbeddedRoad {
  private static final String CHAT =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
          + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n";
  private static final String GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
  private static final String PICTURE = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
      + "\"image_url\",\"image_url\":{\"url\":\"data:image/gif;base64," + GIF + "\"}}]},"
      + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n";
  private static final String PAIR = "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":"
      + "\"Which leaf?\"}]},\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"Oak\"}],"
      + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"Elm\"}]}\n";
  private static final String PROMPT =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"}],\"truth\":\"Oak\"}\n";

  private RemoteFile uploaded(String name, String lines) throws IOException {
    UploadRequest request = UploadRequest.builder()
        .path(Files.writeString(folder.resolve(name), lines))
        .unchecked()
        .build();
    return ai.files().await(ai.files().upload(request).id());
  }

  private RemoteFile leaves() throws IOException {
    return uploaded("leaves.jsonl", CHAT.repeat(40));
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
    RemoteFile leaves = leaves();
    List<JobEvent> told = listener();

    FineTuningJob job = mode.call(
        () -> ai.fineTuning().create(r -> settings(r, leaves), o -> o.putMetadata("plot", "a")),
        () ->
            ai.fineTuning().createAsync(r -> settings(r, leaves), o -> o.putMetadata("plot", "a")));
    FineTuningJob done = await(mode, job, told);

    assertThat(job.status()).isEqualTo(JobStatus.VALIDATING);
    assertThat(OpenAiFineTuningJob.of(job).metadata())
        .containsEntry("plot", "a")
        .containsEntry("fovea_token", "fovea-ssssssssssss");
    assertThat(done.fineTunedModel().orElseThrow().name()).contains(MODEL).contains("leaves");
    assertThat(done.trainingFile()).contains(leaves.id());
    assertThat(done.epochs()).contains(2);
    assertThat(OpenAiFineTuningJob.of(done).batchSize()).contains(8);
    assertThat(told.get(0).message()).startsWith("Created fine-tuning job");
    assertThat(told.get(told.size() - 1).message()).contains("successfully completed");
    assertThat(told).doesNotHaveDuplicates();
    assertThat(told).allMatch(event -> event.finding().isEmpty());
    assertThat(ai.fineTuning().metrics(job.id()))
        .hasSize(10)
        .allMatch(metric -> metric.trainLoss().isPresent())
        .extracting(metric -> metric.step().orElseThrow())
        .isSorted();
    assertThat(ai.fineTuning().list(q -> q.metadata("plot", "a")).all()).hasSize(1);
    assertThat(ai.fineTuning().list(q -> q.metadata("plot", "b")).all()).isEmpty();
    assertThat(server.jobs()).hasSize(1);
  }

  private static void settings(FineTuningRequest.Builder request, RemoteFile file) {
    request.baseModel(MODEL).trainingFile(file.id()).suffix("leaves").epochs(2).batchSize(8);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void preferencesAndGradesTrainModelsToo(CallMode mode) throws IOException {
    RemoteFile pairs = uploaded("pairs.jsonl", PAIR.repeat(20));
    RemoteFile prompts = uploaded("prompts.jsonl", PROMPT.repeat(20));
    Map<String, Object> exact = Map.of(
        "type", "string_check",
        "name", "exact",
        "input", "{{sample.output_text}}",
        "reference", "{{item.truth}}",
        "operation", "eq");

    FineTuningJob better = await(
        mode,
        create(
            mode,
            r -> r.baseModel("gpt-4.1-2025-04-14")
                .trainingFile(pairs.id())
                .method(FineTuningMethod.preference(0.1))),
        listener());
    FineTuningJob graded = await(
        mode,
        create(
            mode,
            r -> r.baseModel("o4-mini-2025-04-16")
                .trainingFile(prompts.id())
                .validationFile(prompts.id())
                .method(FineTuningMethod.reinforcement(exact))),
        listener());

    assertThat(better.fineTunedModel()).isPresent();
    assertThat(OpenAiFineTuningJob.of(better).method()).contains(FineTuningMethod.preference(0.1));
    assertThat(graded.fineTunedModel()).isPresent();
    assertThat(OpenAiFineTuningJob.of(graded).method())
        .contains(FineTuningMethod.reinforcement(exact));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anAnswerThatIsLostMakesOneJobWhichIsFound(CallMode mode) throws IOException {
    RemoteFile leaves = leaves();
    server.faults().next(1).to("POST", "**/fine_tuning/jobs").loseAnswer();

    FineTuningJob job = create(mode, r -> settings(r, leaves));

    assertThat(ai.fineTuning().list().all())
        .extracting(FineTuningJob::id)
        .containsExactly(job.id());
    assertThat(server.jobs()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFaultBeforeThereIsAJobStaysUnknownAndMakesNone(CallMode mode) throws IOException {
    RemoteFile leaves = leaves();
    server.faults().next(1).to("POST", "**/fine_tuning/jobs").status(500);

    FoveaException lost =
        catchThrowableOfType(FoveaException.class, () -> create(mode, r -> settings(r, leaves)));

    assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(lost).hasMessageContaining("fovea-ssssssssssss");
    assertThat(server.jobs()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void tooFewExamplesAreToldByTheJob(CallMode mode) throws IOException {
    RemoteFile few = uploaded("few.jsonl", CHAT.repeat(5));
    FineTuningJob job = create(mode, r -> r.baseModel(MODEL).trainingFile(few.id()));

    JobFailedException failure =
        catchThrowableOfType(JobFailedException.class, () -> await(mode, job, listener()));

    assertThat(failure.reason()).contains("10");
    FineTuningJob failed = ai.fineTuning().get(job.id());
    assertThat(OpenAiFineTuningJob.of(failed).errorCode()).contains("invalid_n_examples");
    assertThat(failed.fineTunedModel()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void picturesThatAreLeftOutAreFindingsWithTheirNumber(CallMode mode) throws IOException {
    RemoteFile mixed = uploaded("mixed.jsonl", CHAT.repeat(20) + PICTURE.repeat(3));
    List<JobEvent> told = listener();
    FineTuningJob job = create(mode, r -> r.baseModel(MODEL).trainingFile(mixed.id()));

    FineTuningJob done = await(mode, job, told);

    assertThat(told)
        .filteredOn(event -> event.finding().isPresent())
        .singleElement()
        .satisfies(event -> assertThat(event.affected()).contains(3L));
    List<JobFinding> skipped = mode.call(
        () -> ai.fineTuning().skippedPictures(done.id()),
        () -> ai.fineTuning().skippedPicturesAsync(done.id()));
    assertThat(skipped).isEqualTo(JobFinding.of(told));
    assertThat(skipped.get(0).affected()).isEqualTo(3);
    assertThat(skipped.get(0).finding().rule()).isEqualTo("openai.skipped-format");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aLookAtTheFilesThatTakesTooLongEndsTheWaitNotTheJob(CallMode mode) throws IOException {
    RemoteFile leaves = leaves();
    FineTuningJob job = create(mode, r -> settings(r, leaves));
    Duration moment = Duration.ofMillis(10);

    assertThatThrownBy(() -> mode.call(
            () -> ai.fineTuning().await(job.id(), w -> w.validationTimeout(moment)),
            () -> ai.fineTuning().awaitAsync(job.id(), w -> w.validationTimeout(moment))))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("validating_files")
        .hasMessageContaining("so since " + job.createdAt().orElseThrow());
    assertThat(await(mode, job, listener()).status()).isEqualTo(JobStatus.SUCCEEDED);
  }

  @Test
  void aRunningJobIsPausedResumedAndCancelled() throws IOException {
    RemoteFile leaves = leaves();
    FineTuningJob job = create(CallMode.SYNC, r -> settings(r, leaves));
    while (ai.fineTuning().get(job.id()).status() != JobStatus.RUNNING) {
      server.clock().advance(Duration.ofSeconds(1));
    }

    assertThat(ai.fineTuning().pause(job.id()).status()).isEqualTo(JobStatus.PAUSED);
    assertThat(ai.fineTuning().resume(job.id()).status()).isIn(JobStatus.QUEUED, JobStatus.RUNNING);
    assertThat(ai.fineTuning().cancel(job.id()).status()).isEqualTo(JobStatus.CANCELLED);
    assertThatThrownBy(() -> ai.fineTuning().cancel(job.id()))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aJobKeepsItsLastStatesAsModels() throws IOException {
    RemoteFile leaves = leaves();
    FineTuningJob job = create(CallMode.SYNC, r -> settings(r, leaves));
    FineTuningJob done = await(CallMode.SYNC, job, listener());

    List<Checkpoint> kept = ai.fineTuning().checkpoints(done.id()).items();

    assertThat(kept).isNotEmpty().allSatisfy(checkpoint -> {
      assertThat(checkpoint.model().orElseThrow().name()).contains(":ckpt-step-");
      assertThat(OpenAiMetric.of(checkpoint)).isPresent();
    });
  }

  @ParameterizedTest
  @EnumSource(EmbeddedOpenAi.EmptyError.class)
  void noShapeOfNoErrorIsAnError(EmbeddedOpenAi.EmptyError shape) throws IOException {
    try (EmbeddedOpenAi other = EmbeddedOpenAi.builder()
            .timeScale(0)
            .emptyErrors(shape)
            .sparseAnswers(true)
            .start();
        OpenAiClient client = OpenAiClient.builder()
            .apiKey(other.apiKey())
            .baseUrl(other.baseUrl())
            .compatible(false)
            .options(options -> options.timing(timing))
            .build()) {
      timing.whenPassing = other.clock()::advance;
      String file = client
          .files()
          .upload(Files.writeString(folder.resolve("leaves.jsonl"), CHAT.repeat(12)))
          .id();

      FineTuningJob job = client.fineTuning().create(r -> r.baseModel(MODEL).trainingFile(file));
      FineTuningJob done = client.fineTuning().await(job.id());

      assertThat(OpenAiFineTuningJob.of(job).errorCode()).isEmpty();
      assertThat(done.failureReason()).isEmpty();
      assertThat(done.fineTunedModel()).isPresent();
    }
  }

  @Test
  void whoMayNoLongerTuneIsToldWhereToGo() throws IOException {
    try (EmbeddedOpenAi closed =
            EmbeddedOpenAi.builder().trainingAvailable(false).start();
        OpenAiClient client = OpenAiClient.builder()
            .apiKey(closed.apiKey())
            .baseUrl(closed.baseUrl())
            .build()) {
      assertThatThrownBy(
              () -> client.fineTuning().create(r -> r.baseModel(MODEL).trainingFile("file-1")))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("2027-01-06")
          .hasMessageContaining("fireworks");
    }
  }
}
