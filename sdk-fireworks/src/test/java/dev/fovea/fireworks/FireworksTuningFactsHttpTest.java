package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fovea.error.NotFoundException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.finetuning.JobEvent;
import dev.fovea.finetuning.JobEvent.Level;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of a job's work: its metrics, its events, its logs. */
class FireworksTuningFactsHttpTest {
  private static final String SUPERVISED = "accounts/acme/supervisedFineTuningJobs/leaves";
  private static final String PREFERENCE = "accounts/acme/dpoJobs/leaves-dpo";
  private static final String REINFORCEMENT =
      "accounts/acme/reinforcementFineTuningJobs/leaves-rft";
  private static final String METRICS = """
      {"step":1,"loss":2.5,"learning_rate":0.0001,"timestamp":"2026-05-04T10:21:00Z"}
      not json
      {"step":2,"loss":1.25,"eval_loss":1.5,"epoch":0.5,"grad_norm":0.75}
      {"step":3,"lo""";

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

  private Page<JobEvent> events(CallMode mode, String jobId) {
    return mode.call(() -> ai.fineTuning().events(jobId), () -> ai.fineTuning().eventsAsync(jobId));
  }

  private static String fixture(String verb, String job, String rest) {
    String collection = job.split("/", -1)[2];
    return "fine_tuning/" + verb + "_" + collection + "_{id}" + rest;
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void metricsAreTheLinesOfTheirFile(CallMode mode) {
    fireworks.replay(fixture("GET", SUPERVISED, ""));
    fireworks.answer(200, METRICS);

    List<FireworksMetric> metrics = metrics(mode, SUPERVISED);

    assertThat(metrics)
        .extracting(m -> m.step().orElseThrow(), m -> m.loss().orElseThrow())
        .containsExactly(tuple(1L, 2.5), tuple(2L, 1.25));
    assertThat(metrics.get(0).time()).contains(Instant.parse("2026-05-04T10:21:00Z"));
    assertThat(metrics.get(0).learningRate()).contains(0.0001);
    assertThat(metrics.get(1).evaluationLoss()).contains(1.5);
    assertThat(metrics.get(1).epoch()).contains(0.5);
    assertThat(metrics.get(1).value("grad_norm")).contains(0.75);
    fireworks.received(fixture("GET", SUPERVISED, ""));
    RecordedRequest file = fireworks.request();
    assertThat(file.getUrl().encodedPath()).isEqualTo("/store/metrics.jsonl");
    assertThat(file.getHeaders().get("Authorization")).isNull();
  }

  private List<FireworksMetric> metrics(CallMode mode, String job) {
    return mode.call(() -> ai.fineTuning().metrics(job), () -> ai.fineTuning().metricsAsync(job));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theOtherKindsAreAskedWhereTheirMetricsAre(CallMode mode) {
    for (String job : List.of(PREFERENCE, REINFORCEMENT)) {
      fireworks.replay(fixture("GET", job, "_getMetricsFileEndpoint"));
      fireworks.answer(200, METRICS);

      assertThat(metrics(mode, job)).hasSize(2);

      fireworks.received(fixture("GET", job, "_getMetricsFileEndpoint"));
      assertThat(fireworks.request().getUrl().encodedPath()).isEqualTo("/store/m.jsonl");
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void beforeTheFirstStepThereAreNoMetrics(CallMode mode) {
    fireworks.answer(404, "{\"code\":5,\"message\":\"no metrics yet\",\"details\":[]}");
    fireworks.replay(fixture("GET", PREFERENCE, ""));

    assertThat(metrics(mode, PREFERENCE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aJobThatIsNotThereHasNoMetricsEither(CallMode mode) {
    fireworks.answer(404, "{\"code\":5,\"message\":\"no such job\",\"details\":[]}");
    fireworks.answer(404, "{\"code\":5,\"message\":\"no such job\",\"details\":[]}");

    assertThatThrownBy(() -> metrics(mode, PREFERENCE)).isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void eventsArePutTogetherFromWhatIsTold(CallMode mode) {
    fireworks.replay(fixture("GET", SUPERVISED, ""), fixture("GET", SUPERVISED, ""));
    fireworks.answer(200, METRICS);

    List<JobEvent> events = events(mode, SUPERVISED).items();

    assertThat(events)
        .extracting(JobEvent::type, JobEvent::level, JobEvent::message)
        .containsExactly(
            tuple("state", Level.INFO, "the job was created"),
            tuple("state", Level.INFO, "JOB_STATE_RUNNING"),
            tuple("metrics", Level.INFO, "step 1, loss 2.5, learning rate 1.0E-4"),
            tuple("metrics", Level.INFO, "step 2, loss 1.25, evaluation loss 1.5"),
            tuple("progress", Level.INFO, "40 % of epoch 0"),
            tuple("logs", Level.INFO, "the trainer's logs can be downloaded"));
    assertThat(events.get(0).createdAt()).contains(Instant.parse("2026-05-04T10:20:00Z"));
    assertThat(events.get(1).createdAt()).isEmpty();
    assertThat(events.get(3).step()).contains(2L);
    assertThat(events.get(3).additionalProperties()).containsEntry("grad_norm", 0.75);
    assertThat(events.toString()).doesNotContain("marker-sig");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void eventsOfAFailedJobEndWithTheReason(CallMode mode) {
    fireworks.replay(fixture("GET", SUPERVISED, ".failed"), fixture("GET", SUPERVISED, ".failed"));

    List<JobEvent> events = events(mode, SUPERVISED).items();

    JobEvent last = events.get(events.size() - 1);
    assertThat(last.level()).isEqualTo(Level.ERROR);
    assertThat(last.message()).isEqualTo("row 7: image_url must be a base64 data URL");
    assertThat(last.createdAt()).contains(Instant.parse("2026-05-04T10:25:00Z"));
    assertThat(last.additionalProperties()).containsEntry("state", "JOB_STATE_FAILED");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void metricsThatAreRefusedDoNotSpoilTheOtherEvents(CallMode mode) {
    fireworks.replay(fixture("GET", SUPERVISED, ""), fixture("GET", SUPERVISED, ""));
    fireworks.answer(403, "<Error><Code>ExpiredToken</Code></Error>");

    assertThat(events(mode, SUPERVISED).items())
        .extracting(JobEvent::type)
        .containsExactly("state", "state", "progress", "logs");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void logsAreSaved(CallMode mode, @TempDir Path folder) throws IOException {
    fireworks.replay(fixture("GET", SUPERVISED, ""));
    fireworks.answer(200, "epoch 0 begins");
    Path target = folder.resolve("trainer.log");

    Path saved = mode.call(
        () -> ai.fineTuning().downloadLogs(SUPERVISED, target),
        () -> ai.fineTuning().downloadLogsAsync(SUPERVISED, target));

    assertThat(Files.readString(saved)).isEqualTo("epoch 0 begins");
  }

  @Test
  void aJobWithoutLogsSaysSo(@TempDir Path folder) {
    fireworks.replay(fixture("GET", PREFERENCE, ""));

    assertThatThrownBy(() -> ai.fineTuning().downloadLogs(PREFERENCE, folder.resolve("log")))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("trainerLogsSignedUrl");
  }
}
