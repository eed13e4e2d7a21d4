package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiJobRequestsTest {
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

  @Test
  void jobsAreListedNewestFirstAndByTheirMetadata() throws Exception {
    String plain = create("");
    String one = create(",\"metadata\":{\"token\":\"1 é\",\"who\":\"me\"}");
    String two = create(",\"metadata\":{\"token\":\"2\",\"who\":\"me\"}");

    assertThat(ids("")).containsExactly(two, one, plain);
    assertThat(ids("?metadata%5Btoken%5D=1%20%C3%A9")).containsExactly(one);
    assertThat(ids("?metadata%5Bwho%5D=me&metadata%5Btoken%5D=2")).containsExactly(two);
    assertThat(ids("?metadata%5Bwho%5D=me&limit=1&after=" + two)).containsExactly(one);
    assertThat(ids("?metadata=null")).containsExactly(plain);
    assertThat(ids("?metadata%5Bnone%5D=me")).isEmpty();
    assertThat(ids("?after=" + plain)).isEmpty();
  }

  private List<String> ids(String query) throws Exception {
    List<String> ids = new ArrayList<>();
    OpenAiWire.expect(200, wire.get(JOBS + query))
        .get("data")
        .forEach(job -> ids.add(job.get("id").asText()));
    return ids;
  }

  @Test
  void aJobThatIsNotThereSaysSoEverywhere() throws Exception {
    for (HttpWire.Answer answer : List.of(
        wire.get(JOBS + "/ftjob-x1"),
        wire.post(JOBS + "/ftjob-x1/cancel"),
        wire.get(JOBS + "/ftjob-x1/events"))) {
      JsonNode error = OpenAiWire.expect(404, answer).get("error");
      assertThat(error.get("message").asText()).isEqualTo("Could not find fine tune: ftjob-x1");
      assertThat(error.get("param").asText()).isEqualTo("fine_tune_id");
      assertThat(error.get("code").asText()).isEqualTo("fine_tune_not_found");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"suffix\":\"\"|suffix|string_below_min_length",
        ",\"seed\":-1|seed|integer_below_min_value",
        ",\"seed\":2147483648|seed|integer_above_max_value",
        ",\"seed\":\"1\"|seed|invalid_type",
        ",\"lora\":true|lora|unknown_parameter",
        ",\"validation_file\":\"file-none\"|validation_file|invalid_value",
        ",\"metadata\":{\"a\":1}|metadata.a|invalid_type",
        ",\"integrations\":[{\"type\":\"mlflow\"}]|integrations[0].type|invalid_value",
        ",\"integrations\":[{\"type\":\"wandb\",\"wandb\":{}}]|integrations[0].wandb.project|missing_required_parameter",
        ",\"method\":{\"type\":\"lora\"}|method.type|invalid_value",
        ",\"method\":{}|method.type|missing_required_parameter",
        ",\"method\":{\"type\":\"reinforcement\"}|method.reinforcement.grader|missing_required_parameter",
        ",\"hyperparameters\":{\"n_epochs\":51}|hyperparameters.n_epochs|integer_above_max_value",
        ",\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"batch_size\":257}}}|method.supervised.hyperparameters.batch_size|integer_above_max_value",
        ",\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"learning_rate_multiplier\":0}}}|method.supervised.hyperparameters.learning_rate_multiplier|decimal_below_min_value",
        ",\"method\":{\"type\":\"supervised\",\"supervised\":{\"hyperparameters\":{\"beta\":0.1}}}|method.supervised.hyperparameters.beta|unknown_parameter",
        ",\"method\":{\"type\":\"dpo\",\"dpo\":{\"hyperparameters\":{\"beta\":2.1}}}|method.dpo.hyperparameters.beta|decimal_above_max_value"
      })
  void aRequestOutsideTheRulesIsRefusedAtOnce(String more, String param, String code)
      throws Exception {
    JsonNode error = OpenAiWire.expect(400, ask(more)).get("error");

    assertThat(error.get("param").asText()).isEqualTo(param);
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(EMBEDDED.openAi().jobs()).isEmpty();
  }

  @Test
  void labelsHaveTheirLimits() throws Exception {
    StringBuilder many = new StringBuilder("\"k0\":\"v\"");
    for (int i = 1; i < 17; i++) {
      many.append(",\"k").append(i).append("\":\"v\"");
    }

    assertThat(ask(",\"metadata\":{" + many + "}").status()).isEqualTo(400);
    assertThat(ask(",\"metadata\":{\"" + "k".repeat(65) + "\":\"v\"}").status()).isEqualTo(400);
    assertThat(ask(",\"metadata\":{\"k\":\"" + "v".repeat(513) + "\"}").status())
        .isEqualTo(400);
    assertThat(ask(",\"metadata\":{\"" + "k".repeat(64) + "\":\"" + "v".repeat(512) + "\"}")
            .status())
        .isEqualTo(200);
  }

  @Test
  void aModelThatCannotBeTunedOrAFileThatIsNotThereIsRefusedAtOnce() throws Exception {
    String batch = wire.upload("batch", "b.jsonl", OpenAiWire.LINE);
    String grader = "\"grader\":{\"type\":\"string_check\",\"name\":\"g\",\"input\":\"a\","
        + "\"reference\":\"b\",\"operation\":\"eq\"}";

    assertThat(refused("gpt-9", file, "")).isEqualTo("model");
    assertThat(refused("text-embedding-3-small", file, "")).isEqualTo("model");
    assertThat(refused(OpenAiWire.MODEL, "file-none", "")).isEqualTo("training_file");
    assertThat(refused(OpenAiWire.MODEL, batch, "")).isEqualTo("training_file");
    assertThat(refused("o4-mini-2025-04-16", file, "")).isEqualTo("method");
    assertThat(refused(
            "o4-mini",
            file,
            ",\"method\":{\"type\":\"reinforcement\",\"reinforcement\":{" + grader + "}}"))
        .isEqualTo("validation_file");
    assertThat(OpenAiWire.expect(400, wire.post(JOBS, "{")).at("/error/type").asText())
        .isEqualTo("invalid_request_error");
  }

  private String refused(String model, String training, String more) throws Exception {
    return OpenAiWire.expect(
            400,
            wire.post(
                JOBS,
                "{\"model\":\"" + model + "\",\"training_file\":\"" + training + "\"" + more + "}"))
        .at("/error/param")
        .asText();
  }

  @Test
  void anAliasTunesTheSnapshotBehindIt() throws Exception {
    JsonNode job = OpenAiWire.expect(
        200, wire.post(JOBS, "{\"model\":\"gpt-4o\",\"training_file\":\"" + file + "\"}"));

    assertThat(job.get("model").asText()).isEqualTo("gpt-4o-2024-08-06");
  }

  @Test
  void aTunedModelCanBeTunedOn() throws Exception {
    String first = create("");
    wire.pass(Duration.ofSeconds(400));
    String model = wire.job(first).get("fine_tuned_model").asText();

    JsonNode job = OpenAiWire.expect(
        200, wire.post(JOBS, "{\"model\":\"" + model + "\",\"training_file\":\"" + file + "\"}"));

    assertThat(job.get("model").asText()).isEqualTo(model);
    wire.pass(Duration.ofSeconds(400));
    assertThat(wire.job(job.get("id").asText()).get("fine_tuned_model").asText())
        .startsWith("ft:gpt-4o-2024-08-06:embedded::")
        .isNotEqualTo(model);
  }
}
