package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.testkit.control.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiBatchesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT = "/v1/chat/completions";
  private static final Instant NOW = Instant.parse("2026-05-04T10:11:12Z");

  @RegisterExtension
  static final OpenAiExtension OPEN_AI =
      OpenAiExtension.with(b -> b.clock(VirtualClock.standing(NOW)));

  private OpenAiWire wire;

  @BeforeEach
  void connect() {
    OPEN_AI.openAi().reset();
    wire = new OpenAiWire(OPEN_AI.openAi());
  }

  private static String line(String id, String said, String more) {
    return request(
        id,
        CHAT,
        "{'model':'gpt-4o','messages':[{'role':'user','content':'" + said + "'}]" + more + "}");
  }

  private static String request(String id, String url, String body) {
    return ("{'custom_id':'" + id + "','method':'POST','url':'" + url + "','body':" + body + "}\n")
        .replace('\'', '"');
  }

  private String upload(String lines) throws Exception {
    return wire.upload("batch", "in.jsonl", lines);
  }

  private HttpWire.Answer create(String file, String endpoint, String more) throws Exception {
    return wire.post(
        "/batches",
        ("{'input_file_id':'" + file + "','endpoint':'" + endpoint + "','completion_window':'24h'"
                + more + "}")
            .replace('\'', '"'));
  }

  private String started(String lines, String endpoint) throws Exception {
    return OpenAiWire.expect(200, create(upload(lines), endpoint, "")).get("id").asText();
  }

  private JsonNode batch(String id) throws Exception {
    return OpenAiWire.expect(200, wire.get("/batches/" + id));
  }

  private JsonNode after(Duration time, String id) throws Exception {
    wire.pass(time);
    return batch(id);
  }

  private List<JsonNode> lines(JsonNode file) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    HttpWire.Answer content = wire.get("/files/" + file.asText() + "/content");
    for (String line : content.text().split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  @Test
  void aBatchAnswersItsLinesIntoTwoFiles() throws Exception {
    String file = upload(line("r1", "alpha", "") + line("r2", "beta", ",'temperature':9") + "\n"
        + line("r3", "gamma", ",'max_tokens':1"));
    JsonNode made = OpenAiWire.expect(200, create(file, CHAT, ",'metadata':{'run':'a'}"));
    String id = made.get("id").asText();
    List<String> states = new ArrayList<>();
    states.add(made.get("status").asText());
    for (int seconds : new int[] {10, 90, 5}) {
      states.add(after(Duration.ofSeconds(seconds), id).get("status").asText());
    }

    assertThat(states).containsExactly("validating", "in_progress", "finalizing", "completed");
    JsonNode done = batch(id);
    assertThat(done.get("object").asText()).isEqualTo("batch");
    assertThat(done.get("request_counts").toString())
        .isEqualTo("{\"total\":3,\"completed\":2,\"failed\":1}");
    assertThat(done.at("/metadata/run").asText()).isEqualTo("a");
    assertThat(done.get("expires_at").asLong() - done.get("created_at").asLong())
        .isEqualTo(86_400);
    assertThat(done.get("completed_at").asLong())
        .isEqualTo(done.get("created_at").asLong() + 105);
    assertThat(done.get("failed_at").isNull()).isTrue();
    assertThat(done.get("errors").isNull()).isTrue();
    assertThat(done.at("/usage/total_tokens").asInt()).isPositive();

    List<JsonNode> answers = lines(done.get("output_file_id"));
    assertThat(answers).extracting(a -> a.get("custom_id").asText()).containsExactly("r3", "r1");
    assertThat(answers.get(1).get("id").asText()).startsWith("batch_req_");
    assertThat(answers.get(1).at("/response/status_code").asInt()).isEqualTo(200);
    assertThat(answers.get(1).at("/response/body/choices/0/message/content").asText())
        .contains("alpha");
    assertThat(answers.get(1).get("error").isNull()).isTrue();
    List<JsonNode> errors = lines(done.get("error_file_id"));
    assertThat(errors).extracting(a -> a.get("custom_id").asText()).containsExactly("r2");
    assertThat(errors.get(0).at("/response/status_code").asInt()).isEqualTo(400);
    assertThat(errors.get(0).at("/response/body/error/param").asText()).isEqualTo("temperature");
    JsonNode output = wire.get("/files/" + done.get("output_file_id").asText()).json();
    assertThat(output.get("purpose").asText()).isEqualTo("batch_output");
    assertThat(output.get("expires_at").isNull()).isTrue();
  }

  @Test
  void aNewBatchSaysNullOfWhatHasNotHappened() throws Exception {
    JsonNode made = OpenAiWire.expect(200, create(upload(line("r", "x", "")), CHAT, ""));

    for (String field : List.of(
        "errors",
        "output_file_id",
        "error_file_id",
        "in_progress_at",
        "finalizing_at",
        "completed_at",
        "failed_at",
        "expired_at",
        "cancelling_at",
        "cancelled_at",
        "metadata")) {
      assertThat(made.has(field)).as(field).isTrue();
      assertThat(made.get(field).isNull()).as(field).isTrue();
    }
    assertThat(made.get("request_counts").toString())
        .isEqualTo("{\"total\":0,\"completed\":0,\"failed\":0}");
  }

  @Test
  void vectorsAndJudgementsComeInBatchesToo() throws Exception {
    String vectors = started(
        request(
            "v", "/v1/embeddings", "{'model':'text-embedding-3-small','input':'x','dimensions':2}"),
        "/v1/embeddings");
    String judged = started(request("m", "/v1/moderations", "{'input':'x'}"), "/v1/moderations");
    wire.pass(Duration.ofMinutes(1));

    assertThat(lines(batch(vectors).get("output_file_id"))
            .get(0)
            .at("/response/body/data/0/embedding"))
        .hasSize(2);
    assertThat(lines(batch(judged).get("output_file_id")).get(0).at("/response/body/results"))
        .hasSize(1);
  }

  @Test
  void whatIsWrongWithTheLinesIsSaidOfEach() throws Exception {
    String id = started(
        line("a", "x", "") + "no json\n" + line("a", "y", "")
            + request("b", "/v1/embeddings", "{}")
            + request("c", CHAT, "{'model':'o4-mini','messages':[]}")
            + line("d", "x", "").replace("POST", "GET")
            + "{\"custom_id\":\"e\",\"method\":\"POST\",\"url\":\"" + CHAT + "\"}\n",
        CHAT);

    JsonNode failed = after(Duration.ofSeconds(10), id);
    assertThat(failed.get("status").asText()).isEqualTo("failed");
    assertThat(failed.get("failed_at").asLong())
        .isEqualTo(failed.get("created_at").asLong() + 10);
    assertThat(failed.get("in_progress_at").isNull()).isTrue();
    assertThat(failed.at("/errors/object").asText()).isEqualTo("list");
    List<String> flaws = new ArrayList<>();
    failed
        .at("/errors/data")
        .forEach(flaw -> flaws.add(flaw.get("line").asText() + " "
            + flaw.get("code").asText() + " " + flaw.get("param").asText(null)));
    assertThat(flaws)
        .containsExactly(
            "2 invalid_json_line null",
            "3 duplicate_custom_id custom_id",
            "4 invalid_url url",
            "5 mismatched_model body.model",
            "6 invalid_method method",
            "7 missing_required_parameter body");
    assertThat(failed.get("output_file_id").isNull()).isTrue();
  }

  @Test
  void anEmptyFileFailsAsAWhole() throws Exception {
    JsonNode failed = after(Duration.ofSeconds(10), started("\n", CHAT));

    assertThat(failed.at("/errors/data/0/code").asText()).isEqualTo("empty_file");
    assertThat(failed.at("/errors/data/0/line").isNull()).isTrue();
  }

  @Test
  void whatIsNotAnsweredWithinADayExpires() throws Exception {
    StringBuilder many = new StringBuilder();
    String body = "{'model':'text-embedding-3-small','input':'x','dimensions':1}";
    for (int i = 0; i < 2_880; i++) {
      many.append(request("r" + i, "/v1/embeddings", body));
    }
    String id = started(many.toString(), "/v1/embeddings");

    assertThat(after(Duration.ofSeconds(86_399), id).get("status").asText())
        .isEqualTo("in_progress");
    JsonNode expired = after(Duration.ofSeconds(1), id);
    assertThat(expired.get("status").asText()).isEqualTo("expired");
    assertThat(expired.get("expired_at")).isEqualTo(expired.get("expires_at"));
    assertThat(lines(expired.get("output_file_id"))).hasSize(2_879);
    JsonNode late = lines(expired.get("error_file_id")).get(0);
    assertThat(late.get("response").isNull()).isTrue();
    assertThat(late.at("/error/code").asText()).isEqualTo("batch_expired");
  }

  @Test
  void aCancelledBatchKeepsWhatItHas() throws Exception {
    String id = started(line("a", "x", "") + line("b", "y", ""), CHAT);
    wire.pass(Duration.ofSeconds(41));

    JsonNode stopping = OpenAiWire.expect(200, wire.post("/batches/" + id + "/cancel"));
    assertThat(stopping.get("status").asText()).isEqualTo("cancelling");
    assertThat(stopping.get("cancelling_at").asLong())
        .isEqualTo(stopping.get("created_at").asLong() + 41);
    assertThat(OpenAiWire.expect(200, wire.post("/batches/" + id + "/cancel"))
            .get("status")
            .asText())
        .isEqualTo("cancelling");
    JsonNode stopped = after(Duration.ofMinutes(10), id);
    assertThat(stopped.get("status").asText()).isEqualTo("cancelled");
    assertThat(lines(stopped.get("output_file_id"))).hasSize(1);
    assertThat(OpenAiWire.expect(400, wire.post("/batches/" + id + "/cancel"))
            .at("/error/message")
            .asText())
        .contains("'cancelled'");
  }

  @Test
  void aBatchCanBeCancelledBeforeItBegins() throws Exception {
    String id = started(line("a", "x", ""), CHAT);

    assertThat(wire.post("/batches/" + id + "/cancel").json().get("status").asText())
        .isEqualTo("cancelling");
    JsonNode stopped = after(Duration.ofMinutes(1), id);
    assertThat(stopped.get("in_progress_at").isNull()).isTrue();
    assertThat(stopped.get("output_file_id").isNull()).isTrue();
  }

  @Test
  void resultsCanExpire() throws Exception {
    String id = OpenAiWire.expect(
            200,
            create(
                upload(line("a", "x", "")),
                CHAT,
                ",'output_expires_after':{'anchor':'created_at','seconds':3600}"))
        .get("id")
        .asText();

    String output = after(Duration.ofMinutes(1), id).get("output_file_id").asText();
    assertThat(wire.get("/files/" + output).json().get("expires_at").isNumber()).isTrue();
    wire.pass(Duration.ofHours(2));
    assertThat(wire.get("/files/" + output).status()).isEqualTo(404);
  }

  @Test
  void batchesAreListedNewestFirstInPages() throws Exception {
    String file = upload(line("a", "x", ""));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(0, create(file, CHAT, "").json().get("id").asText());
    }

    JsonNode first = wire.get("/batches?limit=2").json();
    JsonNode rest = wire.get("/batches?limit=2&after=" + made.get(1)).json();
    assertThat(first.get("data"))
        .extracting(b -> b.get("id").asText())
        .containsExactlyElementsOf(made.subList(0, 2));
    assertThat(first.get("has_more").asBoolean()).isTrue();
    assertThat(rest.get("data")).extracting(b -> b.get("id").asText()).containsExactly(made.get(2));
    assertThat(rest.get("has_more").asBoolean()).isFalse();
    assertThat(wire.get("/batches?limit=101").status()).isEqualTo(400);
    assertThat(wire.get("/batches/batch_none").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'endpoint':'/v1/embeddings','completion_window':'24h'}|400|input_file_id",
        "{'input_file_id':'file-none','endpoint':'/v1/embeddings','completion_window':'24h'}|404"
            + "|input_file_id",
        "{'input_file_id':'WRONG','endpoint':'/v1/embeddings','completion_window':'24h'}|400"
            + "|input_file_id",
        "{'input_file_id':'FILE','endpoint':'/v1/files','completion_window':'24h'}|400|endpoint",
        "{'input_file_id':'FILE','endpoint':'/v1/embeddings','completion_window':'1h'}|400"
            + "|completion_window",
        "{'input_file_id':'FILE','endpoint':'/v1/embeddings','completion_window':'24h',"
            + "'output_expires_after':{'anchor':'created_at','seconds':60}}|400"
            + "|output_expires_after.seconds"
      })
  void aBatchThatCannotBeIsRefused(String body, int status, String param) throws Exception {
    String file = upload(line("a", "x", ""));
    String wrong = wire.upload("user_data", "in.jsonl", line("a", "x", ""));

    JsonNode error = OpenAiWire.expect(
            status,
            wire.post(
                "/batches", body.replace('\'', '"').replace("FILE", file).replace("WRONG", wrong)))
        .get("error");
    assertThat(error.get("param").asText()).isEqualTo(param);
    assertThat(wire.get("/batches").json().get("data")).isEmpty();
  }
}
