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
    HttpWire.Answer announced = wire.form(
        "/files",
        Map.of("purpose", "fine-tune", "file_name", "a/b/vlm.jsonl", "file_type", "jsonl"));
    assertThat(announced.status()).isEqualTo(302);
    String id = announced.header("x-together-file-id");
    assertThat(URI.create(announced.header("location")).isAbsolute()).isTrue();
    assertThat(wire.post("/files/" + id + "/preprocess").status()).isEqualTo(400);

    assertThat(put(announced.header("location"), GOOD_LINE)).isEqualTo(200);
    HttpWire.Answer processed = wire.post("/files/" + id + "/preprocess");

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

  @Test
  void fieldsMayComeInTheQueryOrAsMultipartWithAnUnwantedFile() throws Exception {
    String query =
        Wire.encoded(Map.of("purpose", "fine-tune", "file_name", "q.jsonl", "file_type", "jsonl"));
    assertThat(wire.post("/files?" + query).status()).isEqualTo(302);

    String body = part("purpose", "fine-tune") + part("file_name", "m.jsonl")
        + "--bo\r\nContent-Disposition: form-data; name=\"file\"; filename=\"m.jsonl\"\r\n"
        + "Content-Type: application/octet-stream\r\n\r\n{\"a\":\r\n--b 1}\r\n--bo--\r\n";
    HttpWire.Answer announced = multipart("/files", body);
    assertThat(multipart(
                "/files",
                part("purpose", "eval") + part("file_name", "m.csv") + part("file_type", "csv")
                    + "--bo--\r\n")
            .status())
        .isEqualTo(302);

    assertThat(announced.status()).isEqualTo(302);
    var file = wire.get("/files/" + announced.header("x-together-file-id")).json();
    assertThat(file.get("FileType").asText()).isEqualTo("jsonl");
    assertThat(file.get("filename").asText()).isEqualTo("m.jsonl");
  }

  private static String part(String name, String value) {
    return "--bo\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private HttpWire.Answer multipart(String path, String body) throws Exception {
    return wire.send(wire.request(path)
        .header("Content-Type", "multipart/form-data; boundary=bo")
        .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void aSmallFileMayComeInOneRequestWhateverTheOrderOfItsParts() throws Exception {
    String file =
        "--bo\r\nContent-Disposition: form-data; name=\"file\"; filename=\"s.jsonl\"\r\n\r\n"
            + GOOD_LINE + "\r\n";
    String end = "--bo--\r\n";
    HttpWire.Answer first = multipart("/files/upload", part("purpose", "fine-tune") + file + end);
    HttpWire.Answer second = multipart("/files/upload", file + part("purpose", "fine-tune") + end);

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(200);
    assertThat(
            wire.get("/files/" + first.json().get("id").asText() + "/content").text())
        .isEqualTo(GOOD_LINE);
    assertThat(
            wire.get("/files/" + second.json().get("id").asText() + "/content").text())
        .isEqualTo(GOOD_LINE);
    assertThat(multipart("/files/upload", part("purpose", "fine-tune") + end).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "dance,x.jsonl,jsonl,purpose",
    "fine-tune,x.txt,,file_type",
    "fine-tune,,jsonl,file_name"
  })
  void aWrongAnnouncementIsRefused(String purpose, String name, String type, String param)
      throws Exception {
    var form = new java.util.HashMap<String, String>(Map.of("purpose", purpose));
    if (name != null) {
      form.put("file_name", name);
    }
    if (type != null) {
      form.put("file_type", type);
    }
    HttpWire.Answer answer = wire.form("/files", form);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/param").asText()).isEqualTo(param);
  }

  @Test
  void contentComesWholeOrInRanges() throws Exception {
    String id = wire.upload("x.jsonl", "0123456789");
    String path = "/files/" + id + "/content";
    assertThat(wire.get(path).text()).isEqualTo("0123456789");
    HttpWire.Answer rest = wire.send(wire.request(path).header("Range", "bytes=4-"));
    assertThat(rest.status()).isEqualTo(206);
    assertThat(rest.text()).isEqualTo("456789");
    assertThat(rest.header("content-range")).isEqualTo("bytes 4-9/10");
    assertThat(wire.send(wire.request(path).header("Range", "bytes=0-1")).text())
        .isEqualTo("01");
    assertThat(wire.send(wire.request(path).header("Range", "bytes=99-")).status())
        .isEqualTo(416);
    assertThat(wire.send(wire.request(path).header("Range", "lines=1")).status())
        .isEqualTo(200);
    String tag = rest.header("etag");
    assertThat(wire.send(wire.request(path).header("Range", "bytes=4-").header("If-Range", tag))
            .status())
        .isEqualTo(206);
    assertThat(
            wire.send(wire.request(path).header("Range", "bytes=4-").header("If-Range", "\"old\""))
                .text())
        .isEqualTo("0123456789");
  }

  @Test
  void aDeletedFileIsGone() throws Exception {
    String id = wire.upload("x.jsonl", GOOD_LINE);
    assertThat(wire.get("/files").json().at("/data/0/id").asText()).isEqualTo(id);
    assertThat(wire.delete("/files/" + id).text())
        .isEqualTo("{\"id\":\"" + id + "\",\"object\":\"file\",\"deleted\":true}");
    assertThat(wire.get("/files/" + id).status()).isEqualTo(404);
    assertThat(wire.get("/files").json().get("data")).isEmpty();
  }

  @Test
  void aKnownChecksumIsNotTakenTwiceAndAWrongOneIsRefused() throws Exception {
    String sum = java.util.HexFormat.of()
        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
            .digest(GOOD_LINE.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    Map<String, String> form =
        Map.of("purpose", "fine-tune", "file_name", "x.jsonl", "checksum", sum);
    HttpWire.Answer first = wire.form("/files", form);
    assertThat(put(first.header("location"), "something else")).isEqualTo(400);
    assertThat(put(first.header("location"), GOOD_LINE)).isEqualTo(200);

    HttpWire.Answer second = wire.form("/files", form);

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().get("file_id").asText()).isEqualTo(first.header("x-together-file-id"));
  }

  @Test
  void storageKnowsOnlyItsOwnUrls() throws Exception {
    String root = TOGETHER.together().baseUrl().toString().replace("/v1", "");
    assertThat(put(root + "/_storage/put/nobody?sig=1", "x")).isEqualTo(403);
  }

  @Test
  void otherPurposesAreNotJudged() throws Exception {
    HttpWire.Answer announced =
        wire.form("/files", Map.of("purpose", "eval", "file_name", "x.jsonl"));
    put(announced.header("location"), "anything");
    var file = wire.get("/files/" + announced.header("x-together-file-id")).json();
    assertThat(file.has("processing_status")).isFalse();
    assertThat(file.get("Processed").asBoolean()).isTrue();
    assertThat(file.get("bytes").asInt()).isEqualTo(8);
  }

  @Test
  void toolsWeightsReasoningAndAllFormatsAreAccepted() throws Exception {
    for (String line : new String[] {
      "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},{\"id\":\"2\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"r\"},{\"role\":\"tool\",\"tool_call_id\":\"2\",\"content\":\"r\"},{\"role\":\"assistant\",\"content\":\"a\",\"reasoning\":\"because\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"weight\":0.5}",
      "{\"prompt\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/webp;base64,UklGRg==\"}}],\"completion\":\"c\"}",
      "{\"text\":\"t\"}",
      "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]},\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"a\"}],\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"b\"}]}"
    }) {
      var file = wire.get("/files/" + wire.uploaded(line)).json();
      assertThat(file.get("processing_status").asText()).as(file.toString()).isEqualTo("COMPLETED");
    }
  }
}
