package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiUploadsTest {
  @RegisterExtension
  static final OpenAiExtension EMBEDDED = OpenAiExtension.with(
      b -> b.clock(VirtualClock.standing(Instant.parse("2026-05-04T10:11:12Z"))));

  private final OpenAiWire wire = new OpenAiWire(EMBEDDED.openAi());

  private JsonNode create(long bytes) throws Exception {
    return OpenAiWire.expect(
        200,
        wire.post(
            "/uploads",
            "{\"filename\":\"birds.jsonl\",\"purpose\":\"fine-tune\",\"bytes\":" + bytes
                + ",\"mime_type\":\"text/jsonl\"}"));
  }

  private String part(String upload, String content) throws Exception {
    return OpenAiWire.expect(
            200, wire.form("/uploads/" + upload + "/parts", OpenAiWire.file("data", "", content)))
        .get("id")
        .asText();
  }

  private HttpWire.Answer complete(String upload, String more, String... parts) throws Exception {
    return wire.post(
        "/uploads/" + upload + "/complete",
        "{\"part_ids\":[\"" + String.join("\",\"", parts) + "\"]" + more + "}");
  }

  private static String md5(String content) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("MD5").digest(content.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void partsComeInAnyOrderAndStandAsTheListSays() throws Exception {
    JsonNode upload = create(10);
    String id = upload.get("id").asText();
    assertThat(upload.get("status").asText()).isEqualTo("pending");
    assertThat(upload.get("file").isNull()).isTrue();
    assertThat(upload.get("expires_at").asLong() - upload.get("created_at").asLong())
        .isEqualTo(3600);
    String second = part(id, "56789");
    String first = part(id, "01234");

    JsonNode done = OpenAiWire.expect(
        200,
        complete(
            id, ",\"md5\":\"" + md5("0123456789").toUpperCase(Locale.ROOT) + "\"", first, second));

    assertThat(done.get("status").asText()).isEqualTo("completed");
    assertThat(done.at("/file/bytes").asInt()).isEqualTo(10);
    assertThat(done.at("/file/filename").asText()).isEqualTo("birds.jsonl");
    assertThat(done.at("/file/status").asText()).isEqualTo("processed");
    String file = done.at("/file/id").asText();
    assertThat(wire.get("/files/" + file + "/content").text()).isEqualTo("0123456789");
    assertThat(wire.get("/files/" + file).json()).isEqualTo(done.get("file"));
  }

  @Test
  void partsMayBeSentSideBySide() throws Exception {
    String id = create(80).get("id").asText();
    ExecutorService senders = Executors.newFixedThreadPool(4);
    List<Future<String>> sent = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String content = String.valueOf(i).repeat(10);
      sent.add(senders.submit(() -> part(id, content)));
    }
    String[] parts = new String[8];
    for (int i = 0; i < 8; i++) {
      parts[i] = sent.get(i).get();
    }
    senders.shutdown();

    JsonNode done = OpenAiWire.expect(200, complete(id, "", parts));

    assertThat(wire.get("/files/" + done.at("/file/id").asText() + "/content").text())
        .isEqualTo("0".repeat(10)
            + "1".repeat(10)
            + "2".repeat(10)
            + "3".repeat(10)
            + "4".repeat(10)
            + "5".repeat(10)
            + "6".repeat(10)
            + "7".repeat(10));
  }

  @Test
  void whatDoesNotAddUpIsRefusedAndCanBeCompletedAgain() throws Exception {
    String id = create(4).get("id").asText();
    String one = part(id, "01");
    String two = part(id, "23");

    assertThat(OpenAiWire.expect(400, complete(id, "", one)).at("/error/param").asText())
        .isEqualTo("bytes");
    assertThat(OpenAiWire.expect(400, complete(id, "", one, "part_none"))
            .at("/error/param")
            .asText())
        .isEqualTo("part_ids");
    assertThat(OpenAiWire.expect(400, complete(id, "", one, one))
            .at("/error/param")
            .asText())
        .isEqualTo("part_ids");
    assertThat(OpenAiWire.expect(400, complete(id, ",\"md5\":\"" + md5("x") + "\"", one, two))
            .at("/error/param")
            .asText())
        .isEqualTo("md5");
    assertThat(complete(id, "", one, two).status()).isEqualTo(200);
  }

  @Test
  void anUploadThatIsOverTakesNothingMore() throws Exception {
    String completed = create(1).get("id").asText();
    complete(completed, "", part(completed, "x"));
    String cancelled = create(1).get("id").asText();
    assertThat(OpenAiWire.expect(200, wire.post("/uploads/" + cancelled + "/cancel"))
            .get("status")
            .asText())
        .isEqualTo("cancelled");
    String expired = create(1).get("id").asText();
    String part = part(expired, "x");
    wire.pass(Duration.ofHours(1));

    for (String id : List.of(completed, cancelled, expired)) {
      assertThat(wire.form("/uploads/" + id + "/parts", OpenAiWire.file("data", "a", "x"))
              .status())
          .isEqualTo(400);
      assertThat(complete(id, "", part).status()).isEqualTo(400);
      assertThat(wire.post("/uploads/" + id + "/cancel").status()).isEqualTo(400);
    }
    assertThat(OpenAiWire.expect(400, complete(expired, "", part))
            .at("/error/message")
            .asText())
        .contains("expired");
    assertThat(wire.post("/uploads/upload_none/cancel").status()).isEqualTo(404);
  }

  @Test
  void aPartBeyondItsLimitIsRefusedAndNotKept() throws Exception {
    String id = create(70_000_000).get("id").asText();
    byte[] head = OpenAiWire.file("data", "a", "").getBytes(StandardCharsets.UTF_8);
    byte[] tail = "--cut--\r\n".getBytes(StandardCharsets.UTF_8);

    HttpWire.Answer answer = wire.form(
        "/uploads/" + id + "/parts",
        HttpRequest.BodyPublishers.concat(
            HttpRequest.BodyPublishers.ofByteArray(head, 0, head.length - 2),
            HttpRequest.BodyPublishers.ofByteArray(new byte[(64 << 20) + 1]),
            HttpRequest.BodyPublishers.ofString("\r\n"),
            HttpRequest.BodyPublishers.ofByteArray(tail)));

    JsonNode error = OpenAiWire.expect(413, answer).get("error");
    assertThat(error.get("message").asText()).contains("64 MB");
    assertThat(error.get("param").asText()).isEqualTo("data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"filename\":\"a.jsonl\"|filename|missing_required_parameter",
        "\"purpose\":\"fine-tune\"|purpose|missing_required_parameter",
        "\"mime_type\":\"text/jsonl\"|mime_type|missing_required_parameter",
        "\"bytes\":5|bytes|invalid_type"
      })
  void everyFieldIsRequired(String without, String param, String code) throws Exception {
    String whole =
        "\"filename\":\"a.jsonl\",\"purpose\":\"fine-tune\",\"mime_type\":\"text/jsonl\",\"bytes\":5";
    String rest = whole.replace(without, "").replace(",,", ",").replaceAll("^,|,$", "");

    JsonNode error =
        OpenAiWire.expect(400, wire.post("/uploads", "{" + rest + "}")).get("error");

    assertThat(error.get("param").asText()).isEqualTo(param);
    assertThat(error.get("code").asText()).isEqualTo(code);
  }

  @Test
  void theFileOfAnUploadMayExpire() throws Exception {
    JsonNode upload = OpenAiWire.expect(
        200,
        wire.post(
            "/uploads",
            "{\"filename\":\"a.jsonl\",\"purpose\":\"fine-tune\",\"bytes\":1,\"mime_type\":\"text/jsonl\","
                + "\"expires_after\":{\"anchor\":\"created_at\",\"seconds\":7200}}"));
    String id = upload.get("id").asText();

    JsonNode file = OpenAiWire.expect(200, complete(id, "", part(id, "x"))).get("file");

    assertThat(file.get("expires_at").asLong() - file.get("created_at").asLong())
        .isEqualTo(7200);
  }

  @Test
  void whoSendsInRealTimeHasAnHourOfIt() throws Exception {
    try (EmbeddedOpenAi fast = EmbeddedOpenAi.builder().timeScale(400).start()) {
      JsonNode upload = OpenAiWire.expect(
          200,
          new OpenAiWire(fast)
              .post(
                  "/uploads",
                  "{\"filename\":\"a.jsonl\",\"purpose\":\"fine-tune\",\"bytes\":1,\"mime_type\":\"text/jsonl\"}"));

      assertThat(upload.get("expires_at").asLong() - upload.get("created_at").asLong())
          .isEqualTo(3600);
      String parts = "/uploads/" + upload.get("id").asText() + "/parts";
      fast.clock().advance(Duration.ofHours(399));
      assertThat(sent(fast, parts)).isEqualTo(200);
      fast.clock().advance(Duration.ofHours(1));
      assertThat(sent(fast, parts)).isEqualTo(400);
    }
  }

  private static int sent(EmbeddedOpenAi server, String parts) throws Exception {
    return new OpenAiWire(server).form(parts, OpenAiWire.file("data", "", "x")).status();
  }
}
