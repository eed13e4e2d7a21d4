package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiJobsTest {
  private static final String JOBS = "/fine_tuning/jobs";

  @RegisterExtension
  static final OpenAiExtension EMBEDDED = OpenAiExtension.with(
      b -> b.clock(VirtualClock.standing(Instant.parse("2026-05-04T10:11:12Z"))));

  private final OpenAiWire wire = new OpenAiWire(EMBEDDED.openAi());

  private String file = "";

  @BeforeEach
  void upload() throws Exception {
    EMBEDDED.openAi().reset();
    file = wire.upload(OpenAiWire.LINE.repeat(10));
  }

  private HttpWire.Answer ask(String more) throws Exception {
    return wire.askForJob(file, more);
  }

  private String create(String more) throws Exception {
    return OpenAiWire.expect(200, ask(more)).get("id").asText();
  }

  private JsonNode job(String id) throws Exception {
    return wire.job(id);
  }

  private String status(String id) throws Exception {
    return job(id).get("status").asText();
  }

  private void pass(int seconds) {
    wire.pass(Duration.ofSeconds(seconds));
  }

  private List<String> messages(String id) throws Exception {
    List<String> messages = new ArrayList<>();
    wire.get(JOBS + "/" + id + "/events?limit=1000")
        .json()
        .get("data")
        .forEach(event -> messages.add(0, event.get("message").asText()));
    return messages;
  }

  @Test
  void aNewJobLooksAtItsFilesAndSaysAllItKnows() throws Exception {
    JsonNode job =
        OpenAiWire.expect(200, ask(",\"suffix\":\"birds\",\"metadata\":{\"a\":\"b\"},\"seed\":7"));

    assertThat(job.get("object").asText()).isEqualTo("fine_tuning.job");
    assertThat(job.get("id").asText()).startsWith("ftjob-");
    assertThat(job.get("status").asText()).isEqualTo("validating_files");
    assertThat(job.get("error").isObject()).isTrue();
    assertThat(job.get("error")).isEmpty();
    assertThat(job.get("seed").asInt()).isEqualTo(7);
    assertThat(job.at("/metadata/a").asText()).isEqualTo("b");
    assertThat(job.at("/hyperparameters/n_epochs").asText()).isEqualTo("auto");
    assertThat(job.at("/method/supervised/hyperparameters/batch_size").asText()).isEqualTo("auto");
    for (String unknown :
        List.of("finished_at", "fine_tuned_model", "trained_tokens", "validation_file")) {
      assertThat(job.has(unknown)).as(unknown).isTrue();
      assertThat(job.get(unknown).isNull()).as(unknown).isTrue();
    }
    assertThat(EMBEDDED.openAi().jobs()).containsExactly(job.get("id").asText());
  }

  @Test
  void aJobGoesThroughItsStatesAndLeavesAModel() throws Exception {
    String id = create(
        ",\"suffix\":\"birds\",\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"n_epochs\":4}}}");

    Set<String> states = new LinkedHashSet<>();
    for (int i = 0; i < 400; i++) {
      states.add(status(id));
      pass(1);
    }

    assertThat(states).containsExactly("validating_files", "queued", "running", "succeeded");
    JsonNode done = job(id);
    String model = done.get("fine_tuned_model").asText();
    assertThat(model).matches("ft:gpt-4o-2024-08-06:embedded:birds:[0-9a-zA-Z]{8}");
    assertThat(done.get("trained_tokens").asLong()).isPositive();
    assertThat(done.get("finished_at").asLong())
        .isGreaterThan(done.get("created_at").asLong());
    assertThat(done.at("/hyperparameters/n_epochs").asInt()).isEqualTo(4);
    assertThat(done.at("/hyperparameters/learning_rate_multiplier").isIntegralNumber())
        .isTrue();
    assertThat(done.at("/method/supervised/hyperparameters/learning_rate_multiplier")
            .isDouble())
        .isTrue();
    assertThat(wire.get("/models/" + model).status()).isEqualTo(200);
    assertThat(wire.get("/files/" + done.at("/result_files/0").asText() + "/content")
            .text()
            .lines())
        .hasSize(41)
        .first()
        .isEqualTo("step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy");
    assertThat(wire.get("/files?purpose=fine-tune-results")
            .json()
            .at("/data/0/filename")
            .asText())
        .isEqualTo("step_metrics.csv");
  }

  @Test
  void theEventsTellTheWholeStoryNewestFirstAndPageByPage() throws Exception {
    String validation = wire.upload(OpenAiWire.LINE.repeat(2));
    String id =
        create(",\"validation_file\":\"" + validation + "\",\"hyperparameters\":{\"n_epochs\":1}");
    pass(400);

    List<String> messages = messages(id);

    assertThat(messages)
        .startsWith(
            "Created fine-tuning job: " + id,
            "Validating training file: " + file + " and validation file: " + validation,
            "Files validated, moving job to queued state",
            "Fine-tuning job started")
        .hasSize(16);
    assertThat(messages.get(4))
        .matches("Step 1/10: training loss=\\d.\\d\\d, validation loss=\\d.\\d\\d");
    assertThat(messages.get(13)).startsWith("Step 10/10: ").contains("full validation loss=");
    assertThat(messages.get(14))
        .isEqualTo(
            "New fine-tuned model created: " + job(id).get("fine_tuned_model").asText());
    assertThat(messages.get(15)).isEqualTo("The job has successfully completed");
    JsonNode page = wire.get(JOBS + "/" + id + "/events?limit=2").json();
    assertThat(page.has("first_id")).isFalse();
    assertThat(page.get("has_more").asBoolean()).isTrue();
    page = wire.get(
            JOBS + "/" + id + "/events?limit=14&after=" + page.at("/data/1/id").asText())
        .json();
    assertThat(page.at("/data/0/type").asText()).isEqualTo("metrics");
    assertThat(page.at("/data/0/data/total_steps").asInt()).isEqualTo(10);
    assertThat(page.at("/data/0/data/full_valid_loss").isNumber()).isTrue();
    assertThat(page.get("has_more").asBoolean()).isFalse();
    assertThat(page.get("data")).hasSize(14);
  }

  @Test
  void tooFewExamplesAreNoticedByTheJobAndByNobodyBefore() throws Exception {
    file = wire.upload(OpenAiWire.LINE.repeat(5));
    String id = create("");
    assertThat(status(id)).isEqualTo("validating_files");
    pass(60);

    JsonNode failed = job(id);

    assertThat(failed.get("status").asText()).isEqualTo("failed");
    assertThat(failed.at("/error/code").asText()).isEqualTo("invalid_n_examples");
    assertThat(failed.at("/error/message").asText())
        .isEqualTo("Training file has 5 example(s), but must have at least 10 examples");
    assertThat(failed.at("/error/param").asText()).isEqualTo("training_file");
    assertThat(failed.get("finished_at").isNull()).isTrue();
    assertThat(failed.get("fine_tuned_model").isNull()).isTrue();
    JsonNode last = wire.get(JOBS + "/" + id + "/events").json().at("/data/0");
    assertThat(last.get("level").asText()).isEqualTo("error");
    assertThat(last.at("/data/error_code").asText()).isEqualTo("invalid_n_examples");
    assertThat(last.at("/data/error_param").asText()).isEqualTo("training_file");
  }

  @Test
  void aBadLineOfEitherFileFailsTheJobAndIsNamed() throws Exception {
    String good = file;
    String bad = wire.upload(OpenAiWire.LINE.repeat(11) + "{\"messages\":[]}\n");
    String validated = create(",\"validation_file\":\"" + bad + "\"");
    file = bad;
    String trained = create(",\"validation_file\":\"" + good + "\"");
    pass(60);

    assertThat(job(trained).at("/error/code").asText()).isEqualTo("invalid_training_file");
    assertThat(job(trained).at("/error/message").asText()).contains("Line 12: ");
    assertThat(job(validated).at("/error/code").asText()).isEqualTo("invalid_validation_file");
    assertThat(job(validated).at("/error/param").asText()).isEqualTo("validation_file");
  }

  @Test
  void aJobCanBePausedGoesOnWhereItStoodAndThenSucceedsLater() throws Exception {
    String id = create("");
    assertThat(wire.post(JOBS + "/" + id + "/pause").status()).isEqualTo(400);
    pass(190);
    int steps = messages(id).size();

    assertThat(OpenAiWire.expect(200, wire.post(JOBS + "/" + id + "/pause"))
            .get("status")
            .asText())
        .isEqualTo("paused");
    pass(10_000);
    assertThat(status(id)).isEqualTo("paused");
    assertThat(messages(id)).hasSize(steps + 1).endsWith("The job was paused");
    assertThat(OpenAiWire.expect(200, wire.post(JOBS + "/" + id + "/resume"))
            .get("status")
            .asText())
        .isEqualTo("queued");
    assertThat(wire.post(JOBS + "/" + id + "/resume").status()).isEqualTo(400);
    pass(11);
    assertThat(status(id)).isEqualTo("running");
    pass(150);
    assertThat(status(id)).isEqualTo("running");
    pass(60);
    assertThat(status(id)).isEqualTo("succeeded");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 100})
  void aJobCanBeCancelledUntilItHasEnded(int seconds) throws Exception {
    String id = create("");
    pass(seconds);

    JsonNode cancelled = OpenAiWire.expect(200, wire.post(JOBS + "/" + id + "/cancel", "{}"));

    assertThat(cancelled.get("status").asText()).isEqualTo("cancelled");
    pass(1000);
    assertThat(status(id)).isEqualTo("cancelled");
    JsonNode error =
        OpenAiWire.expect(400, wire.post(JOBS + "/" + id + "/cancel")).get("error");
    assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.get("message").asText()).contains(id, "cancelled");
  }

  @Test
  void aPausedJobCanBeCancelled() throws Exception {
    String id = create("");
    pass(100);
    wire.post(JOBS + "/" + id + "/pause");

    assertThat(OpenAiWire.expect(200, wire.post(JOBS + "/" + id + "/cancel"))
            .get("status")
            .asText())
        .isEqualTo("cancelled");
  }

  @Test
  void aJobThatShallFailFailsAtTheEndOfItsTraining() throws Exception {
    EMBEDDED.openAi().failNextJob("the GPU melted");
    String id = create("");
    pass(100);
    assertThat(status(id)).isEqualTo("running");
    pass(400);

    assertThat(job(id).at("/error/message").asText()).isEqualTo("the GPU melted");
    assertThat(status(id)).isEqualTo("failed");
    assertThat(messages(id)).endsWith("the GPU melted");
  }

  @Test
  void aJobThatLosesItsMachineWaitsAgainAndStartsOver() throws Exception {
    EMBEDDED.openAi().restartNextJob();
    String id = create("");
    List<String> states = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      String status = status(id);
      if (states.isEmpty() || !states.get(states.size() - 1).equals(status)) {
        states.add(status);
      }
      pass(5);
    }

    assertThat(states)
        .containsExactly("validating_files", "queued", "running", "queued", "running", "succeeded");
    assertThat(messages(id)).contains("The machine was lost, the job waits for another");
  }
}
