package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FireworksBatchesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOBS = "batchInferenceJobs";
  private static final String DATASETS = "accounts/embedded/datasets/";

  @RegisterExtension
  static final FireworksExtension FIREWORKS = FireworksExtension.with(b -> b.timeScale(0));

  private FireworksWire wire;

  @BeforeEach
  void connect() {
    wire = new FireworksWire(FIREWORKS.fireworks());
  }

  private static String line(String id, String said, String more) {
    return "{\"custom_id\":\"" + id + "\",\"body\":{\"messages\":[{\"role\":\"user\",\"content\":\""
        + said + "\"}]" + more + "}}\n";
  }

  private void upload(String id, String lines) throws Exception {
    HttpWire.Answer made =
        wire.post("datasets", "{\"datasetId\":\"" + id + "\",\"dataset\":{\"userUploaded\":{}}}");
    assertThat(made.status()).isEqualTo(200);
    String body =
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"in.jsonl\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n" + lines + "\r\n--cut--\r\n";
    HttpWire.Answer sent = wire.send(wire.request("datasets/" + id + ":upload")
        .header("Content-Type", "multipart/form-data; boundary=cut")
        .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    later(Duration.ofSeconds(10));
  }

  private static void later(Duration time) {
    FIREWORKS.fireworks().clock().advance(time);
  }

  private HttpWire.Answer create(String id, String more) throws Exception {
    return wire.post(
        JOBS + "?batchInferenceJobId=" + id,
        "{\"inputDatasetId\":\"" + DATASETS + "in\",\"model\":\"" + FireworksWire.MODEL + "\""
            + more + "}");
  }

  private String state(String id) throws Exception {
    return wire.get(JOBS + "/" + id).json().get("state").asText();
  }

  private List<JsonNode> file(String dataset, String name) throws Exception {
    JsonNode urls =
        wire.get("datasets/" + dataset + ":getDownloadEndpoint").json().get("filenameToSignedUrls");
    String text = HttpWire.http()
        .send(
            HttpRequest.newBuilder(URI.create(urls.get(name).asText())).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  @Test
  void aBatchAnswersItsLinesIntoADataSetOfItsOwn() throws Exception {
    upload(
        "in",
        line("r1", "alpha", "")
            + line("r2", "beta", ",\"temperature\":9")
            + line("r3", "gamma", ",\"max_tokens\":1"));
    JsonNode created = create(
            "b1",
            ",\"outputDatasetId\":\"" + DATASETS + "out\",\"inferenceParameters\":{\"maxTokens\":2,"
                + "\"extraBody\":\"{\\\"perf_metrics_in_response\\\":true}\"}")
        .json();
    List<String> states = new ArrayList<>();
    states.add(created.get("state").asText());
    for (int seconds : new int[] {5, 10, 15, 15, 5}) {
      later(Duration.ofSeconds(seconds));
      states.add(state("b1"));
    }

    assertThat(states)
        .containsExactly(
            "JOB_STATE_CREATING",
            "JOB_STATE_VALIDATING",
            "JOB_STATE_PENDING",
            "JOB_STATE_RUNNING",
            "JOB_STATE_WRITING_RESULTS",
            "JOB_STATE_COMPLETED");
    JsonNode progress = wire.get(JOBS + "/b1").json().get("jobProgress");
    assertThat(progress.get("percent").asInt()).isEqualTo(100);
    assertThat(progress.get("successfullyProcessedRequests").asInt()).isEqualTo(2);
    assertThat(progress.get("failedRequests").asInt()).isEqualTo(1);
    assertThat(progress.get("outputTokens").asInt()).isEqualTo(3);
    assertThat(wire.get("datasets/out").json().get("state").asText()).isEqualTo("READY");
    List<JsonNode> answers = file("out", "BIJOutputSet.jsonl");
    assertThat(answers).extracting(a -> a.get("custom_id").asText()).containsExactly("r1", "r3");
    assertThat(answers.get(0).at("/response/usage/completion_tokens").asInt()).isEqualTo(2);
    assertThat(answers.get(1).at("/response/usage/completion_tokens").asInt()).isEqualTo(1);
    assertThat(answers.get(0).at("/response").has("perf_metrics")).isTrue();
    List<JsonNode> errors = file("out", "error-data.jsonl");
    assertThat(errors.get(0).get("custom_id").asText()).isEqualTo("r2");
    assertThat(errors.get(0).at("/error/message").asText()).contains("temperature");
  }

  @Test
  void aModelNeedNotBeDeployedForABatch() throws Exception {
    upload("in", line("r1", "alpha", ""));
    String model = "accounts/fireworks/models/qwen3-vl-235b-a22b-instruct";
    HttpWire.Answer created = wire.post(
        JOBS + "?batchInferenceJobId=b1",
        "{\"inputDatasetId\":\"in\",\"model\":\"" + model + "\"}");
    later(Duration.ofMinutes(1));

    assertThat(created.status()).as(created.text()).isEqualTo(200);
    assertThat(state("b1")).isEqualTo("JOB_STATE_COMPLETED");
    assertThat(
            file("b1-output", "BIJOutputSet.jsonl").get(0).at("/response/model").asText())
        .isEqualTo(model);
  }

  @Test
  void aFileThatIsNoBatchFails() throws Exception {
    upload("in", line("r1", "alpha", "") + line("r1", "again", ""));
    create("b1", "");
    later(Duration.ofMinutes(1));

    JsonNode job = wire.get(JOBS + "/b1").json();
    assertThat(job.get("state").asText()).isEqualTo("JOB_STATE_FAILED");
    assertThat(job.at("/status/code").asText()).isEqualTo("INVALID_ARGUMENT");
    assertThat(job.at("/status/message").asText()).startsWith("line 2 ");
  }

  @Test
  void aBatchCanBeContinuedListedAndDeleted() throws Exception {
    upload("in", line("r1", "alpha", "") + line("r2", "beta", ""));
    create("b1", "");
    later(Duration.ofSeconds(36));
    HttpWire.Answer rest = wire.post(
        JOBS + "?batchInferenceJobId=b2",
        "{\"continuedFromJobName\":\"accounts/embedded/batchInferenceJobs/b1\"}");
    later(Duration.ofMinutes(2));

    assertThat(rest.status()).as(rest.text()).isEqualTo(200);
    assertThat(state("b2")).isEqualTo("JOB_STATE_COMPLETED");
    assertThat(file("b2-output", "BIJOutputSet.jsonl"))
        .extracting(a -> a.get("custom_id").asText())
        .containsExactly("r2");
    assertThat(wire.get(JOBS).json().get("batchInferenceJobs")).hasSize(2);
    assertThat(wire.delete(JOBS + "/b1").text()).isEqualTo("{}");
    assertThat(wire.get(JOBS + "/b1").status()).isEqualTo(404);
  }

  @Test
  void aRepeatedIdIsAConflictAndMakesNoSecondBatch() throws Exception {
    upload("in", line("r1", "alpha", ""));
    create("b1", "");

    HttpWire.Answer again = create("b1", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().get("code").asInt()).isEqualTo(6);
    assertThat(wire.get(JOBS).json().get("totalSize").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"inputDatasetId\":\"in\"}",
        "{\"model\":\"M\"}",
        "{\"inputDatasetId\":\"in\",\"model\":\"accounts/x/models/y\"}",
        "{\"inputDatasetId\":\"waiting\",\"model\":\"M\"}",
        "{\"inputDatasetId\":\"in\",\"model\":\"M\",\"inferenceParameters\":{\"extraBody\":\"[\"}}",
        "{\"inputDatasetId\":\"in\",\"model\":\"M\",\"outputDatasetId\":\"in\"}",
        "{\"inputDatasetId\":\"in\",\"model\":\"M\",\"colour\":1}"
      })
  void aBatchThatCannotBeIsRefused(String body) throws Exception {
    upload("in", line("r1", "alpha", ""));
    wire.post("datasets", "{\"datasetId\":\"waiting\",\"dataset\":{\"userUploaded\":{}}}");

    HttpWire.Answer refusal =
        wire.post(JOBS, body.replace("\"M\"", "\"" + FireworksWire.MODEL + "\""));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().get("message").asText()).isNotEmpty();
    assertThat(wire.get(JOBS).json().get("totalSize").asInt()).isZero();
  }
}
