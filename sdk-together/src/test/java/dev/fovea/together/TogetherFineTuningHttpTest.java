package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.ProviderOptions;
import dev.fovea.config.Timeouts;
import dev.fovea.error.FoveaException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TogetherFineTuningHttpTest {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";

  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherFineTuning tuning() {
    return new TogetherFineTuning(together.transport());
  }

  private static FineTuningRequest.Builder minimal() {
    return FineTuningRequest.builder().baseModel(MODEL).trainingFile("file-9a3");
  }

  private FineTuningJob create(CallMode mode, FineTuningRequest request) {
    TogetherFineTuning tuning = tuning();
    return mode.call(() -> tuning.create(request), () -> tuning.createAsync(request));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createLeavesOutWhatIsNotSet(CallMode mode) {
    together.replay("fine_tunes/POST_fine-tunes");

    FineTuningJob job = create(mode, minimal().build());

    assertThat(job.id()).isEqualTo("ft-71b2-4c");
    assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(job.providerStatus()).isEqualTo("pending");
    assertThat(job.createdAt()).contains(Instant.parse("2026-10-02T07:15:09.250Z"));
    assertThat(job.fineTunedModel()).isEmpty();
    together.received("fine_tunes/POST_fine-tunes");
    assertThat(together.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void loraWithoutRankTakesTheModelsLargest(CallMode mode) {
    together.replay("fine_tunes/GET_fine-tunes_models_limits", "fine_tunes/POST_fine-tunes");

    create(mode, minimal().adapter(Adapter.lora()).build());

    together.received("fine_tunes/GET_fine-tunes_models_limits", "fine_tunes/POST_fine-tunes.lora");
  }

  @Test
  void fullTuningAndTheLargestBatchAreAskedForByName() {
    together.replay("fine_tunes/POST_fine-tunes");

    tuning()
        .create(
            r -> r.baseModel(MODEL).trainingFile("file-9a3").adapter(Adapter.full()),
            o -> o.largestBatch(true));

    together.received("fine_tunes/POST_fine-tunes.full");
  }

  @Test
  void extraPropertiesAreMergedIntoTheBody() {
    together.replay("fine_tunes/POST_fine-tunes");

    tuning()
        .create(minimal()
            .adapter(Adapter.lora(8))
            .putExtraProperty("together", "training_type.lora_alpha", 99)
            .putExtraProperty("together", "wandb.name", "run 1")
            .putExtraProperty("openai", "ignored", true)
            .build());

    together.received("fine_tunes/POST_fine-tunes.extra");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void fullTuningOfALoraOnlyModelIsRefusedBeforeAnyRequest(CallMode mode) {
    FineTuningRequest request = minimal()
        .baseModel("Qwen/Qwen3-VL-235B-A22B-Instruct")
        .adapter(Adapter.full())
        .build();

    assertThatThrownBy(() -> create(mode, request))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("Qwen/Qwen3-VL-235B-A22B-Instruct does not take full tuning")
        .hasMessageContaining("2026-08-18")
        .hasMessageContaining("Adapter.lora()");
    assertThat(together.requests()).isZero();
  }

  @Test
  void theModelTableCanBeOverridden() {
    together.replay("fine_tunes/POST_fine-tunes");

    tuning()
        .create(
            r -> r.baseModel("Qwen/Qwen3-VL-235B-A22B-Instruct")
                .trainingFile("file-1")
                .adapter(Adapter.full()),
            o -> o.modelTableChecked(false));

    assertThat(together.requests()).isEqualTo(1);
  }

  @Test
  void otherMethodsAndOthersOptionsAreRefusedBeforeAnyRequest() {
    TogetherFineTuning tuning = tuning();
    ProviderOptions others = () -> "fireworks";

    assertThatThrownBy(() -> tuning.create(
            minimal().method(FineTuningMethod.reinforcement(Map.of())).build()))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("reinforcement tuning");
    assertThatThrownBy(() -> tuning.create(minimal().options(others).build()))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("fireworks");
    assertThatThrownBy(
            () -> tuning.create(FineTuningRequest.builder().trainingFile("f").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("baseModel");
    assertThat(together.requests()).isZero();
  }

  @Test
  void optionsOfOthersBesideOurOwnAreLeftAlone() {
    together.replay("fine_tunes/POST_fine-tunes");
    ProviderOptions others = () -> "fireworks";

    tuning()
        .create(minimal()
            .options(others)
            .options(TogetherFineTuningOptions.builder().build())
            .build());

    together.received("fine_tunes/POST_fine-tunes");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createIsSentOnceWhenTheServerMayHaveActed(CallMode mode) {
    for (int status : new int[] {408, 500, 502, 503, 504}) {
      int before = together.requests();
      together.answer(status, "{\"error\":{\"message\":\"busy\"}}", "Retry-After: 0");

      assertThatThrownBy(() -> create(mode, minimal().build())).isInstanceOf(FoveaException.class);

      assertThat(together.requests() - before).as("status " + status).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createIsSentOnceWhenAKeptConnectionBreaks(CallMode mode) {
    TogetherFineTuning tuning = tuning();
    together.replay("fine_tunes/GET_fine-tunes");
    tuning.list();
    together.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    FineTuningRequest request = minimal().suffix("leaves").build();

    FoveaException failure = catchThrowableOfType(
        FoveaException.class,
        () -> mode.call(() -> tuning.create(request), () -> tuning.createAsync(request)));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure)
        .hasMessageContaining("training file file-9a3 and suffix leaves")
        .hasMessageContaining("list()");
    assertThat(together.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createIsSentOnceWhenNoAnswerComes(CallMode mode) {
    together.http.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    TogetherFineTuning tuning = new TogetherFineTuning(together.transport(
        o -> o.timeouts(Timeouts.builder().attempt(Duration.ofMillis(200)).build())));

    FoveaException failure = catchThrowableOfType(
        FoveaException.class,
        () -> mode.call(
            () -> tuning.create(minimal().build()),
            () -> tuning.createAsync(minimal().build())));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(together.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createIsSentAgainAfter429(CallMode mode) {
    together.answer(429, "{\"error\":{\"message\":\"slow down\"}}");
    together.replay("fine_tunes/POST_fine-tunes");

    create(mode, minimal().build());

    assertThat(together.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getReadsTheWholeJob(CallMode mode) {
    together.replay("fine_tunes/GET_fine-tunes_{id}");
    TogetherFineTuning tuning = tuning();

    FineTuningJob job =
        mode.call(() -> tuning.get("ft-71b2-4c"), () -> tuning.getAsync("ft-71b2-4c"));

    together.received("fine_tunes/GET_fine-tunes_{id}");
    assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(job.fineTunedModel())
        .contains(new FineTunedModel("garden/Qwen3-VL-8B-Instruct-leaves-0c7d", "ml_7Rk2"));
    assertThat(job.trainedTokens()).contains(90210L);
    assertThat(job.epochs()).contains(4);
    assertThat(job.additionalProperties())
        .containsEntry("user_id", "user_5g")
        .doesNotContainKey("status");
    TogetherFineTuningJob view = TogetherFineTuningJob.of(job);
    assertThat(view.totalPrice().orElseThrow()).hasToString("1.25 USD");
    assertThat(view.modelObjectId()).contains("ml_7Rk2");
    assertThat(view.adapterObjectId()).contains("ml_7Rk3");
    assertThat(view.trainVision()).contains(true);
    assertThat(view.adapter())
        .contains(Adapter.lora(
            l -> l.rank(8).alpha(24).dropout(0.05).targetModules(List.of("q_proj", "v_proj"))));
    assertThat(view.trainingFileLines()).contains(321L);
  }

  @Test
  void oldJobsWithOddFormsAreRead() {
    together.replay("fine_tunes/GET_fine-tunes_{id}.old");

    FineTuningJob job = tuning().get("ft-old");

    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(job.createdAt()).contains(Instant.parse("2025-02-04T10:43:55.405Z"));
    assertThat(job.startedAt()).isEmpty();
    assertThat(job.validationFile()).isEmpty();
    assertThat(job.updatedAt()).contains(Instant.ofEpochSecond(1738665900));
    assertThat(job.failureReason()).contains("out of memory");
    TogetherFineTuningJob view = TogetherFineTuningJob.of(job);
    assertThat(view.adapter()).contains(Adapter.full());
    assertThat(view.batchSize()).isEmpty();
    assertThat(view.trainingFileLines()).contains(12L);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listAndCancelReadShortJobs(CallMode mode) {
    together.replay("fine_tunes/GET_fine-tunes", "fine_tunes/POST_fine-tunes_{id}_cancel");
    TogetherFineTuning tuning = tuning();

    Page<FineTuningJob> page = mode.call(tuning::list, tuning::listAsync);
    FineTuningJob cancelled =
        mode.call(() -> tuning.cancel("ft-71b2-4c"), () -> tuning.cancelAsync("ft-71b2-4c"));

    together.received("fine_tunes/GET_fine-tunes", "fine_tunes/POST_fine-tunes_{id}_cancel");
    assertThat(page.items())
        .extracting(FineTuningJob::id)
        .containsExactly("ft-71b2-4c", "ft-71b2-4d");
    assertThat(page.next()).isEmpty();
    assertThat(cancelled.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(cancelled.providerStatus()).isEqualTo("cancel_requested");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void eventsComeOldestFirstWhateverTheirSpelling(CallMode mode) {
    together.replay("fine_tunes/GET_fine-tunes_{id}_events");
    TogetherFineTuning tuning = tuning();

    Page<JobEvent> events =
        mode.call(() -> tuning.events("ft-71b2-4c"), () -> tuning.eventsAsync("ft-71b2-4c"));

    together.received("fine_tunes/GET_fine-tunes_{id}_events");
    assertThat(events.items())
        .extracting(JobEvent::type)
        .containsExactly("JOB_PENDING", "job_start", "TRAINING_START", "warning");
    assertThat(events.items())
        .extracting(JobEvent::level)
        .containsExactly(
            JobEvent.Level.INFO,
            JobEvent.Level.INFO,
            JobEvent.Level.UNKNOWN,
            JobEvent.Level.WARNING);
    assertThat(events.items().get(0).id()).contains("h-1");
    assertThat(events.items().get(2).step()).contains(0L);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void checkpointsComeNewestFirstUnderTheNamesTheyAreAskedForBy(CallMode mode) {
    together.replay("fine_tunes/GET_fine-tunes_{id}_checkpoints");
    TogetherFineTuning tuning = tuning();

    Page<Checkpoint> page = mode.call(
        () -> tuning.checkpoints("ft-71b2-4c"), () -> tuning.checkpointsAsync("ft-71b2-4c"));

    together.received("fine_tunes/GET_fine-tunes_{id}_checkpoints");
    assertThat(page.items())
        .extracting(Checkpoint::id)
        .containsExactly("ft-71b2-4c", "ft-71b2-4c", "ft-71b2-4c:30", "ft-71b2-4c:20");
    Checkpoint last = page.items().get(0);
    assertThat(last.type()).isEqualTo("Final Merged");
    assertThat(last.step()).contains(40L);
    assertThat(last.createdAt()).contains(Instant.parse("2026-10-02T07:55:00Z"));
    assertThat(last.model())
        .contains(new FineTunedModel("garden/Qwen3-VL-8B-Instruct-leaves-0c7d", "ml_7Rk2"));
    assertThat(last.additionalProperties())
        .containsEntry("checkpoint", "model")
        .containsEntry("object_revision_id", "rv_3");
    assertThat(page.items().get(2).path()).isEmpty();
    assertThat(page.items().get(3).model()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deletingAJobThatIsGoneIsFine(CallMode mode) {
    together.replay("fine_tunes/DELETE_fine-tunes_{id}", "fine_tunes/DELETE_fine-tunes_{id}.gone");
    TogetherFineTuning tuning = tuning();

    for (int i = 0; i < 2; i++) {
      mode.call(
          () -> {
            tuning.delete("ft-71b2-4c");
            return true;
          },
          () -> tuning.deleteAsync("ft-71b2-4c").thenApply(gone -> true));
      together.received("fine_tunes/DELETE_fine-tunes_{id}");
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatTogetherCannotDoIsRefusedByNameBeforeAnyRequest(CallMode mode) {
    TogetherFineTuning tuning = tuning();

    assertThatThrownBy(() -> mode.call(() -> tuning.pause("ft-1"), () -> tuning.pauseAsync("ft-1")))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessage("together: pause fine-tuning job failed: the provider does not offer this"
            + " (PAUSE_JOB)");
    assertThatThrownBy(
            () -> mode.call(() -> tuning.resume("ft-1"), () -> tuning.resumeAsync("ft-1")))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("resume fine-tuning job");
    assertThat(together.requests()).isZero();
  }

  @Test
  void aJobWithoutIdIsUnreadableAndSaysWhere() {
    together.answer(
        200, "{\"data\":[{\"id\":\"ft-1\",\"status\":\"queued\"},{\"status\":\"queued\"}]}");

    assertThatThrownBy(() -> tuning().list())
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("$.data[1].id");
  }

  @Test
  void aJobThatIsNotThereIsNotFound() {
    together.answer(404, "{\"error\":{\"message\":\"no such job\",\"type\":\"not_found\"}}");

    assertThatThrownBy(() -> tuning().get("ft-none"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("get fine-tuning job")
        .hasMessageContaining("no such job");
  }
}
