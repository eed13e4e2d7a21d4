package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FireworksJobsTest {
  private static final String SFT = "supervisedFineTuningJobs";

  @RegisterExtension
  static final FireworksExtension EMBEDDED = FireworksExtension.with(
      b -> b.clock(VirtualClock.standing(Instant.parse("2026-05-04T10:11:12Z"))));

  private final FireworksWire wire = new FireworksWire(EMBEDDED.fireworks());
  private String rows = "";

  @BeforeEach
  void draw() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (String shape : new String[] {"star", "circle", "square"}) {
      lines.append(
          Drawing.line("Which shape?", Drawing.draw(shape, new Random(3), true), true, shape));
    }
    rows = lines.toString();
  }

  private HttpWire.Answer create(String id, String more) throws Exception {
    return wire.post(
        SFT + "?supervisedFineTuningJobId=" + id,
        "{\"dataset\":\"" + FireworksWire.name("datasets", "train") + "\",\"baseModel\":\""
            + FireworksWire.MODEL + "\"" + more + "}");
  }

  private void pass(int seconds) {
    EMBEDDED.fireworks().clock().advance(Duration.ofSeconds(seconds));
  }

  @Test
  void aJobGoesThroughItsStatesAndLeavesAModel() throws Exception {
    wire.dataset("train", rows);
    JsonNode made = FireworksWire.expect(
        200, create("shapes-v1", ",\"outputModel\":\"shapes\",\"epochs\":2,\"lora_rank\":16"));
    assertThat(made.get("name").asText()).isEqualTo(FireworksWire.name(SFT, "shapes-v1"));
    assertThat(made.get("outputModel").asText()).isEqualTo(FireworksWire.name("models", "shapes"));
    assertThat(made.get("loraRank").asInt()).isEqualTo(16);
    assertThat(wire.get("models/shapes").status()).isEqualTo(404);

    Set<String> states = new LinkedHashSet<>();
    for (int i = 0; i < 400; i++) {
      states.add(wire.state(SFT + "/shapes-v1"));
      pass(1);
    }

    assertThat(states)
        .containsExactly(
            "JOB_STATE_CREATING",
            "JOB_STATE_VALIDATING",
            "JOB_STATE_PENDING",
            "JOB_STATE_RUNNING",
            "JOB_STATE_WRITING_RESULTS",
            "JOB_STATE_COMPLETED");
    JsonNode done = FireworksWire.expect(200, wire.get(SFT + "/shapes-v1"));
    assertThat(done.at("/jobProgress/percent").asInt()).isEqualTo(100);
    assertThat(done.at("/estimatedCost/units").isTextual()).isTrue();
    assertThat(done.has("completedTime")).isTrue();
    String metrics = wire.send(
            HttpRequest.newBuilder(URI.create(done.get("metricsFileSignedUrl").asText())))
        .text();
    assertThat(metrics.lines()).hasSize(2).first().asString().contains("\"step\":1", "\"loss\":");
    JsonNode model = FireworksWire.expect(200, wire.get("models/shapes"));
    assertThat(model.get("state").asText()).isEqualTo("READY");
    assertThat(model.get("kind").asText()).isEqualTo("HF_PEFT_ADDON");
    assertThat(model.at("/peftDetails/r").asInt()).isEqualTo(16);
    assertThat(model.get("supportsImageInput").asBoolean()).isTrue();
  }

  @Test
  void aRowThatBreaksARuleFailsTheJobWhenItIsValidated() throws Exception {
    wire.dataset("train", rows + rows.replace("data:image/png;base64,", "https://x.test/"));
    create("bad", "");
    assertThat(wire.state(SFT + "/bad")).isEqualTo("JOB_STATE_CREATING");
    pass(20);

    JsonNode failed = FireworksWire.expect(200, wire.get(SFT + "/bad"));

    assertThat(failed.get("state").asText()).isEqualTo("JOB_STATE_FAILED");
    assertThat(failed.at("/status/code").asText()).isEqualTo("INVALID_ARGUMENT");
    assertThat(failed.at("/status/message").asText()).startsWith("line 4: ").contains("base64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"messages\":[]}|must be a list with messages",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}|an assistant message",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\",\"weight\":2}]}|weight must be 0 or 1",
        "{\"messages\":[{\"role\":\"assistant\",\"content\":\"b\"},{\"role\":\"user\",\"content\":\"a\"}]}|last of messages",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"system\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]}|only the first",
        "{\"weight\":1,\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]}|in all rows or in none",
        "{\"prompt\":\"a\",\"completion\":5}|completion must be a string",
      })
  void rowsOfSupervisedJobsKeepTheirRules(String row, String said) throws Exception {
    wire.dataset("train", rows + row + "\n");
    create("bad", "");
    pass(60);

    String message =
        FireworksWire.expect(200, wire.get(SFT + "/bad")).at("/status/message").asText();

    assertThat(message).startsWith("line 4: ").contains(said);
  }

  @Test
  void twoExamplesAreTooFewAndAPictureThatCannotBeDecodedFailsTheTraining() throws Exception {
    String two = rows.substring(0, rows.lastIndexOf("\n", rows.length() - 2) + 1);
    wire.dataset("train", two);
    create("few", "");
    wire.delete("datasets/train");
    String broken = rows.replaceFirst("base64,[A-Za-z0-9+/=]+", "base64,iVBORw0KGgo=");
    pass(60);
    assertThat(FireworksWire.expect(200, wire.get(SFT + "/few"))
            .at("/status/message")
            .asText())
        .contains("at least 3");

    wire.dataset("train", broken);
    create("undecodable", "");
    pass(600);
    JsonNode failed = FireworksWire.expect(200, wire.get(SFT + "/undecodable"));
    assertThat(failed.at("/status/message").asText()).startsWith("line 1: ").contains("decoded");
  }

  @Test
  void aSecondJobOfTheSameIdIsRefusedAndNoneIsMade() throws Exception {
    wire.dataset("train", rows);
    create("once", "");

    HttpWire.Answer again = create("once", "");

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().get("code").asInt()).isEqualTo(6);
    assertThat(EMBEDDED.fireworks().jobs()).containsExactly(FireworksWire.name(SFT, "once"));
    assertThat(wire.post(SFT, "{}").status()).isEqualTo(400);
    String random = FireworksWire.expect(
            200,
            wire.post(
                SFT,
                "{\"supervisedFineTuningJob\":{\"dataset\":\"accounts/embedded/datasets/train\",\"baseModel\":\""
                    + FireworksWire.MODEL + "\"}}"))
        .get("name")
        .asText();
    assertThat(random).matches(".*/[0-9a-f]{8}-[0-9a-f-]{27}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"warmStartFrom\":\"accounts/embedded/models/x\"",
        ",\"loraRank\":12",
        ",\"loraRank\":64",
        ",\"epochs\":0",
        ",\"learningRate\":-1",
        ",\"evalAutoCarveout\":true,\"evaluationDataset\":\"accounts/embedded/datasets/train\"",
        ",\"usePurpose\":\"fun\"",
        ",\"rank\":8",
        ",\"epochs\":\"many\"",
      })
  void requestsThatBreakARuleAreRefused(String more) throws Exception {
    wire.dataset("train", rows);

    HttpWire.Answer refused = create("no", more);

    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(EMBEDDED.fireworks().jobs()).isEmpty();
  }

  @Test
  void aDataSetThatIsNotReadyAndAModelThatIsNotThereAreRefused() throws Exception {
    wire.post("datasets", "{\"datasetId\":\"train\",\"dataset\":{}}");
    assertThat(create("x", "").json().get("code").asInt()).isEqualTo(9);
    wire.delete("datasets/train");
    assertThat(create("x", "").status()).isEqualTo(404);
    wire.dataset("train", rows);
    HttpWire.Answer unknown = wire.post(
        SFT,
        "{\"dataset\":\"accounts/embedded/datasets/train\",\"baseModel\":\"accounts/fireworks/models/none\"}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).contains("accounts/fireworks/models/none");
  }

  @Test
  void aJobIsCancelledResumedAndDeleted() throws Exception {
    wire.dataset("train", rows);
    create("stop", "");
    pass(60);

    assertThat(wire.post(SFT + "/stop:cancel", "{}").text()).isEqualTo("{}");
    assertThat(wire.state(SFT + "/stop")).isEqualTo("JOB_STATE_CANCELLING");
    pass(10);
    assertThat(wire.state(SFT + "/stop")).isEqualTo("JOB_STATE_CANCELLED");
    assertThat(wire.post(SFT + "/stop:cancel", "{}").json().get("code").asInt()).isEqualTo(9);
    JsonNode again = FireworksWire.expect(200, wire.post(SFT + "/stop:resume", "{}"));
    assertThat(again.get("state").asText()).isEqualTo("JOB_STATE_CREATING");
    pass(600);
    assertThat(wire.state(SFT + "/stop")).isEqualTo("JOB_STATE_COMPLETED");
    assertThat(wire.post(SFT + "/stop:resume", "{}").status()).isEqualTo(400);
    assertThat(wire.delete(SFT + "/stop").text()).isEqualTo("{}");
    assertThat(wire.get(SFT + "/stop").status()).isEqualTo(404);
    assertThat(EMBEDDED.fireworks().jobs()).hasSize(1);
  }

  @Test
  void aJobCanBeMadeToFailAndToLoseItsMachine() throws Exception {
    wire.dataset("train", rows);
    EMBEDDED.fireworks().failNextJob("out of memory");
    create("fails", "");
    EMBEDDED.fireworks().restartNextJob();
    create("restarts", "");
    Set<String> states = new LinkedHashSet<>();
    for (int i = 0; i < 120; i++) {
      states.add(wire.state(SFT + "/restarts"));
      pass(5);
    }

    JsonNode failed = FireworksWire.expect(200, wire.get(SFT + "/fails"));
    assertThat(failed.get("state").asText()).isEqualTo("JOB_STATE_FAILED");
    assertThat(failed.at("/status/message").asText()).isEqualTo("out of memory");
    assertThat(states).contains("JOB_STATE_RE_QUEUEING").last().isEqualTo("JOB_STATE_COMPLETED");
    assertThat(wire.post(SFT + "/fails:resume", "{}").status()).isEqualTo(200);
    pass(600);
    assertThat(wire.state(SFT + "/fails")).isEqualTo("JOB_STATE_COMPLETED");
  }

  @Test
  void theCostIsEstimatedWithoutAJob() throws Exception {
    wire.dataset("train", "{\"a\":1}\n".repeat(10_000));

    JsonNode cost = FireworksWire.expect(
        200,
        wire.post(
            SFT + ":estimateCost",
            "{\"dataset\":\"accounts/embedded/datasets/train\",\"epochs\":2,\"baseModel\":\""
                + FireworksWire.MODEL + "\"}"));

    assertThat(cost.at("/estimatedCost/units").asText()).isEqualTo("17");
    assertThat(EMBEDDED.fireworks().jobs()).isEmpty();
  }

  @Test
  void aPreferenceJobGoesOnFromAnEarlierModel() throws Exception {
    wire.dataset("train", rows);
    create("first", ",\"outputModel\":\"first\"");
    pass(600);
    String pair =
        "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]},\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"b\"}],\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"c\"}]}\n";
    wire.dataset("pairs", pair.repeat(3));
    String body =
        "{\"dataset\":\"accounts/embedded/datasets/pairs\",\"lossConfig\":{\"method\":\"DPO\",\"dpo\":{\"beta\":0.1}},\"trainingConfig\":{\"warmStartFrom\":\"accounts/embedded/models/first\",\"outputModel\":\"second\"}}";

    JsonNode made = FireworksWire.expect(200, wire.post("dpoJobs?dpoJobId=pref", body));
    pass(600);

    assertThat(made.at("/trainingConfig/outputModel").asText())
        .isEqualTo("accounts/embedded/models/second");
    JsonNode done = FireworksWire.expect(200, wire.get("dpoJobs/pref"));
    assertThat(done.get("state").asText()).isEqualTo("JOB_STATE_COMPLETED");
    assertThat(done.has("jobProgress")).isFalse();
    String metrics = FireworksWire.expect(200, wire.get("dpoJobs/pref:getMetricsFileEndpoint"))
        .get("signedUrl")
        .asText();
    assertThat(wire.send(HttpRequest.newBuilder(URI.create(metrics))).text()).contains("loss");
    assertThat(wire.state("models/second")).isEqualTo("READY");
    assertThat(wire.post("dpoJobs", body.replace("0.1", "0.5")).status()).isEqualTo(400);
    assertThat(wire.post("dpoJobs", body.replace("\"method\":\"DPO\",", "")).status())
        .isEqualTo(400);
  }

  @Test
  void aReinforcementJobWantsAnEvaluatorThatIsBuilt() throws Exception {
    wire.dataset(
        "prompts",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"ground_truth\":\"b\"}\n"
            .repeat(3));
    FireworksWire.expect(
        200,
        wire.post(
            "evaluatorsV2",
            "{\"evaluatorId\":\"exact\",\"evaluator\":{\"displayName\":\"E\",\"criteria\":[{\"name\":\"c\",\"type\":\"CODE_SNIPPETS\",\"codeSnippets\":{\"language\":\"python\",\"fileContents\":{\"main.py\":\"def f(): pass\"},\"entryFile\":\"main.py\"}}]}}"));
    String body =
        "{\"dataset\":\"accounts/embedded/datasets/prompts\",\"evaluator\":\"accounts/embedded/evaluators/exact\",\"trainingConfig\":{\"baseModel\":\""
            + FireworksWire.MODEL + "\",\"outputModel\":\"rl\"}}";
    String path = "reinforcementFineTuningJobs?reinforcementFineTuningJobId=rft";

    assertThat(wire.state("evaluators/exact")).isEqualTo("BUILDING");
    assertThat(wire.post(path, body).json().get("code").asInt()).isEqualTo(9);
    pass(20);
    assertThat(wire.state("evaluators/exact")).isEqualTo("ACTIVE");
    FireworksWire.expect(200, wire.post(path, body));
    pass(600);

    JsonNode done = FireworksWire.expect(200, wire.get("reinforcementFineTuningJobs/rft"));
    assertThat(done.get("state").asText()).isEqualTo("JOB_STATE_COMPLETED");
    assertThat(done.at("/acceleratorSeconds/NVIDIA_H100_80GB").asText()).isEqualTo("300");
    assertThat(wire.state("models/rl")).isEqualTo("READY");
  }

  @Test
  void aKeyForTheJobsLogbookIsNeverShown() throws Exception {
    wire.dataset("train", rows);

    HttpWire.Answer made = create(
        "logged",
        ",\"wandbConfig\":{\"enabled\":true,\"apiKey\":\"wandb-secret\",\"project\":\"p\"}");

    assertThat(made.status()).isEqualTo(200);
    assertThat(made.text()).doesNotContain("wandb-secret").contains("\"url\"");
    assertThat(wire.get(SFT).text()).doesNotContain("wandb-secret");
  }
}
