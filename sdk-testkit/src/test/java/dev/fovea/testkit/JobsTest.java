package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsTest {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private static final String GOOD_LINE =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"ho\"}]}\n";

  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(TOGETHER.together());
  }

  @Test
  void aJobWalksThroughItsStatesOnTheVirtualClock() throws Exception {
    String id = wire.job(wire.uploaded(GOOD_LINE));
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 60 && !seen.contains("completed"); i++) {
      String status = wire.get("/fine-tunes/" + id).json().get("status").asText();
      if (!seen.contains(status)) {
        seen.add(status);
      }
      TOGETHER.together().clock().advance(Duration.ofSeconds(10));
    }
    assertThat(seen)
        .containsExactly("pending", "queued", "running", "compressing", "uploading", "completed");
    assertThat(TOGETHER.together().jobs()).containsExactly(id);
  }

  @Test
  void eventsTellTheWholeStoryInUpperCase() throws Exception {
    String id = wire.job(wire.uploaded(GOOD_LINE));
    TOGETHER.together().clock().advance(Duration.ofHours(1));
    JsonNode events = wire.get("/fine-tunes/" + id + "/events").json().get("data");
    List<String> types = new ArrayList<>();
    events.forEach(e -> types.add(e.get("type").asText()));

    assertThat(types)
        .containsSubsequence(
            "JOB_PENDING",
            "JOB_START",
            "MODEL_DOWNLOADING",
            "TRAINING_DATA_DOWNLOADING",
            "TRAINING_START",
            "EPOCH_COMPLETE",
            "EPOCH_COMPLETE",
            "TRAINING_COMPLETE",
            "MODEL_COMPRESSING",
            "MODEL_UPLOAD_COMPLETE",
            "JOB_COMPLETE");
    assertThat(events.get(0).get("object").asText()).isEqualTo("fine-tune-event");
    assertThat(events.get(0).get("level").asText()).isEqualTo("Info");
  }

  @Test
  void eventsCanBeWrittenInLowerCase() throws Exception {
    try (EmbeddedTogether lower =
        EmbeddedTogether.builder().timeScale(0).lowerCaseEvents(true).start()) {
      Wire other = new Wire(lower);
      String id = other.job(other.uploaded(GOOD_LINE));
      JsonNode first = other.get("/fine-tunes/" + id + "/events").json().at("/data/0");
      assertThat(first.get("type").asText()).isEqualTo("job_pending");
      assertThat(first.get("level").asText()).isEqualTo("info");
    }
  }

  @Test
  void aFinishedJobNamesItsModelAdapterAndCheckpoints() throws Exception {
    String id = wire.job(wire.uploaded(GOOD_LINE));
    assertThat(wire.get("/fine-tunes/" + id).json().has("model_object_id")).isFalse();
    TOGETHER.together().clock().advance(Duration.ofHours(1));

    JsonNode job = wire.get("/fine-tunes/" + id).json();
    assertThat(job.get("model_object_id").asText()).startsWith("ml_");
    assertThat(job.get("adapter_object_id").asText()).startsWith("ml_");
    assertThat(job.get("model_output_name").asText()).startsWith("embedded/Qwen3-VL-8B-Instruct-");
    assertThat(job.get("epochs_completed").asInt()).isEqualTo(2);
    assertThat(wire.get("/fine-tunes/" + id + "/checkpoints").json().get("data"))
        .extracting(c -> c.get("checkpoint_type").asText())
        .containsExactly("Intermediate", "Final Merged", "Final Adapter");
    assertThat(wire.get("/fine-tunes/" + id + "/metrics").json().get("metrics")).isNotEmpty();
    assertThat(wire.get("/models").text()).contains(job.get("model_output_name").asText());
  }

  @Test
  void cancellingTakesAMomentAndIsRefusedAtTheEnd() throws Exception {
    String id = wire.job(wire.uploaded(GOOD_LINE));
    TOGETHER.together().clock().advance(Duration.ofSeconds(60));
    HttpWire.Answer cancelled = wire.post("/fine-tunes/" + id + "/cancel");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.json().get("status").asText()).isEqualTo("cancel_requested");
    TOGETHER.together().clock().advance(Duration.ofSeconds(20));
    assertThat(wire.get("/fine-tunes/" + id).json().get("status").asText()).isEqualTo("cancelled");
    assertThat(wire.get("/fine-tunes/" + id + "/events").text())
        .contains("CANCEL_REQUESTED")
        .contains("JOB_STOPPED");
    assertThat(wire.post("/fine-tunes/" + id + "/cancel").status()).isEqualTo(400);
  }

  @Test
  void aJobCanBeMadeToFailWithAReason() throws Exception {
    TOGETHER.together().failNextJob("the GPU caught fire");
    String file = wire.uploaded(GOOD_LINE);
    String failing = wire.job(file);
    String fine = wire.job(file);
    TOGETHER.together().clock().advance(Duration.ofHours(1));

    assertThat(wire.get("/fine-tunes/" + failing).json().get("status").asText()).isEqualTo("error");
    assertThat(wire.get("/fine-tunes/" + failing + "/events").text())
        .contains("the GPU caught fire");
    assertThat(wire.get("/fine-tunes/" + fine).json().get("status").asText())
        .isEqualTo("completed");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "\"model\":\"nobody/none\"|model",
        "\"n_epochs\":99|n_epochs",
        "\"learning_rate\":5|learning_rate",
        "\"batch_size\":4|batch_size",
        "\"batch_size\":\"huge\"|batch_size",
        "\"training_type\":{\"type\":\"Lora\",\"lora_r\":512,\"lora_alpha\":1}|training_type.lora_r",
        "\"training_type\":{\"type\":\"Magic\"}|training_type.type",
        "\"training_method\":{\"method\":\"rl\"}|training_method.method",
        "\"validation_file\":\"file-none\"|validation_file",
        "\"warmup_ratio\":2|warmup_ratio",
        "\"model\":\"meta-llama/Llama-4-Scout-17B-16E-Instruct-VLM\",\"training_type\":{\"type\":\"Full\"}|training_type.type",
        "\"model\":\"openai/gpt-oss-20b\",\"multimodal_params\":{\"train_vision\":true}|multimodal_params.train_vision",
        "\"training_file\":\"file-none\"|training_file",
      })
  void aWrongOrderIsRefusedAndNamesTheField(String field, String param) throws Exception {
    String file = wire.uploaded(GOOD_LINE);
    String order =
        "{\"training_file\":\"" + file + "\",\"model\":\"" + Wire.MODEL + "\"," + field + "}";

    HttpWire.Answer answer = wire.post("/fine-tunes", order);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/param").asText()).isEqualTo(param);
    assertThat(TOGETHER.together().jobs()).isEmpty();
  }

  @Test
  void onlyACompletedTrainingFileIsAccepted() throws Exception {
    String pending = wire.upload("x.jsonl", GOOD_LINE);
    HttpWire.Answer early = wire.post("/fine-tunes", order(pending));
    assertThat(early.json().at("/error/message").asText()).contains("PENDING");
    String invalid = wire.uploaded("nonsense");
    assertThat(
            wire.post("/fine-tunes", order(invalid)).json().at("/error/message").asText())
        .contains("INVALID_FORMAT");
  }

  private static String order(String file) {
    return "{\"training_file\":\"" + file + "\",\"model\":\"" + Wire.MODEL + "\"}";
  }

  @Test
  void limitsAndEstimatesAreAsTheClientsExpect() throws Exception {
    JsonNode limits =
        wire.get("/fine-tunes/models/limits?model_name=" + Wire.MODEL).json();
    assertThat(limits.get("supports_vision").asBoolean()).isTrue();
    assertThat(limits.at("/lora_training/max_rank").asInt()).isEqualTo(64);
    HttpWire.Answer unknown = wire.get("/fine-tunes/models/limits?model_name=x");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().get("message").asText()).contains("x");
    assertThat(wire.get("/fine-tunes/models/supported").json().get("models")).isNotEmpty();

    String text = wire.uploaded(GOOD_LINE);
    assertThat(wire.post("/fine-tunes/estimate-price", order(text))
            .json()
            .get("estimation_available")
            .asBoolean())
        .isTrue();
    String pictures = wire.uploaded(
        Drawing.line("?", Drawing.draw("star", new java.util.Random(1), true), true, "star"));
    assertThat(wire.post("/fine-tunes/estimate-price", order(pictures))
            .json()
            .get("unavailable_reason")
            .asText())
        .isEqualTo("multimodal_dataset");
    assertThat(wire.get("/fine-tunes/models/limits?model_name=" + wire.job(text))
            .json()
            .get("model_name")
            .asText())
        .isEqualTo(Wire.MODEL);
  }

  @Test
  void jobsAreListedAndDeleted() throws Exception {
    String id = wire.job(wire.uploaded(GOOD_LINE));
    assertThat(wire.get("/fine-tunes").json().at("/data/0/id").asText()).isEqualTo(id);
    assertThat(wire.delete("/fine-tunes/" + id + "?force=false")
            .json()
            .get("message")
            .asText())
        .contains(id);
    assertThat(wire.get("/fine-tunes/" + id).status()).isEqualTo(404);
    assertThat(TOGETHER.together().jobs()).containsExactly(id);
  }
}
