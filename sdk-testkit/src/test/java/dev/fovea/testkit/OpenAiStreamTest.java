package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenAiStreamTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT = "/chat/completions";
  private static final String TOOLS =
      ",'tools':[{'type':'function','function':{'name':'store','parameters':{'type':'object',"
          + "'properties':{'total':{'type':'string'}}}}},{'type':'custom','custom':{'name':'note'}}]";

  @RegisterExtension
  static final OpenAiExtension OPEN_AI = OpenAiExtension.with(b -> b.timeScale(0));

  private OpenAiWire wire;

  @BeforeEach
  void connect() {
    wire = new OpenAiWire(OPEN_AI.openAi());
  }

  private HttpWire.Answer chat(String more) throws Exception {
    String body = "{'model':'" + OpenAiWire.MODEL
        + "','messages':[{'role':'user','content':'alpha beta gamma'}]" + more + "}";
    return wire.post(CHAT, body.replace('\'', '"'));
  }

  private List<JsonNode> stream(String more) throws Exception {
    HttpWire.Answer answer = chat(",'stream':true" + more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
    return chunks(answer.text());
  }

  /** Every frame is one data line and an empty line, and the last says so. */
  private static List<JsonNode> chunks(String stream) throws IOException {
    List<JsonNode> chunks = new ArrayList<>();
    assertThat(stream).endsWith("data: [DONE]\n\n");
    for (String frame : stream.split("\n\n", -1)) {
      if (!frame.isEmpty() && !frame.equals("data: [DONE]")) {
        assertThat(frame).startsWith("data: {").doesNotContain("\n");
        chunks.add(JSON.readTree(frame.substring("data: ".length())));
      }
    }
    return chunks;
  }

  private static String joined(List<JsonNode> chunks, int index, String pointer) {
    StringBuilder all = new StringBuilder();
    for (JsonNode chunk : chunks) {
      if (chunk.at("/choices/0/index").asInt(-1) == index) {
        all.append(chunk.at("/choices/0/delta" + pointer).asText(""));
      }
    }
    return all.toString();
  }

  @Test
  void theRoleComesFirstThenThePiecesThenTheReason() throws Exception {
    JsonNode whole = chat("").json();
    List<JsonNode> chunks = stream("");

    JsonNode first = chunks.get(0);
    assertThat(first.get("object").asText()).isEqualTo("chat.completion.chunk");
    assertThat(first.at("/choices/0/delta").toString())
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}");
    JsonNode last = chunks.get(chunks.size() - 1);
    assertThat(last.at("/choices/0/delta")).isEmpty();
    assertThat(last.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(joined(chunks, 0, "/content"))
        .isEqualTo(whole.at("/choices/0/message/content").asText());
    for (JsonNode chunk : chunks) {
      assertThat(chunk.get("id")).isEqualTo(first.get("id"));
      assertThat(chunk.get("created")).isEqualTo(first.get("created"));
      assertThat(chunk.at("/choices/0").has("logprobs")).isTrue();
      assertThat(chunk.at("/choices/0").has("finish_reason")).isTrue();
      assertThat(chunk.has("usage")).isFalse();
      assertThat(chunk.get("obfuscation").asText()).isNotEmpty();
    }
    assertThat(chunks.get(1).at("/choices/0/delta").fieldNames())
        .toIterable()
        .containsExactly("content");
  }

  @Test
  void usageComesInAChunkOfItsOwnToWhoAsksForIt() throws Exception {
    JsonNode whole = chat("").json();
    List<JsonNode> chunks = stream(",'stream_options':{'include_usage':true}");

    JsonNode last = chunks.remove(chunks.size() - 1);
    assertThat(last.get("choices").isArray()).isTrue();
    assertThat(last.get("choices")).isEmpty();
    assertThat(last.get("usage")).isEqualTo(whole.get("usage"));
    assertThat(chunks)
        .allSatisfy(chunk ->
            assertThat(chunk.has("usage") && chunk.get("usage").isNull()).isTrue());
  }

  @Test
  void paddingCanBeLeftOut() throws Exception {
    assertThat(stream(",'stream_options':{'include_obfuscation':false}"))
        .allSatisfy(chunk -> assertThat(chunk.has("obfuscation")).isFalse());
  }

  @Test
  void choicesTakeTurns() throws Exception {
    List<JsonNode> chunks = stream(",'n':2");

    assertThat(chunks)
        .extracting(chunk -> chunk.at("/choices/0/index").asInt())
        .startsWith(0, 1, 0, 1, 0, 1)
        .endsWith(0, 1);
    assertThat(joined(chunks, 1, "/content")).isEqualTo(joined(chunks, 0, "/content"));
  }

  @Test
  void likelihoodsComeWithTheirPieces() throws Exception {
    List<JsonNode> chunks = stream(",'logprobs':true,'top_logprobs':1");

    JsonNode piece = chunks.get(1).at("/choices/0");
    assertThat(piece.at("/logprobs/content/0/token")).isEqualTo(piece.at("/delta/content"));
    assertThat(piece.at("/logprobs/content/0/top_logprobs")).hasSize(1);
    assertThat(chunks.get(0).at("/choices/0/logprobs").isNull()).isTrue();
  }

  @Test
  void aCallComesInFragments() throws Exception {
    List<JsonNode> chunks = stream(TOOLS + ",'tool_choice':'required'");

    assertThat(chunks.get(0).at("/choices/0/delta/content").isNull()).isTrue();
    JsonNode head = chunks.get(1).at("/choices/0/delta/tool_calls/0");
    assertThat(head.get("index").asInt()).isZero();
    assertThat(head.get("id").asText()).startsWith("call_");
    assertThat(head.get("type").asText()).isEqualTo("function");
    assertThat(head.at("/function/name").asText()).isEqualTo("store");
    assertThat(head.at("/function/arguments").asText()).isEmpty();
    JsonNode rest = chunks.get(2).at("/choices/0/delta/tool_calls/0");
    assertThat(rest.fieldNames()).toIterable().containsExactly("index", "function");
    assertThat(JSON.readTree(joined(chunks, 0, "/tool_calls/0/function/arguments"))
            .get("total")
            .asText())
        .contains("alpha");
    assertThat(chunks.get(chunks.size() - 1).at("/choices/0/finish_reason").asText())
        .isEqualTo("tool_calls");
  }

  @Test
  void freeTextForAToolComesInFragmentsToo() throws Exception {
    List<JsonNode> chunks =
        stream(TOOLS + ",'tool_choice':{'type':'custom','custom':{'name':'note'}}");

    assertThat(chunks.get(1).at("/choices/0/delta/tool_calls/0/type").asText()).isEqualTo("custom");
    assertThat(joined(chunks, 0, "/tool_calls/0/custom/input")).contains("alpha beta gamma");
  }

  @Test
  void aFunctionCalledTheOlderWayComesInFragments() throws Exception {
    List<JsonNode> chunks =
        stream(",'functions':[{'name':'store'}],'function_call':{'name':'store'}");

    assertThat(joined(chunks, 0, "/function_call/name")).isEqualTo("store");
    assertThat(joined(chunks, 0, "/function_call/arguments")).isEqualTo("{}");
    assertThat(chunks.get(chunks.size() - 1).at("/choices/0/finish_reason").asText())
        .isEqualTo("function_call");
  }

  @Test
  void whatIsRefusedIsRefusedBeforeTheStream() throws Exception {
    HttpWire.Answer refusal = chat(",'stream':true,'n':0");

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.header("content-type")).isEqualTo("application/json");
    assertThat(refusal.json().at("/error/code").asText()).isEqualTo("integer_below_min_value");
  }

  @Test
  void anErrorInTheMiddleIsAFrameWithAllFourFields() throws Exception {
    OPEN_AI.openAi().faults().next(1).to("POST", "/v1" + CHAT).streamError(2, "overloaded");

    HttpWire.Answer answer = chat(",'stream':true");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .endsWith("data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\","
            + "\"param\":null,\"code\":null}}\n\n")
        .doesNotContain("[DONE]");
  }

  @Test
  void aStreamCanBeCutAndSlow() throws Exception {
    OPEN_AI.openAi().faults().next(1).to("POST", "/v1" + CHAT).cutAfterBytes(400);
    assertThatThrownBy(() -> chat(",'stream':true")).isInstanceOf(IOException.class);

    OPEN_AI.openAi().faults().next(1).to("POST", "/v1" + CHAT).trickle(Duration.ofNanos(1000));
    assertThat(chunks(chat(",'stream':true,'max_tokens':1").text())).hasSize(3);
  }

  @Test
  void faultsSpeakAsOpenAiDoes() throws Exception {
    OPEN_AI
        .openAi()
        .faults()
        .next(1)
        .to("POST", "/v1" + CHAT)
        .status(429)
        .header("retry-after-ms", "1500")
        .header("retry-after", "2");
    HttpWire.Answer limited = chat("");
    OPEN_AI.openAi().faults().next(1).to("POST", "/v1" + CHAT).status(503);
    HttpWire.Answer down = chat("");

    assertThat(limited.header("retry-after-ms")).isEqualTo("1500");
    assertThat(limited.json().at("/error/type").asText()).isEqualTo("requests");
    assertThat(limited.json().at("/error/code").asText()).isEqualTo("rate_limit_exceeded");
    assertThat(down.json().at("/error/type").asText()).isEqualTo("server_error");
    assertThat(down.json().at("/error/code").isNull()).isTrue();
    assertThat(down.header("x-request-id")).startsWith("req_");
  }
}
