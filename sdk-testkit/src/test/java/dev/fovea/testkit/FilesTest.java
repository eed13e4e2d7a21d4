package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesTest {
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
  void anUploadGoesThroughRedirectStorageAndPreprocess() throws Exception {
    Wire.Answer announced = wire.form(
        "/files",
        Map.of("purpose", "fine-tune", "file_name", "a/b/vlm.jsonl", "file_type", "jsonl"));
    assertThat(announced.status()).isEqualTo(302);
    String id = announced.header("x-together-file-id");
    assertThat(URI.create(announced.header("location")).isAbsolute()).isTrue();
    assertThat(wire.post("/files/" + id + "/preprocess").status()).isEqualTo(400);

    assertThat(put(announced.header("location"), GOOD_LINE)).isEqualTo(200);
    Wire.Answer processed = wire.post("/files/" + id + "/preprocess");

    assertThat(processed.status()).isEqualTo(200);
    assertThat(processed.json().get("filename").asText()).isEqualTo("vlm.jsonl");
    assertThat(processed.json().get("processing_status").asText()).isEqualTo("PENDING");
    assertThat(processed.json().get("bytes").asLong()).isZero();
    assertThat(processed.json().get("Processed").asBoolean()).isFalse();
    assertThat(TOGETHER.together().files()).containsExactly(id);
  }

  private static int put(String location, String content) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(location))
        .PUT(HttpRequest.BodyPublishers.ofString(content))
        .build();
    return Wire.http().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void processingFollowsTheVirtualClock() throws Exception {
    String id = wire.upload("x.jsonl", GOOD_LINE + GOOD_LINE);
    assertThat(status(id)).isEqualTo("PENDING");
    TOGETHER.together().clock().advance(Duration.ofSeconds(3));
    assertThat(status(id)).isEqualTo("QUEUED");
    TOGETHER.together().clock().advance(Duration.ofSeconds(5));
    assertThat(status(id)).isEqualTo("RUNNING");
    TOGETHER.together().clock().advance(Duration.ofSeconds(20));

    var file = wire.get("/files/" + id).json();
    assertThat(file.get("processing_status").asText()).isEqualTo("COMPLETED");
    assertThat(file.get("LineCount").asLong()).isEqualTo(2);
    assertThat(file.get("bytes").asLong()).isEqualTo(2L * GOOD_LINE.length());
    assertThat(file.get("validation_report").get("valid").asBoolean()).isTrue();
    assertThat(file.get("validation_report").get("dataset_format").asText())
        .isEqualTo("conversation");
  }

  private String status(String id) throws Exception {
    return wire.get("/files/" + id).json().get("processing_status").asText();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "{\"messages\":[{\"content\":\"x\"}]}|Line 2: `messages[0]` must contain a `role` field",
        "|Line 2: could not parse JSON, the line is blank",
        "{nope|Line 2: could not parse JSON, unexpected format",
        "[1]|Line 2: invalid format",
        "{\"text\":\"a\"}|Line 2: all samples must share one format",
        "{\"foo\":1}|Line 2: could not detect a format",
        "{\"messages\":[],\"foo\":1}|Line 2: extra column \"foo\"",
        "{\"messages\":[]}|Line 2: `messages` must not be empty",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}|Line 2: `messages` must contain at least one assistant",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}]}|repeats the role user",
        "{\"messages\":[{\"role\":\"boss\",\"content\":\"a\"}]}|possible roles are",
        "{\"messages\":[{\"role\":\"user\",\"content\":null}]}|must be a string or a list",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\",\"weight\":2}]}|must be 0 or 1",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"video\"}]}]}|must be text or image_url, got video",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/y.png\"}}]}]}|must be a base64 data URL",
        "{\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}]}]}|only user messages can contain images",
        "{\"messages\":[{\"role\":\"user\",\"weight\":1,\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}]}]}|non-zero weight",
        "{\"messages\":[{\"role\":\"user\",\"content\":[]},{\"role\":\"assistant\",\"content\":\"x\"}]}|all messages must be multimodal",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":[]}|`tools` must be a non-empty list",
        "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]},\"preferred_output\":[],\"non_preferred_output\":[]}|`preferred_output` must hold exactly one message",
      })
  void aBadLineMakesTheFileInvalidAndIsNamed(String line, String error) throws Exception {
    String id = wire.uploaded(GOOD_LINE + (line == null ? "" : line) + "\n" + GOOD_LINE);

    var file = wire.get("/files/" + id).json();

    assertThat(file.get("processing_status").asText()).isEqualTo("INVALID_FORMAT");
    assertThat(file.get("validation_report").get("valid").asBoolean()).isFalse();
    assertThat(file.get("validation_report").get("error_type").asText())
        .isEqualTo("INVALID_FORMAT");
    assertThat(file.get("validation_report").get("error").asText())
        .contains(error)
        .startsWith("Line 2: ");
  }
}
