package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiFilesTest {
  private static final Instant START = Instant.parse("2026-05-04T10:11:12Z");

  @RegisterExtension
  static final OpenAiExtension EMBEDDED =
      OpenAiExtension.with(b -> b.clock(VirtualClock.standing(START)));

  private final OpenAiWire wire = new OpenAiWire(EMBEDDED.openAi());

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("data").forEach(one -> ids.add(one.get("id").asText()));
    return ids;
  }

  @Test
  void aFileIsThereAtOnceAndSaysWhatItIs() throws Exception {
    JsonNode file = OpenAiWire.expect(
        200,
        wire.form(
            "/files",
            OpenAiWire.field("purpose", "fine-tune"),
            OpenAiWire.file("file", "birds.jsonl", "{\"a\":1}\n")));

    assertThat(file.get("object").asText()).isEqualTo("file");
    assertThat(file.get("id").asText()).startsWith("file-");
    assertThat(file.get("purpose").asText()).isEqualTo("fine-tune");
    assertThat(file.get("filename").asText()).isEqualTo("birds.jsonl");
    assertThat(file.get("bytes").asInt()).isEqualTo(8);
    assertThat(file.get("created_at").isIntegralNumber()).isTrue();
    assertThat(file.get("status").asText()).isEqualTo("processed");
    assertThat(file.get("expires_at").isNull()).isTrue();
    assertThat(OpenAiWire.expect(200, wire.get("/files/" + file.get("id").asText())))
        .isEqualTo(file);
  }

  @Test
  void partsMayComeInAnyOrderInChunksAndWithHeadersOfTheirOwn() throws Exception {
    String purpose = crlf("""
        --cut
        content-type: text/plain; charset=utf-8
        Content-Length: 9
        content-disposition: form-data; name="purpose"

        fine-tune
        """);
    String bytes = crlf("""
        --cut
        Content-Disposition: form-data; filename="a;b%22c.jsonl"; name=file
        Content-Transfer-Encoding: binary
        Content-Type:

        {}

        """);

    JsonNode file = OpenAiWire.expect(200, wire.chunked("/files", bytes, purpose));

    assertThat(file.get("filename").asText()).isEqualTo("a;b\"c.jsonl");
    assertThat(file.get("bytes").asInt()).isEqualTo(4);
  }

  private static String crlf(String lines) {
    return lines.replace("\n", "\r\n");
  }

  @Test
  void theContentComesBackByteForByteAsAnAttachment() throws Exception {
    String id = wire.upload("{\"ä\":1}\r\n--cu");

    HttpWire.Answer content = wire.get("/files/" + id + "/content");

    assertThat(content.status()).isEqualTo(200);
    assertThat(content.text()).isEqualTo("{\"ä\":1}\r\n--cu");
    assertThat(content.header("content-type")).isEqualTo("application/octet-stream");
    assertThat(content.header("content-disposition"))
        .isEqualTo("attachment; filename=\"train.jsonl\"");
  }

  @Test
  void aDeletedFileIsGoneAndSoIsOneThatExpired() throws Exception {
    String kept = wire.upload("{}");
    JsonNode brief = OpenAiWire.expect(
        200,
        wire.form(
            "/files",
            OpenAiWire.field("expires_after[anchor]", "created_at"),
            OpenAiWire.file("file", "a.pdf", "x"),
            OpenAiWire.field("expires_after[seconds]", "3600"),
            OpenAiWire.field("purpose", "user_data")));
    assertThat(brief.get("expires_at").asLong())
        .isEqualTo(brief.get("created_at").asLong() + 3600);
    wire.pass(Duration.ofSeconds(3601));
    assertThat(wire.get("/files/" + brief.get("id").asText()).status()).isEqualTo(404);

    JsonNode deleted = OpenAiWire.expect(200, wire.delete("/files/" + kept));

    assertThat(deleted.get("deleted").asBoolean()).isTrue();
    JsonNode error = OpenAiWire.expect(404, wire.get("/files/" + kept)).get("error");
    assertThat(error.get("message").asText()).isEqualTo("No such File object: " + kept);
    assertThat(error.get("param").asText()).isEqualTo("id");
    assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.get("code").isNull()).isTrue();
  }

  @Test
  void filesForBatchesExpireAfterThirtyDaysUnlessTheySayOtherwise() throws Exception {
    String id = wire.upload("batch", "b.jsonl", "{}");

    JsonNode file = OpenAiWire.expect(200, wire.get("/files/" + id));

    assertThat(file.get("expires_at").asLong() - file.get("created_at").asLong())
        .isEqualTo(2_592_000);
  }

  @Test
  void theListIsNewestFirstAndPagedByTheLastIdSeen() throws Exception {
    EMBEDDED.openAi().reset();
    String one = wire.upload("1");
    String two = wire.upload("2");
    String batch = wire.upload("batch", "b.jsonl", "3");
    String four = wire.upload("4");

    JsonNode page = OpenAiWire.expect(200, wire.get("/files?limit=2&purpose=fine-tune"));

    assertThat(ids(page)).containsExactly(four, two);
    assertThat(page.get("first_id").asText()).isEqualTo(four);
    assertThat(page.get("last_id").asText()).isEqualTo(two);
    assertThat(page.get("has_more").asBoolean()).isTrue();
    page = wire.get("/files?limit=2&purpose=fine-tune&after=" + two).json();
    assertThat(ids(page)).containsExactly(one);
    assertThat(page.get("has_more").asBoolean()).isFalse();
    page = wire.get("/files?after=" + one).json();
    assertThat(ids(page)).isEmpty();
    assertThat(page.get("has_more").asBoolean()).isFalse();
    assertThat(page.get("last_id").isNull()).isTrue();
    assertThat(ids(wire.get("/files?order=asc").json())).containsExactly(one, two, batch, four);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit,integer_below_min_value",
    "limit=10001,limit,integer_above_max_value",
    "limit=some,limit,invalid_value",
    "order=ascending,order,invalid_value",
    "after=file-unknown,after,invalid_value"
  })
  void aListingThatMakesNoSenseIsRefused(String query, String param, String code) throws Exception {
    JsonNode error = OpenAiWire.expect(400, wire.get("/files?" + query)).get("error");

    assertThat(error.get("param").asText()).isEqualTo(param);
    assertThat(error.get("code").asText()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "fine-tune,train.txt,created_at,3600,file",
    "fine-tune,,created_at,3600,file",
    "batch,rows.json,created_at,3600,file",
    "batch_output,rows.jsonl,created_at,3600,purpose",
    "fine-tune,train.jsonl,last_active_at,3600,expires_after.anchor",
    "fine-tune,train.jsonl,created_at,3599,expires_after.seconds",
    "fine-tune,train.jsonl,created_at,2592001,expires_after.seconds"
  })
  void anUploadThatBreaksARuleIsRefused(
      String purpose, String name, String anchor, String seconds, String param) throws Exception {
    JsonNode error = OpenAiWire.expect(
            400,
            wire.form(
                "/files",
                OpenAiWire.file("file", name == null ? "" : name, "{}"),
                OpenAiWire.field("purpose", purpose),
                OpenAiWire.field("expires_after[anchor]", anchor),
                OpenAiWire.field("expires_after[seconds]", seconds)))
        .get("error");

    assertThat(error.get("param").asText()).isEqualTo(param);
    assertThat(error.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("message", "type", "param", "code");
  }

  @Test
  void anUploadWithoutAFileOrAPurposeIsRefused() throws Exception {
    HttpWire.Answer noFile = wire.form("/files", OpenAiWire.field("purpose", "fine-tune"));
    HttpWire.Answer noPurpose = wire.form("/files", OpenAiWire.file("file", "a.jsonl", "{}"));

    assertThat(OpenAiWire.expect(400, noFile).at("/error/param").asText()).isEqualTo("file");
    assertThat(OpenAiWire.expect(400, noPurpose).at("/error/param").asText()).isEqualTo("purpose");
    assertThat(wire.post("/files", "{}").status()).isEqualTo(400);
  }

  @Test
  void whatDoesNotExistAndWhatIsNotAllowedSayWhichItIs() throws Exception {
    HttpWire.Answer unknown = wire.get("/fils");
    HttpWire.Answer verb = wire.patch("/files", "{}");

    assertThat(OpenAiWire.expect(404, unknown).at("/error/message").asText())
        .isEqualTo("Invalid URL (GET /v1/fils)");
    assertThat(OpenAiWire.expect(405, verb).at("/error/code").asText())
        .isEqualTo("method_not_supported");
    assertThat(unknown.header("x-request-id")).matches("req_[0-9a-f]{32}");
    assertThat(wire.get("/files/none").header("x-request-id")).matches("req_[0-9a-f]{32}");
  }
}
