package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Money;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked about jobs that are there, and what becomes of the answers. */
class FireworksFineTuningHttpTest {
  private static final String SUPERVISED = "accounts/acme/supervisedFineTuningJobs/leaves";
  private static final String PREFERENCE = "accounts/acme/dpoJobs/leaves-dpo";
  private static final String REINFORCEMENT =
      "accounts/acme/reinforcementFineTuningJobs/leaves-rft";

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

  private FineTuningJob get(CallMode mode, String jobId) {
    return mode.call(() -> ai.fineTuning().get(jobId), () -> ai.fineTuning().getAsync(jobId));
  }

  private static String fixture(String verb, String job, String rest) {
    String collection = job.split("/", -1)[2];
    return "fine_tuning/" + verb + "_" + collection + "_{id}" + rest;
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aRunningJobTellsWhatItIsMadeOf(CallMode mode) {
    fireworks.replay(fixture("GET", SUPERVISED, ""));

    FineTuningJob job = get(mode, SUPERVISED);

    fireworks.received(fixture("GET", SUPERVISED, ""));
    assertThat(job.id()).isEqualTo(SUPERVISED);
    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(job.providerStatus()).isEqualTo("JOB_STATE_RUNNING");
    assertThat(job.baseModel()).contains("accounts/fireworks/models/qwen3-vl-8b-instruct");
    assertThat(job.trainingFile()).contains("accounts/acme/datasets/leaves-train");
    assertThat(job.validationFile()).isEmpty();
    assertThat(job.createdAt()).contains(Instant.parse("2026-05-04T10:20:00Z"));
    assertThat(job.updatedAt()).contains(Instant.parse("2026-05-04T10:24:00Z"));
    assertThat(job.finishedAt()).isEmpty();
    assertThat(job.epochs()).contains(2);
    assertThat(job.fineTunedModel()).isEmpty();
    assertThat(job.additionalProperties()).containsEntry("futureField", Map.of("x", 1));
  }

  @Test
  void aViewTellsWhatOnlyFireworksSays() {
    fireworks.replay(fixture("GET", SUPERVISED, ""));

    FireworksFineTuningJob view = FireworksFineTuningJob.of(get(CallMode.SYNC, SUPERVISED));

    assertThat(view.method()).isEqualTo(FineTuningMethod.supervised());
    assertThat(view.displayName()).contains("Leaves");
    assertThat(view.createdBy()).contains("rangers@leaflab.example");
    assertThat(view.outputModel()).contains("accounts/acme/models/leaves-vlm");
    assertThat(view.loraRank()).contains(16);
    assertThat(view.learningRate()).contains(0.0001);
    assertThat(view.maxContextLength()).contains(16384);
    assertThat(view.evaluationCarveOut()).contains(true);
    assertThat(view.percent()).contains(40);
    assertThat(view.epoch()).contains(0);
    assertThat(view.inputTokens()).contains(5120L);
    assertThat(view.estimatedCost()).contains(Money.usd(new BigDecimal("3.25")));
    assertThat(view.wandbUrl()).contains("https://wandb.garden.test/r/1");
    assertThat(view.hasLogs()).isTrue();
    assertThat(view.batchSize()).isEmpty();
    assertThat(view.lossMethod()).isEmpty();
    assertThat(view.acceleratorTimes()).isEmpty();
  }

  @Test
  void aViewOfAnotherKindFindsItsSettingsWhereTheyStand() {
    fireworks.replay(fixture("GET", PREFERENCE, ""), fixture("GET", REINFORCEMENT, ""));

    FireworksFineTuningJob better = FireworksFineTuningJob.of(get(CallMode.SYNC, PREFERENCE));
    FireworksFineTuningJob graded = FireworksFineTuningJob.of(get(CallMode.SYNC, REINFORCEMENT));

    assertThat(better.method()).isEqualTo(FineTuningMethod.preference(0.1));
    assertThat(better.warmStartFrom()).contains("accounts/acme/models/leaves-vlm");
    assertThat(better.batchSize()).contains(4);
    assertThat(better.job().epochs()).contains(1);
    assertThat(better.lossMethod()).contains("DPO");
    assertThat(graded.method())
        .isEqualTo(
            FineTuningMethod.reinforcement(Map.of("evaluator", "accounts/acme/evaluators/exact")));
    assertThat(graded.acceleratorTimes().get("NVIDIA_H100_80GB")).hasSeconds(120);
    assertThat(graded.job().baseModel()).contains("accounts/fireworks/models/qwen3-vl-8b-instruct");
    assertThat(graded.job().fineTunedModel().orElseThrow().name())
        .isEqualTo("accounts/acme/models/leaves-rft");
  }

  @Test
  void neitherSignedAddressesNorKeysAreShown() {
    fireworks.replay(fixture("GET", SUPERVISED, ""));

    FineTuningJob job = get(CallMode.SYNC, SUPERVISED);

    assertThat(job.toString() + FireworksFineTuningJob.of(job) + job.additionalProperties())
        .doesNotContain("marker-sig")
        .doesNotContain("/store/")
        .doesNotContain("wk-secret-77");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aShortIdIsASupervisedJobOfTheAccount(CallMode mode) {
    fireworks.replay(fixture("GET", SUPERVISED, ".done"));

    FineTuningJob job = get(mode, "leaves");

    fireworks.received(fixture("GET", SUPERVISED, ""));
    assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(job.fineTunedModel().orElseThrow().name())
        .isEqualTo("accounts/acme/models/leaves-vlm");
    assertThat(job.finishedAt()).contains(Instant.parse("2026-05-04T11:00:00Z"));
  }

  @Test
  void aModelWithoutANameOfItsOwnHasTheJobsId() {
    fireworks.answer(200, "{\"name\":\"" + SUPERVISED + "\",\"state\":\"JOB_STATE_COMPLETED\"}");

    assertThat(get(CallMode.SYNC, SUPERVISED).fineTunedModel().orElseThrow().name())
        .isEqualTo("accounts/acme/models/leaves");
  }

  @Test
  void aNameThatIsNoJobsIsRefused() {
    assertThatThrownBy(() -> ai.fineTuning().get("accounts/acme/models/leaves"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'accounts/acme/models/leaves' is not the name of one of the"
            + " supervisedFineTuningJobs");
    assertThat(fireworks.requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "JOB_STATE_CREATING, QUEUED",
    "JOB_STATE_PENDING, QUEUED",
    "JOB_STATE_VALIDATING, QUEUED",
    "JOB_STATE_CREATING_INPUT_DATASET, QUEUED",
    "JOB_STATE_RE_QUEUEING, QUEUED",
    "JOB_STATE_RUNNING, RUNNING",
    "running, RUNNING",
    "JOB_STATE_WRITING_RESULTS, RUNNING",
    "JOB_STATE_IDLE, RUNNING",
    "JOB_STATE_ROLLOUT, RUNNING",
    "JOB_STATE_CANCELLING, RUNNING",
    "JOB_STATE_DELETING, RUNNING",
    "JOB_STATE_PAUSED, PAUSED",
    "JOB_STATE_COMPLETED, SUCCEEDED",
    "JOB_STATE_EARLY_STOPPED, SUCCEEDED",
    "JOB_STATE_FAILED, FAILED",
    "JOB_STATE_EXPIRED, FAILED",
    "JOB_STATE_CANCELLED, CANCELLED",
    "JOB_STATE_DELETED, CANCELLED",
    "JOB_STATE_ARCHIVED, CANCELLED",
    "JOB_STATE_UNSPECIFIED, UNKNOWN",
    "JOB_STATE_DREAMING, UNKNOWN"
  })
  void everyStateHasOurWord(String word, JobStatus status) {
    assertThat(WireJob.status(word)).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aListWalksThroughTheThreeKinds(CallMode mode) {
    fireworks.replay(
        "fine_tuning/GET_supervisedFineTuningJobs",
        "fine_tuning/GET_supervisedFineTuningJobs.next",
        "fine_tuning/GET_dpoJobs",
        "fine_tuning/GET_reinforcementFineTuningJobs");

    Page<FineTuningJob> first =
        mode.call(() -> ai.fineTuning().list(), () -> ai.fineTuning().listAsync());

    assertThat(fireworks.requests()).isEqualTo(1);
    assertThat(first.all())
        .extracting(FineTuningJob::id)
        .containsExactly(SUPERVISED, "accounts/acme/supervisedFineTuningJobs/older", REINFORCEMENT);
    fireworks.received(
        "fine_tuning/GET_supervisedFineTuningJobs",
        "fine_tuning/GET_supervisedFineTuningJobs.next",
        "fine_tuning/GET_dpoJobs",
        "fine_tuning/GET_reinforcementFineTuningJobs");
    assertThat(fireworks.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aListMayBeAskedForInPart(CallMode mode) {
    fireworks.replay("fine_tuning/GET_supervisedFineTuningJobs.next");
    Consumer<FireworksListQuery> query =
        q -> q.filter("state=\"JOB_STATE_RUNNING\"").pageSize(10);

    Page<FineTuningJob> first =
        mode.call(() -> ai.fineTuning().list(query), () -> ai.fineTuning().listAsync(query));

    fireworks.received("fine_tuning/GET_supervisedFineTuningJobs.query");
    assertThat(first.hasNext()).isTrue();
    fireworks.replay("fine_tuning/GET_dpoJobs");
    Page<FineTuningJob> second = first.next().orElseThrow();
    assertThat(second.items()).isEmpty();
    assertThat(fireworks.request().getUrl().encodedQuery()).contains("pageSize=10");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void eachKindIsCancelledResumedAndDeletedInItsOwnCollection(CallMode mode) {
    for (String job : List.of(SUPERVISED, PREFERENCE, REINFORCEMENT)) {
      fireworks.answer(200, "{}");
      fireworks.replay(fixture("GET", job, ""));
      FineTuningJob cancelled =
          mode.call(() -> ai.fineTuning().cancel(job), () -> ai.fineTuning().cancelAsync(job));
      fireworks.received(fixture("POST", job, "_cancel"), fixture("GET", job, ""));

      fireworks.answer(200, "{}");
      fireworks.replay(fixture("GET", job, ""));
      FineTuningJob resumed =
          mode.call(() -> ai.fineTuning().resume(job), () -> ai.fineTuning().resumeAsync(job));
      fireworks.received(fixture("POST", job, "_resume"), fixture("GET", job, ""));

      fireworks.answer(200, "{}");
      delete(mode, job);
      fireworks.received(fixture("DELETE", job, ""));
      assertThat(List.of(cancelled.id(), resumed.id())).containsOnly(job);
    }
  }

  private void delete(CallMode mode, String job) {
    mode.call(
        () -> {
          ai.fineTuning().delete(job);
          return true;
        },
        () -> ai.fineTuning().deleteAsync(job).thenApply(gone -> true));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatIsGoneIsDeletedAndCannotBeRead(CallMode mode) {
    String gone = "{\"code\":5,\"message\":\"job leaves not found\",\"details\":[]}";
    fireworks.answer(404, gone);
    delete(mode, SUPERVISED);
    fireworks.answer(404, gone);

    assertThatThrownBy(() -> get(mode, SUPERVISED))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("job leaves not found");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCancelWhoseAnswerWasLostIsSettledByTheRefusalOfTheSecond(CallMode mode) {
    fireworks.answer(503, "{\"code\":14,\"message\":\"later\",\"details\":[]}");
    fireworks.answer(400, "{\"code\":9,\"message\":\"it is cancelled\",\"details\":[]}");
    fireworks.replay(fixture("GET", SUPERVISED, ""));

    FineTuningJob job = mode.call(
        () -> ai.fineTuning().cancel(SUPERVISED), () -> ai.fineTuning().cancelAsync(SUPERVISED));

    assertThat(job.id()).isEqualTo(SUPERVISED);
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theEstimateIsAnAmount(CallMode mode) {
    fireworks.replay("fine_tuning/POST_supervisedFineTuningJobs_estimateCost");
    FineTuningRequest request = FineTuningRequest.builder()
        .baseModel("accounts/fireworks/models/qwen3-vl-8b-instruct")
        .trainingFile("leaves-train")
        .suffix("leaves")
        .epochs(2)
        .build();

    FireworksPriceEstimate estimate = mode.call(
        () -> ai.fineTuning().estimate(request), () -> ai.fineTuning().estimateAsync(request));

    fireworks.received("fine_tuning/POST_supervisedFineTuningJobs_estimateCost");
    assertThat(estimate.price()).contains(Money.usd(new BigDecimal("3.25")));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void onlySupervisedJobsHaveAnEstimate(CallMode mode) {
    FineTuningRequest request = FineTuningRequest.builder()
        .baseModel("accounts/fireworks/models/qwen3-vl-8b-instruct")
        .trainingFile("leaves-pref")
        .method(FineTuningMethod.preference())
        .build();

    assertThatThrownBy(() -> mode.call(
            () -> ai.fineTuning().estimate(request), () -> ai.fineTuning().estimateAsync(request)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("estimate supervised jobs only");
    assertThat(fireworks.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void pausingAndCheckpointsAreNotOffered(CallMode mode) {
    assertThatThrownBy(() -> mode.call(
            () -> ai.fineTuning().pause(SUPERVISED), () -> ai.fineTuning().pauseAsync(SUPERVISED)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("PAUSE_JOB");
    assertThatThrownBy(() -> mode.call(
            () -> ai.fineTuning().checkpoints(SUPERVISED),
            () -> ai.fineTuning().checkpointsAsync(SUPERVISED)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("JOB_CHECKPOINTS");
    assertThat(fireworks.requests()).isZero();
  }
}
