package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenAiCheckpointsTest {
  @RegisterExtension
  static final OpenAiExtension EMBEDDED = OpenAiExtension.with(
      b -> b.clock(VirtualClock.standing(Instant.parse("2026-05-04T10:11:12Z"))));

  private final OpenAiWire wire = new OpenAiWire(EMBEDDED.openAi());

  @BeforeEach
  void forget() {
    EMBEDDED.openAi().reset();
  }

  @Test
  void theLastThreeEpochsAreKeptHighestStepFirst() throws Exception {
    String id = OpenAiWire.expect(
            200,
            wire.askForJob(
                wire.upload(OpenAiWire.LINE.repeat(10)),
                ",\"hyperparameters\":{\"n_epochs\":5,\"batch_size\":5}"))
        .get("id")
        .asText();
    wire.pass(Duration.ofSeconds(400));

    JsonNode page =
        OpenAiWire.expect(200, wire.get("/fine_tuning/jobs/" + id + "/checkpoints?limit=2"));

    assertThat(page.at("/data/0/step_number").asInt()).isEqualTo(10);
    assertThat(page.at("/data/1/step_number").asInt()).isEqualTo(8);
    assertThat(page.at("/data/0/metrics/train_loss").isNumber()).isTrue();
    assertThat(page.at("/data/0/fine_tuning_job_id").asText()).isEqualTo(id);
    assertThat(page.get("first_id")).isEqualTo(page.at("/data/0/id"));
    assertThat(page.get("last_id")).isEqualTo(page.at("/data/1/id"));
    assertThat(page.get("has_more").asBoolean()).isTrue();
    String model = page.at("/data/1/fine_tuned_model_checkpoint").asText();
    assertThat(model).isEqualTo(wire.job(id).get("fine_tuned_model").asText() + ":ckpt-step-8");
    assertThat(wire.get("/models/" + model).status()).isEqualTo(200);
    assertThat(wire.get("/models/" + model.replace("step-8", "step-4")).status())
        .isEqualTo(404);
    page = wire.get("/fine_tuning/jobs/" + id + "/checkpoints?after="
            + page.get("last_id").asText())
        .json();
    assertThat(page.at("/data/0/step_number").asInt()).isEqualTo(6);
    assertThat(page.get("data")).hasSize(1);
  }

  @Test
  void aPauseKeepsTheStateTheModelHadReached() throws Exception {
    String id = wire.createdJob().get("id").asText();
    String path = "/fine_tuning/jobs/" + id;
    wire.pass(Duration.ofSeconds(190));
    assertThat(wire.get(path + "/checkpoints").json().get("data")).hasSize(1);

    wire.post(path + "/pause");

    JsonNode kept = wire.get(path + "/checkpoints").json();
    assertThat(kept.get("data")).hasSize(2);
    assertThat(kept.at("/data/0/step_number").asInt()).isEqualTo(15);
    assertThat(
            wire.get("/models/" + kept.at("/data/0/fine_tuned_model_checkpoint").asText())
                .status())
        .isEqualTo(200);
  }

  @Test
  void permissionsOfACheckpointAreGivenListedAndTakenBack() throws Exception {
    String path = "/fine_tuning/checkpoints/"
        + wire.succeededJob().get("fine_tuned_model").asText() + ":ckpt-step-30/permissions";

    JsonNode made = OpenAiWire.expect(
        200, wire.post(path, "{\"project_ids\":[\"proj_a\",\"proj_b\",\"proj_c\"]}"));

    assertThat(made.get("data")).hasSize(3);
    assertThat(made.at("/data/0/object").asText()).isEqualTo("checkpoint.permission");
    assertThat(made.at("/data/0/id").asText()).startsWith("cp_");
    assertThat(made.at("/data/1/project_id").asText()).isEqualTo("proj_b");
    JsonNode page = wire.get(path + "?limit=2").json();
    assertThat(page.at("/data/0/project_id").asText()).isEqualTo("proj_c");
    assertThat(page.get("has_more").asBoolean()).isTrue();
    page = wire.get(path + "?after=" + page.get("last_id").asText()).json();
    assertThat(page.at("/data/0/project_id").asText()).isEqualTo("proj_a");
    assertThat(page.get("has_more").asBoolean()).isFalse();
    page = wire.get(path + "?order=ascending").json();
    assertThat(page.at("/data/0/project_id").asText()).isEqualTo("proj_a");
    assertThat(wire.get(path + "?order=asc").status()).isEqualTo(400);
    page = wire.get(path + "?project_id=proj_b").json();
    assertThat(page.get("data")).hasSize(1);
    String id = page.at("/data/0/id").asText();
    JsonNode deleted = OpenAiWire.expect(200, wire.delete(path + "/" + id));
    assertThat(deleted.get("object").asText()).isEqualTo("checkpoint.permission");
    assertThat(wire.delete(path + "/" + id).status()).isEqualTo(404);
    assertThat(wire.get(path).json().get("data")).hasSize(2);
    assertThat(wire.get(path.replace("step-30", "step-31")).status()).isEqualTo(404);
  }
}
