package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartUploadTest {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private static final String CONTENT = "{\"text\":\"one\"}\n{\"text\":\"two\"}\n";

  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(TOGETHER.together());
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private HttpWire.Answer begin(long size, int parts, String checksum) throws Exception {
    return wire.post(
        "/files/multipart/initiate",
        "{\"file_name\":\"x.jsonl\",\"file_type\":\"jsonl\",\"purpose\":\"fine-tune\",\"file_size\":"
            + size + ",\"num_parts\":" + parts
            + (checksum.isEmpty() ? "" : ",\"checksum\":\"" + checksum + "\"") + "}");
  }

  private static HttpResponse<String> put(JsonNode part, String bytes) throws Exception {
    return Wire.http()
        .send(
            HttpRequest.newBuilder(URI.create(part.get("URL").asText()))
                .header("x-part", part.at("/Headers/x-part").asText())
                .PUT(HttpRequest.BodyPublishers.ofString(bytes))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private List<String> putAll(JsonNode begun) throws Exception {
    List<String> tags = new ArrayList<>();
    tags.add(tag(put(begun.at("/parts/0"), CONTENT.substring(0, 15))));
    tags.add(tag(put(begun.at("/parts/1"), CONTENT.substring(15))));
    return tags;
  }

  private static String tag(HttpResponse<String> stored) {
    assertThat(stored.statusCode()).isEqualTo(200);
    String tag = stored.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).startsWith("\"").endsWith("\"");
    return tag.substring(1, tag.length() - 1);
  }

  private HttpWire.Answer end(String how, JsonNode begun, String parts) throws Exception {
    return wire.post(
        "/files/multipart/" + how,
        "{\"upload_id\":\"" + begun.get("upload_id").asText() + "\",\"file_id\":\""
            + begun.get("file_id").asText() + "\"" + parts + "}");
  }

  private static String part(int number, String tag) {
    return "{\"part_number\":" + number + ",\"etag\":\"" + tag + "\"}";
  }

  @Test
  void partsBecomeOneFile() throws Exception {
    JsonNode begun = begin(CONTENT.length(), 2, sha256(CONTENT)).json();
    List<String> tags = putAll(begun);

    HttpWire.Answer completed = end(
        "complete",
        begun,
        ",\"parts\":[" + part(1, tags.get(0)) + "," + part(2, tags.get(1)) + "]");

    String id = begun.get("file_id").asText();
    assertThat(completed.status()).isEqualTo(200);
    assertThat(completed.json().at("/file/id").asText()).isEqualTo(id);
    assertThat(completed.json().at("/file/object").asText()).isEqualTo("file");
    assertThat(wire.get("/files/" + id + "/content").text()).isEqualTo(CONTENT);
    assertThat(TOGETHER.together().sha256(id)).contains(sha256(CONTENT));
    assertThat(end("complete", begun, ",\"parts\":[]").status()).isEqualTo(400);
  }

  @Test
  void aPartSentAgainTakesThePlaceOfTheOneBefore() throws Exception {
    JsonNode begun = begin(CONTENT.length(), 2, "").json();
    put(begun.at("/parts/0"), "something else");
    List<String> tags = putAll(begun);

    end(
        "complete",
        begun,
        ",\"parts\":[" + part(1, tags.get(0)) + "," + part(2, tags.get(1)) + "]");

    assertThat(TOGETHER.together().sha256(begun.get("file_id").asText())).contains(sha256(CONTENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2:1,1:0|ascending order",
        "1:0|has 2 parts, 1 were named",
        "1:0,3:0|part 3 was not uploaded",
        "1:1,2:0|etag of part 1",
      })
  void aWrongCompletionIsRefusedInPlainText(String parts, String why) throws Exception {
    JsonNode begun = begin(CONTENT.length(), 2, "").json();
    List<String> tags = putAll(begun);
    StringBuilder named = new StringBuilder();
    for (String one : parts.split(",", -1)) {
      String[] ends = one.split(":", -1);
      named
          .append(named.isEmpty() ? "" : ",")
          .append(part(Integer.parseInt(ends[0]), tags.get(Integer.parseInt(ends[1]))));
    }

    HttpWire.Answer refused = end("complete", begun, ",\"parts\":[" + named + "]");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains(why).doesNotStartWith("{");
  }

  @Test
  void otherBytesThanAnnouncedAreRefused() throws Exception {
    for (JsonNode begun : List.of(
        begin(CONTENT.length() + 1, 2, "").json(),
        begin(CONTENT.length(), 2, sha256("other")).json())) {
      List<String> tags = putAll(begun);
      assertThat(end(
                  "complete",
                  begun,
                  ",\"parts\":[" + part(1, tags.get(0)) + "," + part(2, tags.get(1)) + "]")
              .status())
          .isEqualTo(400);
    }
    assertThat(begin(0, 2, "").status()).isEqualTo(400);
    assertThat(begin(10, 251, "").status()).isEqualTo(400);
  }

  @Test
  void anAbortedUploadLeavesNothing() throws Exception {
    JsonNode begun = begin(CONTENT.length(), 2, "").json();
    putAll(begun);

    assertThat(end("abort", begun, "").status()).isEqualTo(200);

    assertThat(wire.get("/files/" + begun.get("file_id").asText()).status()).isEqualTo(404);
    assertThat(put(begun.at("/parts/0"), "x").statusCode()).isEqualTo(403);
    assertThat(end("abort", begun, "").status()).isEqualTo(404);
  }

  @Test
  void knownBytesAreNotTakenTwiceHoweverTheyCame() throws Exception {
    String id = wire.upload("x.jsonl", CONTENT);

    HttpWire.Answer known = begin(CONTENT.length(), 2, sha256(CONTENT));

    assertThat(known.status()).isEqualTo(409);
    assertThat(known.json().get("file_id").asText()).isEqualTo(id);
  }

  @Test
  void theStoreTakesTheSignatureAndNoKey() throws Exception {
    JsonNode part = begin(CONTENT.length(), 2, "").json().at("/parts/0");
    URI place = URI.create(part.get("URL").asText());

    HttpRequest.Builder put =
        HttpRequest.newBuilder(place).PUT(HttpRequest.BodyPublishers.ofString("x"));
    assertThat(status(put.copy())).isEqualTo(403);
    assertThat(status(put.copy().header("x-part", "2"))).isEqualTo(403);
    assertThat(status(put.copy().header("x-part", "1").header("Authorization", "Bearer embedded")))
        .isEqualTo(400);
    assertThat(status(put.copy().header("x-part", "1"))).isEqualTo(200);
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return Wire.http()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void aPartCanBeMadeToFail() throws Exception {
    JsonNode begun = begin(CONTENT.length(), 2, "").json();
    TOGETHER.together().faults().next(1).to("PUT", "/_storage/part/{upload}/1").status(503);

    assertThat(put(begun.at("/parts/0"), "x").statusCode()).isEqualTo(503);
    assertThat(put(begun.at("/parts/0"), "x").statusCode()).isEqualTo(200);
  }

  @Test
  void zerosTakeNoRoomOnDiskAndComeBackWhole() throws Exception {
    String zeros = "\0".repeat(8 << 20) + "end" + "\0".repeat(1 << 20);

    String id = wire.upload("zeros.jsonl", zeros);

    assertThat(wire.get("/files/" + id + "/content").text()).isEqualTo(zeros);
    assertThat(TOGETHER.together().sha256(id)).contains(sha256(zeros));
  }
}
