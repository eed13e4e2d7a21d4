package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fovea.config.WaitOptions;
import dev.fovea.error.DatasetException;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.WaitTimeoutException;
import dev.fovea.file.RemoteFile;
import dev.fovea.finding.Finding;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobWait;
import dev.fovea.provider.JobWatch;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class TogetherAwaitHttpTest {
  @RegisterExtension
  final Recorded together = new Recorded();

  private FineTuningJob await(CallMode mode, Consumer<JobWait.Builder> spec) {
    TogetherFineTuning tuning = new TogetherFineTuning(together.transport());
    return mode.call(() -> tuning.await("ft-1", spec), () -> tuning.awaitAsync("ft-1", spec));
  }

  private RemoteFile awaitFile(CallMode mode, WaitOptions options) {
    TogetherFiles files = new TogetherFiles(together.transport());
    return mode.call(
        () -> files.await("file-9a3", options), () -> files.awaitAsync("file-9a3", options));
  }

  private void job(String status) {
    together.answer(
        200, "{\"id\":\"ft-1\",\"status\":\"" + status + "\",\"model_output_name\":\"m\"}");
  }

  private void events(String... events) {
    together.answer(200, "{\"data\":[" + String.join(",", events) + "]}");
  }

  private static String event(String hash, String type, String message) {
    return "{\"object\":\"fine-tune-event\",\"created_at\":\"2026-10-02T07:15:09Z\",\"hash\":\""
        + hash + "\",\"type\":\"" + type + "\",\"message\":\"" + message + "\",\"level\":\"info\"}";
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void waitsLongerAndLongerUntilTheJobIsDone(CallMode mode) {
    for (String status :
        List.of("pending", "queued", "running", "compressing", "uploading", "completed")) {
      job(status);
    }
    List<String> seen = Collections.synchronizedList(new ArrayList<>());

    FineTuningJob job = await(
        mode,
        w -> w.floor(Duration.ofSeconds(2))
            .ceiling(Duration.ofSeconds(5))
            .onUpdate(update -> seen.add(update.providerStatus())));

    assertThat(job.fineTunedModel().orElseThrow().name()).isEqualTo("m");
    assertThat(seen)
        .containsExactly("pending", "queued", "running", "compressing", "uploading", "completed");
    assertThat(together.timing.naps)
        .containsExactly(
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofMillis(4500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    assertThat(together.requests()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void tellsEachEventOnceAndInOrder(CallMode mode) {
    job("running");
    events(event("a", "JOB_PENDING", "waits"), event("", "EPOCH_COMPLETE", "epoch"));
    job("running");
    events(
        event("a", "JOB_PENDING", "waits"),
        event("", "EPOCH_COMPLETE", "epoch"),
        event("", "EPOCH_COMPLETE", "epoch"));
    job("completed");
    events(
        event("a", "JOB_PENDING", "waits"),
        event("", "EPOCH_COMPLETE", "epoch"),
        event("", "EPOCH_COMPLETE", "epoch"),
        event("b", "JOB_COMPLETE", "done"),
        event("b", "JOB_COMPLETE", "done"));
    List<String> told = Collections.synchronizedList(new ArrayList<>());

    await(mode, w -> w.onEvent(event -> told.add(event.message())));

    assertThat(told).containsExactly("waits", "epoch", "epoch", "done");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFailedJobGivesTheProvidersReason(CallMode mode) {
    job("user_error");
    events(
        event("a", "JOB_START", "starts"), event("b", "JOB_USER_ERROR", "line 3 has no picture"));

    JobFailedException failure =
        catchThrowableOfType(JobFailedException.class, () -> await(mode, w -> {}));

    assertThat(failure.jobId()).isEqualTo("ft-1");
    assertThat(failure.providerStatus()).isEqualTo("user_error");
    assertThat(failure.reason()).isEqualTo("line 3 has no picture");
    assertThat(failure).hasMessageContaining("ft-1").hasMessageContaining("line 3 has no picture");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCancelledJobIsAFailureThatSaysSo(CallMode mode) {
    job("cancel_requested");
    job("cancelled");

    JobFailedException failure =
        catchThrowableOfType(JobFailedException.class, () -> await(mode, w -> {}));

    assertThat(failure.providerStatus()).isEqualTo("cancelled");
    assertThat(failure.reason()).isEmpty();
    assertThat(failure).hasMessageContaining("the job was cancelled");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anUnknownStatusCountsAsRunningWithOneWarning(CallMode mode) {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(JobWatch.class);
    logger.addAppender(log);
    job("hibernating");
    job("hibernating");
    job("failed");
    job("completed");

    try {
      await(mode, w -> {});
    } finally {
      logger.detachAppender(log);
    }

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "together: job ft-1 has the unknown status 'hibernating', taken as still running",
            "together: job ft-1 has the unknown status 'failed', taken as still running");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theDeadlineNamesTheJobAndHowToGoOn(CallMode mode) {
    for (int i = 0; i < 10; i++) {
      job("running");
    }

    WaitTimeoutException failure = catchThrowableOfType(
        WaitTimeoutException.class, () -> await(mode, w -> w.timeout(Duration.ofSeconds(10))));

    assertThat(failure.id()).isEqualTo("ft-1");
    assertThat(failure.lastStatus()).isEqualTo("running");
    assertThat(failure).hasMessageContaining("ft-1").hasMessageContaining("wait again");
    assertThat(together.timing.naps.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void passingFailuresAreBorneAndLastingOnesEndTheWait(CallMode mode) {
    job("running");
    for (int i = 0; i < 3; i++) {
      together.answer(503, "{\"error\":{\"message\":\"busy\"}}");
    }
    job("running");
    together.answer(404, "{\"error\":{\"message\":\"gone\"}}");

    assertThatThrownBy(() -> await(mode, w -> {})).isInstanceOf(NotFoundException.class);

    assertThat(together.requests()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theWaitGoesOnWithoutEventsThatCannotBeRead(CallMode mode) {
    job("running");
    together.answer(200, "{\"data\":\"soon\"}");
    job("completed");
    List<JobEvent> told = Collections.synchronizedList(new ArrayList<>());

    await(mode, w -> w.onEvent(told::add));

    assertThat(told).isEmpty();
    assertThat(together.requests()).isEqualTo(3);
  }

  @Test
  void cancellingTheFutureStopsTheAsking() {
    together.timing.holdsAlarms = true;
    job("running");
    TogetherFineTuning tuning = new TogetherFineTuning(together.transport());

    CompletableFuture<String> waiting = tuning.awaitAsync("ft-1").thenApply(FineTuningJob::id);
    while (together.timing.alarms() == 0) {
      Thread.onSpinWait();
    }
    waiting.cancel(true);
    together.timing.ringAlarms();

    assertThat(together.requests()).isEqualTo(1);
  }

  @Test
  void aFailingListenerEndsTheWaitNotTheJob() {
    job("running");

    assertThatThrownBy(() -> await(
            CallMode.SYNC,
            w -> w.onUpdate(job -> {
              throw new IllegalStateException("enough");
            })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileIsAwaitedUntilItIsProcessed(CallMode mode) {
    together.replay(
        "files/POST_files_{id}_preprocess",
        "files/GET_files_{id}.odd",
        "files/GET_files_{id}.running",
        "files/GET_files_{id}");

    RemoteFile file = awaitFile(mode, WaitOptions.builder().build());

    assertThat(file.lineCount()).contains(1L);
    assertThat(together.timing.naps).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileWithWrongDataGivesTheFindingsOfTheServer(CallMode mode) {
    together.replay("files/GET_files_{id}.running", "files/GET_files_{id}.invalid");

    DatasetException failure = catchThrowableOfType(
        DatasetException.class, () -> awaitFile(mode, WaitOptions.builder().build()));

    assertThat(failure.findings())
        .extracting(finding -> finding.line().orElseThrow())
        .containsExactly(4L, 9L);
    assertThat(failure.findings())
        .extracting(Finding::message)
        .containsExactly("`content` must be a list", "missing `role`");
    assertThat(failure).hasMessageContaining("file-9a3").hasMessageContaining("line 4");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileThatCouldNotBeProcessedIsAFailure(CallMode mode) {
    together.replay("files/GET_files_{id}.failed");

    assertThatThrownBy(() -> awaitFile(mode, WaitOptions.builder().build()))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("FAILED")
        .hasMessageContaining("upload it again");
  }
}
