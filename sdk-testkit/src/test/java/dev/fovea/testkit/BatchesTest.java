package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private EmbeddedTogether together;
  private Wire wire;

  @BeforeEach
  void connect() {
    together = TOGETHER.together();
    wire = new Wire(together);
  }

  private static String line(String id, String word) {
    return "{\"custom_id\":\"" + id + "\",\"body\":{\"model\":\"" + Wire.MODEL
        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + word + "\"}]}}\n";
  }

  private String upload(String purpose, String content) throws Exception {
    HttpWire.Answer announced = wire.form(
        "/files", Map.of("purpose", purpose, "file_name", "b.jsonl", "file_type", "jsonl"));
    HttpRequest put = HttpRequest.newBuilder(URI.create(announced.header("location")))
        .PUT(HttpRequest.BodyPublishers.ofString(content))
        .build();
    assertThat(Wire.http().send(put, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
    return announced.header("x-together-file-id");
  }

  private HttpWire.Answer create(String file, String more) throws Exception {
    return wire.post(
        "/batches",
        "{\"endpoint\":\"/v1/chat/completions\",\"input_file_id\":\"" + file + "\"" + more + "}");
  }

  private JsonNode get(String id) throws Exception {
    return wire.get("/batches/" + id).json();
  }

  private JsonNode after(String id, Duration time) throws Exception {
    together.clock().advance(time);
    return get(id);
  }

  @Test
  void aBatchRunsByTheClockAndItsFilesHoldRealAnswers() throws Exception {
    String file = upload(
        "batch-api",
        line("r1", "alpha") + "\n" + line("r2", "beta").replace(Wire.MODEL, "nobody/nothing"));

    HttpWire.Answer created = create(file, ",\"completion_window\":\"24h\",\"priority\":1");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().has("warning")).isTrue();
    JsonNode job = created.json().get("job");
    assertThat(job.get("status").asText()).isEqualTo("VALIDATING");
    assertThat(job.get("input_file_id").asText()).isEqualTo(file);
    assertThat(job.get("progress").asDouble()).isZero();
    String id = job.get("id").asText();
    JsonNode running = after(id, Duration.ofSeconds(25));
    assertThat(running.get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(running.get("progress").asDouble()).isEqualTo(50);
    JsonNode done = after(id, Duration.ofSeconds(10));
    assertThat(done.get("status").asText()).isEqualTo("COMPLETED");
    assertThat(done.get("progress").asDouble()).isEqualTo(100);

    String output = content(done.get("output_file_id").asText());
    JsonNode answer = JSON.readTree(output);
    assertThat(answer.get("custom_id").asText()).isEqualTo("r1");
    assertThat(answer.at("/response/status_code").asInt()).isEqualTo(200);
    assertThat(answer.at("/response/body/choices/0/message/content").asText()).contains("alpha");
    JsonNode error = JSON.readTree(content(done.get("error_file_id").asText()));
    assertThat(error.get("custom_id").asText()).isEqualTo("r2");
    assertThat(error.at("/error/message").asText()).contains("nobody/nothing");
    assertThat(wire.get("/files/" + done.get("output_file_id").asText())
            .json()
            .get("purpose")
            .asText())
        .isEqualTo("batch-generated");
    JsonNode list = wire.get("/batches").json();
    assertThat(list.isArray()).isTrue();
    assertThat(list.get(0)).isEqualTo(done);
  }

  private String content(String file) throws Exception {
    return wire.get("/files/" + file + "/content").text();
  }

  @Test
  void theModelOfTheBatchIsTheModelOfEveryRequest() throws Exception {
    String file = upload("batch-api", line("r1", "alpha").replace(Wire.MODEL, "nobody/nothing"));
    String id = create(file, ",\"model_id\":\"" + Wire.MODEL + "\"")
        .json()
        .at("/job/id")
        .asText();

    JsonNode done = after(id, Duration.ofMinutes(1));

    assertThat(done.get("model_id").asText()).isEqualTo(Wire.MODEL);
    assertThat(done.get("error_file_id").isNull()).isTrue();
    assertThat(content(done.get("output_file_id").asText())).contains("alpha");
  }

  @Test
  void completionsCanBeBatchedToo() throws Exception {
    String file = upload(
        "batch-api",
        "{\"custom_id\":\"r1\",\"body\":{\"model\":\"" + Wire.MODEL + "\",\"prompt\":\"alpha\"}}");
    String id = create(file, "").json().at("/job/id").asText();
    String other = wire.post(
            "/batches", "{\"endpoint\":\"/v1/completions\",\"input_file_id\":\"" + file + "\"}")
        .json()
        .at("/job/id")
        .asText();

    JsonNode done = after(other, Duration.ofMinutes(1));

    assertThat(content(done.get("output_file_id").asText())).contains("\"text\":");
    assertThat(get(id).get("output_file_id").isNull()).isTrue();
  }

  @Test
  void aBatchOutOfTimeExpiresWithWhatWasAnswered() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      lines.append(line("r" + i, "w" + i));
    }
    String id = create(upload("batch-api", lines.toString()), ",\"completion_window\":\"1m\"")
        .json()
        .at("/job/id")
        .asText();

    JsonNode expired = after(id, Duration.ofHours(1));

    assertThat(expired.get("status").asText()).isEqualTo("EXPIRED");
    assertThat(content(expired.get("output_file_id").asText()).lines()).hasSize(8);
    assertThat(expired.get("progress").asDouble()).isEqualTo(8);
  }

  @Test
  void aCancelledBatchStopsAndCannotBeCancelledAgain() throws Exception {
    String id = create(upload("batch-api", line("r1", "a") + line("r2", "b")), "")
        .json()
        .at("/job/id")
        .asText();
    together.clock().advance(Duration.ofSeconds(26));

    HttpWire.Answer stopping = wire.post("/batches/" + id + "/cancel");

    assertThat(stopping.status()).isEqualTo(200);
    assertThat(stopping.json().get("status").asText()).isEqualTo("CANCELING");
    JsonNode stopped = after(id, Duration.ofHours(1));
    assertThat(stopped.get("status").asText()).isEqualTo("CANCELLED");
    assertThat(content(stopped.get("output_file_id").asText()).lines()).hasSize(1);
    HttpWire.Answer again = wire.post("/batches/" + id + "/cancel");
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().get("error").isTextual()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "{\"body\":{}}",
        "{\"custom_id\":\"a\"}",
        "{\"custom_id\":7,\"body\":{}}",
        "{\"custom_id\":\"a\",\"body\":{}}\n{\"custom_id\":\"a\",\"body\":{}}"
      })
  void aFileThatHoldsNoRequestsFailsTheBatch(String content) throws Exception {
    String id = create(upload("batch-api", content), "").json().at("/job/id").asText();

    JsonNode failed = after(id, Duration.ofMinutes(1));

    assertThat(failed.get("status").asText()).isEqualTo("FAILED");
    assertThat(failed.get("error").asText()).isNotEmpty();
  }

  @Test
  void whatCannotBecomeABatchIsRefusedWithABareText() throws Exception {
    String training = upload("fine-tune", line("r1", "a"));
    String right = upload("batch-api", line("r1", "a"));

    assertThat(refusal(create(training, ""), 400)).contains("batch-api");
    assertThat(refusal(create("file-none", ""), 404)).contains("file-none");
    assertThat(refusal(create(right, ",\"completion_window\":\"soon\""), 400)).contains("24h");
    assertThat(refusal(create(right, ",\"priority\":\"high\""), 400)).contains("priority");
    assertThat(refusal(wire.post("/batches", "{\"input_file_id\":\"" + right + "\"}"), 400))
        .contains("endpoint");
    assertThat(refusal(wire.post("/batches", "[]"), 400)).contains("object");
    assertThat(refusal(wire.get("/batches/none"), 404)).contains("none");
  }

  private static String refusal(HttpWire.Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().get("error").isTextual()).isTrue();
    return answer.json().get("error").asText();
  }
}
