package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.JobFailedException;
import dev.fovea.error.WaitTimeoutException;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.JobStatus;
import dev.fovea.finetuning.JobWait;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiAwaitHttpTest {
  private static final String JOB = "ftjob-1";
  private static final Instant CREATED = Instant.parse("2026-09-21T13:35:00Z");

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

  private FineTuningJob await(CallMode mode, Consumer<JobWait.Builder> spec) {
    return mode.call(
        () -> ai.fineTuning().await(JOB, spec), () -> ai.fineTuning().awaitAsync(JOB, spec));
  }

  private void job(String status) {
    job(status, "");
  }

  private void job(String status, String rest) {
    openAi.answer(
        200,
        "{\"id\":\"" + JOB + "\",\"status\":\"" + status + "\",\"created_at\":"
            + CREATED.getEpochSecond() + ",\"fine_tuned_model\":\"ft:m:o::1\",\"error\":{}" + rest
            + "}");
  }

  /** A page of events with these numbers, in the order they stand on the wire. */
  private void events(boolean more, int... numbers) {
    String data = IntStream.of(numbers)
        .mapToObj(n -> "{\"id\":\"ftevent-" + n + "\",\"created_at\":1790000000,\"level\":\"info\","
            + "\"type\":\"message\",\"message\":\"" + n + "\",\"data\":null}")
        .collect(Collectors.joining(","));
    openAi.answer(200, "{\"object\":\"list\",\"data\":[" + data + "],\"has_more\":" + more + "}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theLookAtTheFilesIsAPhaseThatIsTold(CallMode mode) {
    List<String> states = List.of(
        "validating_files", "queued", "running", "moderating", "paused", "queued", "succeeded");
    states.forEach(this::job);
    List<FineTuningJob> seen = Collections.synchronizedList(new ArrayList<>());

    FineTuningJob job = await(mode, w -> w.onUpdate(seen::add));

    assertThat(job.fineTunedModel().orElseThrow().name()).isEqualTo("ft:m:o::1");
    assertThat(seen).extracting(FineTuningJob::providerStatus).containsExactlyElementsOf(states);
    assertThat(seen.get(0).status()).isEqualTo(JobStatus.VALIDATING);
    assertThat(seen.subList(0, 6)).allMatch(early -> early.fineTunedModel().isEmpty());
    assertThat(openAi.requests()).isEqualTo(states.size());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theLookAtTheFilesMayHaveALimitOfItsOwn(CallMode mode) {
    for (int i = 0; i < 20; i++) {
      job("validating_files");
    }

    WaitTimeoutException late = catchThrowableOfType(
        WaitTimeoutException.class,
        () -> await(mode, w -> w.validationTimeout(Duration.ofMinutes(1))));

    assertThat(late)
        .hasMessageContaining("still validating_files after 1m, so since 2026-09-21T13:35:00Z")
        .hasMessageContaining("it goes on; wait again with a longer validationTimeout");
    assertThat(late.lastStatus()).isEqualTo("validating_files");
    assertThat(late.since()).contains(CREATED);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void thatLimitCountsForNothingElse(CallMode mode) {
    job("validating_files");
    for (int i = 0; i < 8; i++) {
      job("running");
    }
    job("succeeded");

    FineTuningJob done = await(mode, w -> w.validationTimeout(Duration.ofSeconds(4)));

    assertThat(done.status()).isEqualTo(JobStatus.SUCCEEDED);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whoHasNoMoreTimeIsToldThePhaseAndSinceWhen(CallMode mode) {
    job("queued");
    for (int i = 0; i < 8; i++) {
      job("running");
    }

    WaitTimeoutException late = catchThrowableOfType(
        WaitTimeoutException.class, () -> await(mode, w -> w.timeout(Duration.ofSeconds(5))));

    assertThat(late)
        .hasMessageContaining("still running after 5s, so since 2026-11-21T10:00:00Z")
        .hasMessageContaining("wait again with a longer timeout");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void eventsOfManyPagesAreToldOnceEachTheOldestFirst(CallMode mode) {
    job("running");
    events(true, 6, 5);
    events(true, 4, 3);
    events(false, 2, 1);
    job("succeeded");
    // The older pages have nothing new and are not asked for.
    events(true, 9, 8, 7, 6);
    List<String> told = Collections.synchronizedList(new ArrayList<>());

    await(mode, w -> w.onEvent(event -> told.add(event.message())));

    assertThat(told).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      RecordedRequest request = openAi.request();
      asked.add(String.valueOf(request.getUrl().encodedQuery()));
    }
    assertThat(asked)
        .containsExactly(
            "null",
            "limit=100",
            "limit=100&after=ftevent-5",
            "limit=100&after=ftevent-3",
            "null",
            "limit=100");
    assertThat(openAi.requests()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void newEventsOfMoreThanAPageAreFollowedBackToTheKnownOnes(CallMode mode) {
    job("running");
    events(false, 1);
    job("succeeded");
    events(true, 5, 4);
    events(true, 3, 2);
    events(false, 1);
    List<String> told = Collections.synchronizedList(new ArrayList<>());

    await(mode, w -> w.onEvent(event -> told.add(event.message())));

    assertThat(told).containsExactly("1", "2", "3", "4", "5");
    assertThat(openAi.requests()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aServerThatRefusesLargePagesIsAskedForItsOwn(CallMode mode) {
    job("succeeded");
    openAi.answer(
        400, "{\"error\":{\"message\":\"too many\",\"param\":\"limit\",\"code\":\"above_max\"}}");
    events(true, 3, 2);
    events(false, 1);
    List<String> told = Collections.synchronizedList(new ArrayList<>());

    await(mode, w -> w.onEvent(event -> told.add(event.message())));

    assertThat(told).containsExactly("1", "2", "3");
    assertThat(openAi.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFailedJobTellsItsErrorWithoutBeingAskedForEvents(CallMode mode) {
    job(
        "failed",
        ",\"error\":{\"code\":\"invalid_n_examples\",\"message\":\"Training file has 5\","
            + "\"param\":\"training_file\"}");

    JobFailedException failure =
        catchThrowableOfType(JobFailedException.class, () -> await(mode, w -> {}));

    assertThat(failure.reason()).isEqualTo("Training file has 5");
    assertThat(failure.providerStatus()).isEqualTo("failed");
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFailedJobThatGivesNoReasonHasItInItsEvents(CallMode mode) {
    job("failed");
    openAi.answer(
        200,
        "{\"data\":[{\"id\":\"e2\",\"created_at\":2,\"level\":\"error\",\"message\":\"bad line\","
            + "\"data\":{\"error_code\":\"x\"}},{\"id\":\"e1\",\"created_at\":1,\"level\":\"info\","
            + "\"message\":\"Created\"}]}");

    assertThatThrownBy(() -> await(mode, w -> {}))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("bad line");
    assertThat(openAi.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCancelledJobIsNoSuccess(CallMode mode) {
    job("running");
    job("cancelled");

    assertThatThrownBy(() -> await(mode, w -> {}))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("the job was cancelled");
  }
}
