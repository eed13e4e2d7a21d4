package dev.fovea.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.chat.Message;
import dev.fovea.config.Capability;
import dev.fovea.dataset.Example;
import dev.fovea.error.ApiException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.error.WaitTimeoutException;
import dev.fovea.file.RemoteFile;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.finetuning.FineTuningRequest;
import dev.fovea.finetuning.FineTuningService;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs, from the request to the model, and how they end otherwise. */
interface FineTuningContract extends Stage {
  private FineTuningService tuning() {
    return client().fineTuning();
  }

  private FineTuningRequest request(RemoteFile file) {
    FineTuningRequest.Builder request = FineTuningRequest.builder()
        .baseModel(visionModel())
        .trainingFile(file.id())
        .epochs(2)
        .suffix("signs");
    if (can(Capability.LORA_ADAPTER)) {
      request.adapter(Adapter.lora(8));
    }
    return request.build();
  }

  private FineTuningJob created(CallMode mode, FineTuningRequest request) {
    return mode.call(() -> tuning().create(request), () -> tuning().createAsync(request));
  }

  private FineTuningJob awaited(CallMode mode, String id) {
    return mode.call(() -> tuning().await(id), () -> tuning().awaitAsync(id));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aJobIsWatchedUntilItsModelIsThere(CallMode mode) {
    RemoteFile file = uploadedSigns();
    FineTuningJob started = created(mode, request(file));
    String id = started.id();
    assertThat(started.isFinished()).isFalse();
    assertThat(started.providerStatus()).isNotBlank();

    List<JobEvent> told = Collections.synchronizedList(new ArrayList<>());
    FineTuningJob done = mode.call(
        () -> tuning().await(id, w -> w.onEvent(told::add)),
        () -> tuning().awaitAsync(id, w -> w.onEvent(told::add)));

    assertThat(done.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(done.fineTunedModel().orElseThrow().name()).contains("signs");
    assertThat(done.trainingFile()).contains(file.id());
    assertThat(done.epochs()).contains(2);
    assertThat(told).isNotEmpty().doesNotHaveDuplicates();
    assertThat(
            mode.call(() -> tuning().events(id), () -> tuning().eventsAsync(id)).items())
        .isNotEmpty();
    assertThat(mode.call(() -> tuning().get(id), () -> tuning().getAsync(id)).status())
        .isEqualTo(JobStatus.SUCCEEDED);
    assertThat(mode.call(() -> tuning().list(), () -> tuning().listAsync()).all())
        .extracting(FineTuningJob::id)
        .containsExactly(id);
    assertThat(server().jobs()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void anAnswerThatIsLostMakesOneJobAtMost(CallMode mode) {
    FineTuningRequest request = request(uploadedSigns());
    server().faults().next(1).to("POST", "**").loseAnswer();

    try {
      FineTuningJob found = created(mode, request);
      assertThat(tuning().list().items()).extracting(FineTuningJob::id).containsExactly(found.id());
    } catch (FoveaException e) {
      assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(e).hasMessageContaining(request.trainingFile());
    }
    assertThat(server().jobs()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aBusyServerMakesOneJobAtMost(CallMode mode) {
    FineTuningRequest request = request(uploadedSigns());
    server().faults().next(1).to("POST", "**").status(429).header("Retry-After", "1");

    FineTuningJob job = created(mode, request);

    assertThat(tuning().list().items()).extracting(FineTuningJob::id).containsExactly(job.id());
    assertThat(server().jobs()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aJobWithoutItsFileIsRefused(CallMode mode) {
    RemoteFile file = uploadedSigns();
    client().files().delete(file.id());

    ApiException refused =
        catchThrowableOfType(ApiException.class, () -> created(mode, request(file)));

    assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(server().jobs()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aFailedJobTellsTheServersReason(CallMode mode) {
    server().failNextJob("the pictures are too dark");
    FineTuningJob job = created(mode, request(uploadedSigns()));

    JobFailedException failed =
        catchThrowableOfType(JobFailedException.class, () -> awaited(mode, job.id()));

    assertThat(failed.jobId()).isEqualTo(job.id());
    assertThat(failed.reason()).contains("the pictures are too dark");
    assertThat(tuning().get(job.id()).status()).isEqualTo(JobStatus.FAILED);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aCancelledJobEndsTheWait(CallMode mode) {
    FineTuningJob job = created(mode, request(uploadedSigns()));

    FineTuningJob unused =
        mode.call(() -> tuning().cancel(job.id()), () -> tuning().cancelAsync(job.id()));

    assertThatThrownBy(() -> awaited(mode, job.id())).isInstanceOf(JobFailedException.class);
    assertThat(tuning().get(job.id()).status()).isEqualTo(JobStatus.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void whoWaitsTooShortLeavesTheJobRunning(CallMode mode) {
    FineTuningJob job = created(mode, request(uploadedSigns()));
    Duration moment = Duration.ofSeconds(2);

    assertThatThrownBy(() -> mode.call(
            () -> tuning().await(job.id(), w -> w.timeout(moment)),
            () -> tuning().awaitAsync(job.id(), w -> w.timeout(moment))))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining(job.id());
    assertThat(awaited(mode, job.id()).status()).isEqualTo(JobStatus.SUCCEEDED);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aJobIsDeleted(CallMode mode) {
    assumeTrue(can(Capability.JOB_DELETION));
    String id = awaited(mode, created(mode, request(uploadedSigns())).id()).id();

    mode.run(() -> tuning().delete(id), () -> tuning().deleteAsync(id));
    mode.run(() -> tuning().delete(id), () -> tuning().deleteAsync(id));

    assertThatThrownBy(() -> tuning().get(id)).isInstanceOf(NotFoundException.class);
    assertThat(tuning().list().items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aJobKeepsCheckpoints(CallMode mode) {
    assumeTrue(can(Capability.JOB_CHECKPOINTS));
    String id = awaited(mode, created(mode, request(uploadedSigns())).id()).id();

    List<Checkpoint> kept = mode.call(
            () -> tuning().checkpoints(id), () -> tuning().checkpointsAsync(id))
        .items();

    assertThat(kept)
        .isNotEmpty()
        .allSatisfy(checkpoint -> assertThat(checkpoint.id()).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void preferencesTrainAModelToo(CallMode mode) {
    assumeTrue(can(Capability.PREFERENCE_FINE_TUNING));
    List<Example> pairs = new ArrayList<>();
    for (int number = 1; number <= SIGNS; number++) {
      pairs.add(Example.preference(
          List.of(Message.user("Sign " + number + "?")),
          Message.assistant("stop"),
          Message.assistant("go")));
    }
    RemoteFile file = client().files().upload(written("pairs.jsonl", pairs));
    FineTuningRequest request = request(client().files().await(file.id())).toBuilder()
        .method(FineTuningMethod.preference(0.2))
        .build();

    FineTuningJob done = awaited(mode, created(mode, request).id());

    assertThat(done.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(done.fineTunedModel()).isPresent();
    assertThat(tuning().list().all()).extracting(FineTuningJob::id).contains(done.id());
  }
}
