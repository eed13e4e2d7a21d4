package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Capability;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.openai.OpenAiFineTuningOptions.Setting;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that are there already: how they are read, listed, cancelled, paused. */
class OpenAiFineTuningHttpTest {
  private static final String JOB = "ftjob-Kd92hTq1ZcYv7RbXw3LmNp0S";
  private static final String GET = "fine_tuning/GET_jobs_{id}";

  @RegisterExtension
  final Recorded openAi = new Recorded();

  private OpenAiClient ai;

  @BeforeEach
  void open() {
    ai = openAi.client();
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private FineTuningJob get(CallMode mode) {
    return mode.call(() -> ai.fineTuning().get(JOB), () -> ai.fineTuning().getAsync(JOB));
  }

  private FineTuningJob read(String fields) {
    openAi.answer(200, "{\"id\":\"ftjob-1\"" + fields + "}");
    return get(CallMode.SYNC);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFinishedJobTellsWhatItMade(CallMode mode) {
    openAi.replay(GET);

    FineTuningJob job = get(mode);

    openAi.received(GET);
    assertThat(job.id()).isEqualTo(JOB);
    assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(job.providerStatus()).isEqualTo("succeeded");
    assertThat(job.baseModel()).contains("gpt-4o-2024-08-06");
    assertThat(job.fineTunedModel().orElseThrow().name())
        .isEqualTo("ft:gpt-4o-2024-08-06:leaflab:signs-v1:9ABel2dg");
    assertThat(job.trainingFile()).contains("file-signs");
    assertThat(job.validationFile()).contains("file-signs-valid");
    assertThat(job.createdAt()).contains(Instant.ofEpochSecond(1790000100));
    assertThat(job.finishedAt()).contains(Instant.ofEpochSecond(1790004100));
    assertThat(job.trainedTokens()).contains(91840L);
    assertThat(job.failureReason()).isEmpty();
    // The method's settings, not those of jobs of old beside them.
    assertThat(job.epochs()).contains(3);
    assertThat(job.additionalProperties()).containsEntry("novelty", Map.of("a", 1));
    assertThat(job.meta().requestId()).contains("req_0f1e2d3c4b5a69788796a5b4c3d2e1f0");
  }

  @Test
  void aViewTellsWhatOnlyOpenAiSays() {
    openAi.replay(GET);

    OpenAiFineTuningJob view = OpenAiFineTuningJob.of(get(CallMode.SYNC));

    assertThat(view.organization()).contains("org-4fXo");
    assertThat(view.errorCode()).isEmpty();
    assertThat(view.errorParam()).isEmpty();
    assertThat(view.method()).contains(FineTuningMethod.supervised());
    assertThat(view.resultFiles()).containsExactly("file-Rs91");
    assertThat(view.metadata())
        .isEqualTo(Map.of("dataset", "signs", "fovea_token", "fovea-ssssssssssss"));
    assertThat(view.seed()).contains(7L);
    assertThat(view.estimatedFinish()).contains(Instant.ofEpochSecond(1790004000));
    assertThat(view.suffix()).contains("signs-v1");
    assertThat(view.sharedWithOpenAi()).contains(true);
    assertThat(view.evalId()).contains("eval_1");
    assertThat(view.batchSize()).contains(1);
    assertThat(view.learningRateMultiplier()).contains(2.0);
    assertThat(view.auto()).isEmpty();
    assertThat(view.integrations()).singleElement().satisfies(run -> {
      assertThat(run.type()).isEqualTo("wandb");
      assertThat(run.project()).contains("signs");
      assertThat(run.name()).contains("run-1");
      assertThat(run.entity()).contains("leaflab");
      assertThat(run.tags()).containsExactly("vision");
      assertThat(run.runId()).contains("ft-run-7");
    });
  }

  @Test
  void aFailedJobTellsWhy() {
    openAi.replay(GET + ".failed");

    FineTuningJob job = get(CallMode.SYNC);
    OpenAiFineTuningJob view = OpenAiFineTuningJob.of(job);

    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(job.failureReason())
        .contains("Training file has 5 example(s), but must have at least 10 examples");
    assertThat(job.fineTunedModel()).isEmpty();
    assertThat(view.errorCode()).contains("invalid_n_examples");
    assertThat(view.errorParam()).contains("training_file");
    assertThat(view.auto()).containsExactly(Setting.BATCH_SIZE, Setting.LEARNING_RATE_MULTIPLIER);
    assertThat(view.batchSize()).isEmpty();
    assertThat(view.estimatedFinish()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"code\":null,\"message\":null,\"param\":null}", "\"\""})
  void anEmptyErrorIsNone(String error) {
    for (String status : List.of("running", "succeeded", "failed")) {
      FineTuningJob job = read(",\"status\":\"" + status + "\",\"error\":" + error);

      assertThat(job.failureReason()).isEmpty();
      assertThat(OpenAiFineTuningJob.of(job).errorCode()).isEmpty();
    }
  }

  @Test
  void onlyTheStatusSaysThatAJobFailed() {
    String error = ",\"error\":{\"code\":\"odd\",\"message\":null}";

    assertThat(read(",\"status\":\"running\"" + error).failureReason()).isEmpty();
    assertThat(read(",\"status\":\"failed\"" + error).failureReason()).contains("odd");
  }

  @ParameterizedTest
  @CsvSource({
    "validating_files, VALIDATING",
    "queued, QUEUED",
    "running, RUNNING",
    "paused, PAUSED",
    "succeeded, SUCCEEDED",
    "failed, FAILED",
    "cancelled, CANCELLED",
    "SUCCEEDED, SUCCEEDED",
    "moderating, UNKNOWN"
  })
  void everyStatusHasItsWordAndAFutureOneIsKept(String word, JobStatus status) {
    FineTuningJob job = read(",\"status\":\"" + word + "\"");

    assertThat(job.status()).isEqualTo(status);
    assertThat(job.providerStatus()).isEqualTo(word);
  }

  @Test
  void aModelIsOnlyTheOneOfAJobThatSucceeded() {
    String model = ",\"fine_tuned_model\":\"ft:m:o::1\"";

    assertThat(read(",\"status\":\"running\"" + model).fineTunedModel()).isEmpty();
    assertThat(read(",\"status\":\"succeeded\"" + model).fineTunedModel()).isPresent();
    assertThat(read(",\"status\":\"succeeded\",\"fine_tuned_model\":null").fineTunedModel())
        .isEmpty();
  }

  @Test
  void aJobMayLackEverythingButItsId() {
    FineTuningJob job = read("");

    assertThat(job.status()).isEqualTo(JobStatus.UNKNOWN);
    assertThat(job.epochs()).isEmpty();
    assertThat(OpenAiFineTuningJob.of(job).method()).isEmpty();
    assertThat(OpenAiFineTuningJob.of(job).metadata()).isEmpty();
  }

  @Test
  void otherMethodsHaveTheirSettingsInObjectsOfTheirOwn() {
    FineTuningJob pairs = read(",\"hyperparameters\":null,\"method\":{\"type\":\"dpo\",\"dpo\":{"
        + "\"hyperparameters\":{\"beta\":0.25,\"n_epochs\":\"auto\",\"batch_size\":8}}}");
    OpenAiFineTuningJob graded = OpenAiFineTuningJob.of(
        read(",\"method\":{\"type\":\"reinforcement\",\"reinforcement\":{\"grader\":{\"type\":"
            + "\"python\",\"source\":\"x\"},\"hyperparameters\":{\"compute_multiplier\":1.5,"
            + "\"eval_interval\":5,\"eval_samples\":\"auto\",\"reasoning_effort\":\"low\"}}}"));

    assertThat(pairs.epochs()).isEmpty();
    assertThat(OpenAiFineTuningJob.of(pairs).method()).contains(FineTuningMethod.preference(0.25));
    assertThat(OpenAiFineTuningJob.of(pairs).batchSize()).contains(8);
    assertThat(graded.method())
        .contains(FineTuningMethod.reinforcement(Map.of("type", "python", "source", "x")));
    assertThat(graded.computeMultiplier()).contains(1.5);
    assertThat(graded.evalInterval()).contains(5);
    assertThat(graded.evalSamples()).isEmpty();
    assertThat(graded.reasoningEffort()).contains("low");
    assertThat(graded.auto()).containsExactly(Setting.EVAL_SAMPLES);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void jobsAreListedPageByPageOldOnesToo(CallMode mode) {
    openAi.replay("fine_tuning/GET_jobs", "fine_tuning/GET_jobs.next");

    Page<FineTuningJob> jobs =
        mode.call(() -> ai.fineTuning().list(), () -> ai.fineTuning().listAsync());

    assertThat(jobs.all())
        .extracting(FineTuningJob::id)
        .containsExactly(JOB, "ftjob-B2", "ftjob-B1");
    openAi.received("fine_tuning/GET_jobs", "fine_tuning/GET_jobs.next");
    assertThat(openAi.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void jobsAreListedByTheirLabels(CallMode mode) {
    openAi.replay("fine_tuning/GET_jobs.token");

    Page<FineTuningJob> jobs = mode.call(
        () -> ai.fineTuning()
            .list(q -> q.limit(5).metadata("dataset", "signs").metadata("team", "road")),
        () -> ai.fineTuning()
            .listAsync(q -> q.limit(5).metadata("dataset", "signs").metadata("team", "road")));

    openAi.received("fine_tuning/GET_jobs.query");
    assertThat(jobs.items()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aJobIsCancelledPausedAndResumedWithoutABody(CallMode mode) {
    String cancel = "fine_tuning/POST_jobs_{id}_cancel";
    String pause = "fine_tuning/POST_jobs_{id}_pause";
    String resume = "fine_tuning/POST_jobs_{id}_resume";
    openAi.replay(cancel, pause, resume);

    assertThat(
            mode.call(() -> ai.fineTuning().cancel(JOB), () -> ai.fineTuning().cancelAsync(JOB))
                .status())
        .isEqualTo(JobStatus.CANCELLED);
    assertThat(mode.call(() -> ai.fineTuning().pause(JOB), () -> ai.fineTuning().pauseAsync(JOB))
            .status())
        .isEqualTo(JobStatus.PAUSED);
    assertThat(
            mode.call(() -> ai.fineTuning().resume(JOB), () -> ai.fineTuning().resumeAsync(JOB))
                .status())
        .isEqualTo(JobStatus.QUEUED);
    openAi.received(cancel, pause, resume);
    assertThat(openAi.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aRefusalAfterALostAnswerMeansThatTheJobIsCancelledAlready(CallMode mode) {
    openAi.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    openAi.answer(400, "{\"error\":{\"message\":\"already cancelled\"}}");
    openAi.answer(200, "{\"id\":\"" + JOB + "\",\"status\":\"cancelled\"}");

    FineTuningJob job =
        mode.call(() -> ai.fineTuning().cancel(JOB), () -> ai.fineTuning().cancelAsync(JOB));

    assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(openAi.requests()).isEqualTo(3);
  }

  @Test
  void aRefusalAtOnceIsOne() {
    openAi.answer(400, "{\"error\":{\"message\":\"it is done\",\"code\":\"done\"}}");

    assertThatThrownBy(() -> ai.fineTuning().cancel(JOB))
        .isInstanceOf(InvalidRequestException.class);
    openAi.answer(
        404,
        "{\"error\":{\"message\":\"Could not find fine tune: x\",\"type\":\"invalid_request_error\","
            + "\"param\":\"fine_tune_id\",\"code\":\"fine_tune_not_found\"}}");
    assertThatThrownBy(() -> get(CallMode.SYNC))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("fine_tune_not_found");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void checkpointsAreModelsThatCanBeCalled(CallMode mode) {
    openAi.replay(GET + "_checkpoints");

    List<Checkpoint> kept = mode.call(
            () -> ai.fineTuning().checkpoints(JOB), () -> ai.fineTuning().checkpointsAsync(JOB))
        .items();

    openAi.received(GET + "_checkpoints");
    assertThat(kept).extracting(c -> c.step().orElseThrow()).containsExactly(60L, 30L);
    assertThat(kept.get(0).id()).isEqualTo("ftckpt_60");
    assertThat(kept.get(0).model().orElseThrow().name())
        .isEqualTo("ft:gpt-4o-2024-08-06:leaflab:signs-v1:9ABel2dg:ckpt-step-60");
    assertThat(OpenAiMetric.of(kept.get(0)).orElseThrow().fullValidLoss()).contains(0.36);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void eventsComeAsOpenAiListsThem(CallMode mode) {
    openAi.replay(GET + "_events", GET + "_events.next");

    Page<JobEvent> events =
        mode.call(() -> ai.fineTuning().events(JOB), () -> ai.fineTuning().eventsAsync(JOB));

    assertThat(events.all())
        .extracting(event -> event.id().orElseThrow().replace("ftevent-", ""))
        .containsExactly("9", "8", "7", "6", "5", "4", "3", "2", "1");
    openAi.received(GET + "_events", GET + "_events.next");
    JobEvent moderation = events.items().get(2);
    assertThat(moderation.type()).isEqualTo("moderation_checks");
    assertThat(moderation.level()).isEqualTo(JobEvent.Level.UNKNOWN);
    JobEvent metric = events.items().get(3);
    assertThat(metric.step()).contains(12L);
    assertThat(metric.finding()).isEmpty();
    assertThat(events.items().get(5).level()).isEqualTo(JobEvent.Level.WARNING);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void metricsAreReadFromAllEvents(CallMode mode) {
    openAi.replay(GET + "_events", GET + "_events.next");

    List<OpenAiMetric> metrics =
        mode.call(() -> ai.fineTuning().metrics(JOB), () -> ai.fineTuning().metricsAsync(JOB));

    openAi.received(GET + "_events.all", GET + "_events.all-next");
    assertThat(metrics).singleElement().satisfies(metric -> {
      assertThat(metric.step()).contains(12L);
      assertThat(metric.totalSteps()).contains(90L);
      assertThat(metric.trainLoss()).contains(0.7134);
      assertThat(metric.trainTokenAccuracy()).contains(0.83);
      assertThat(metric.validLoss()).contains(0.9);
      assertThat(metric.validTokenAccuracy()).contains(0.71);
      assertThat(metric.fullValidLoss()).contains(0.95);
      assertThat(metric.fullValidTokenAccuracy()).contains(0.7);
      assertThat(metric.trainReward()).isEmpty();
      assertThat(metric.value("train_loss")).contains(0.7134);
    });
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void jobsCannotBeDeletedAndNothingIsSent(CallMode mode) {
    assertThatThrownBy(() -> mode.call(
            () -> {
              ai.fineTuning().delete(JOB);
              return JOB;
            },
            () -> ai.fineTuning().deleteAsync(JOB).thenApply(gone -> JOB)))
        .isInstanceOfSatisfying(
            UnsupportedCapabilityException.class,
            e -> assertThat(e.capability()).isEqualTo(Capability.JOB_DELETION.name()))
        .hasMessageContaining("end a job that runs with cancel");
    assertThat(openAi.requests()).isZero();
  }
}
