package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FireworksChatTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT = "/inference/v1/chat/completions";
  private static final String THINKS = "accounts/fireworks/models/qwen3-vl-30b-a3b-thinking";
  private static final String TOOL =
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"store\",\"parameters\":{\"type\":"
          + "\"object\",\"properties\":{\"total\":{\"type\":\"number\"}}}}}]";

  @RegisterExtension
  static final FireworksExtension FIREWORKS = FireworksExtension.with(b -> b.timeScale(0));

  private FireworksWire wire;

  @BeforeEach
  void connect() {
    wire = new FireworksWire(FIREWORKS.fireworks());
  }

  private static String ask(String model, String more) {
    return "{\"model\":\"" + model + "\"" + more
        + ",\"messages\":[{\"role\":\"user\",\"content\":\"alpha beta gamma\"}]}";
  }

  private HttpWire.Answer chat(String more) throws Exception {
    return wire.post(CHAT, ask(FireworksWire.MODEL, more));
  }

  static List<JsonNode> chunks(String stream) throws IOException {
    List<JsonNode> chunks = new ArrayList<>();
    assertThat(stream).endsWith("data: [DONE]\n\n");
    for (String event : stream.split("\n\n", -1)) {
      if (!event.isEmpty() && !event.equals("data: [DONE]")) {
        chunks.add(JSON.readTree(event.substring("data: ".length())));
      }
    }
    return chunks;
  }

  @Test
  void anAnswerHasTheShapeOfTheWireAndTellsItsPerformance() throws Exception {
    HttpWire.Answer answer = chat("");

    JsonNode json = answer.json();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(json.get("object").asText()).isEqualTo("chat.completion");
    assertThat(json.get("model").asText()).isEqualTo(FireworksWire.MODEL);
    assertThat(json.at("/choices/0/message/content").asText()).contains("alpha beta gamma");
    assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    JsonNode usage = json.get("usage");
    assertThat(usage.get("total_tokens").asInt())
        .isEqualTo(
            usage.get("prompt_tokens").asInt() + usage.get("completion_tokens").asInt());
    assertThat(answer.header("fireworks-prompt-tokens"))
        .isEqualTo(usage.get("prompt_tokens").asText());
    assertThat(answer.header("fireworks-server-processing-time")).matches("[0-9]+\\.[0-9]{3}");
    assertThat(answer.header("fireworks-deployment")).isEmpty();
    assertThat(json.has("perf_metrics")).isFalse();
    assertThat(wire.post("/v1/chat/completions", ask(FireworksWire.MODEL, "")).status())
        .isEqualTo(200);
  }

  @Test
  void aRequestIdComesBack() throws Exception {
    HttpWire.Answer answer = wire.send(wire.request(CHAT)
        .header("x-request-id", "mine-1")
        .POST(HttpRequest.BodyPublishers.ofString(ask(FireworksWire.MODEL, ""))));

    assertThat(answer.header("x-request-id")).isEqualTo("mine-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"colour\":1 | colour | extra_forbidden",
        ",\"response_format\":{\"type\":\"text\",\"shade\":1} | shade | extra_forbidden",
        ",\"tools\":[{\"type\":\"function\",\"function\":{}}] | name | missing",
        ",\"temperature\":\"warm\" | temperature | number_type",
        ",\"max_tokens\":1.5 | max_tokens | integer_type"
      })
  void aFieldNobodyKnowsOrOfTheWrongKindIsRefused(String more, String place, String type)
      throws Exception {
    HttpWire.Answer refusal = chat(more);

    assertThat(refusal.status()).isEqualTo(422);
    JsonNode detail = refusal.json().at("/detail/0");
    assertThat(detail.get("type").asText()).isEqualTo(type);
    JsonNode loc = detail.get("loc");
    assertThat(loc.get(0).asText()).isEqualTo("body");
    assertThat(loc.get(loc.size() - 1).asText()).isEqualTo(place);
    assertThat(detail.get("msg").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"temperature\":2.1",
        "\"top_k\":101",
        "\"n\":0",
        "\"n\":129",
        "\"min_p\":1.1",
        "\"typical_p\":-1",
        "\"repetition_penalty\":2.5",
        "\"logprobs\":20",
        "\"top_logprobs\":2",
        "\"logprobs\":true,\"top_logprobs\":6",
        "\"logit_bias\":{\"5\":101}",
        "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]",
        "\"max_tokens\":5,\"max_completion_tokens\":5",
        "\"thinking\":{\"type\":\"disabled\"},\"reasoning_effort\":\"low\"",
        "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1023}",
        "\"reasoning_effort\":\"huge\"",
        "\"reasoning_history\":\"some\"",
        "\"service_tier\":\"gold\"",
        "\"context_length_exceeded_behavior\":\"shrug\"",
        "\"response_format\":{\"type\":\"poem\"}",
        "\"response_format\":{\"type\":\"grammar\"}",
        "\"response_format\":{\"type\":\"grammar\",\"grammar\":\"item ::= \\\"x\\\"\"}",
        "\"response_format\":{\"type\":\"json_schema\"}",
        "\"tool_choice\":\"perhaps\"",
        "\"tool_choice\":\"any\"",
        "\"context_length_exceeded_behavior\":\"error\",\"max_tokens\":999999999"
      })
  void aSettingOutsideItsRangeIsRefused(String setting) throws Exception {
    HttpWire.Answer refusal = chat("," + setting);

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    assertThat(refusal.json().at("/error/object").asText()).isEqualTo("error");
    assertThat(refusal.json().at("/error/message").asText()).isNotEmpty();
  }

  @Test
  void everySettingIsTakenWithinItsRange() throws Exception {
    HttpWire.Answer answer = chat(",\"max_tokens\":100,\"temperature\":0,\"top_p\":1,\"top_k\":100,"
        + "\"min_p\":0.1,\"typical_p\":0.9,\"frequency_penalty\":-2,\"presence_penalty\":2,"
        + "\"repetition_penalty\":1,\"mirostat_target\":1.5,\"mirostat_lr\":0.1,\"n\":2,"
        + "\"stop\":\"zzz\",\"seed\":5,\"stream\":false,\"stream_options\":{\"include_usage\":true},"
        + "\"logit_bias\":{\"5\":-100},\"ignore_eos\":false,\"prompt_truncate_len\":100,"
        + "\"context_length_exceeded_behavior\":\"truncate\",\"parallel_tool_calls\":true,"
        + "\"reasoning_effort\":2048,\"reasoning_history\":\"preserved\",\"raw_output\":true,"
        + "\"prediction\":{\"type\":\"content\",\"content\":\"There is\"},"
        + "\"perf_metrics_in_response\":true,\"prompt_cache_key\":\"k\",\"safe_tokenization\":true,"
        + "\"prompt_cache_isolation_key\":\"i\",\"service_tier\":\"priority\","
        + "\"metadata\":{\"a\":\"b\"},\"user\":\"u\",\"response_format\":{\"type\":\"text\"}");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("choices")).hasSize(2);
    assertThat(json.at("/perf_metrics/prompt-tokens").asText())
        .isEqualTo(json.at("/usage/prompt_tokens").asText());
    assertThat(json.at("/perf_metrics/speculation-prompt-matched-tokens").asText())
        .isEqualTo("2");
    assertThat(json.at("/choices/1/raw_output/completion").asText()).contains("alpha beta gamma");
    assertThat(json.at("/choices/1/raw_output/prompt_fragments/0").asText())
        .contains("<|im_start|>user");
  }

  @Test
  void aStreamTellsUsageInTheChunkThatEnds() throws Exception {
    HttpWire.Answer answer = chat(",\"stream\":true,\"perf_metrics_in_response\":true,"
        + "\"return_token_ids\":true,\"raw_output\":true,\"logprobs\":true");
    List<JsonNode> chunks = chunks(answer.text());

    assertThat(answer.header("content-type")).startsWith("text/event-stream");
    assertThat(answer.header("fireworks-prompt-tokens")).isNotEmpty();
    assertThat(chunks.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
    assertThat(chunks.get(0).get("prompt_token_ids")).isNotEmpty();
    StringBuilder text = new StringBuilder();
    for (JsonNode chunk : chunks.subList(0, chunks.size() - 1)) {
      assertThat(chunk.at("/choices/0/finish_reason").isNull()).isTrue();
      assertThat(chunk.get("usage").isNull()).isTrue();
      assertThat(chunk.has("perf_metrics")).isFalse();
    }
    chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asText("")));
    JsonNode last = chunks.get(chunks.size() - 1);
    assertThat(text.toString()).contains("alpha beta gamma");
    assertThat(last.at("/choices/0/delta/content").asText()).isNotEmpty();
    assertThat(last.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(last.at("/choices/0/token_ids")).hasSize(1);
    assertThat(last.at("/choices/0/logprobs/content/0/text_offset").asInt()).isPositive();
    assertThat(last.at("/choices/0/raw_output/completion").asText()).isEqualTo(text.toString());
    assertThat(last.at("/usage/completion_tokens").asInt()).isPositive();
    assertThat(last.at("/perf_metrics/cached-prompt-tokens").asText()).isEqualTo("0");
  }

  @Test
  void severalChoicesStreamOneAfterTheOtherAndUsageComesOnce() throws Exception {
    List<JsonNode> chunks = chunks(chat(",\"stream\":true,\"n\":2").text());

    assertThat(chunks).filteredOn(c -> !c.get("usage").isNull()).hasSize(1);
    assertThat(chunks)
        .filteredOn(c -> !c.at("/choices/0/finish_reason").isNull())
        .extracting(c -> c.at("/choices/0/index").asInt())
        .containsExactly(0, 1);
  }

  @Test
  void aModelThatThinksTellsItsThoughtUnlessToldNotTo() throws Exception {
    JsonNode thinking = wire.post(CHAT, ask(THINKS, "")).json();
    JsonNode silent =
        wire.post(CHAT, ask(THINKS, ",\"reasoning_effort\":\"none\"")).json();
    List<JsonNode> chunks = chunks(
        wire.post(CHAT, ask(THINKS, ",\"stream\":true,\"reasoning_effort\":2")).text());

    assertThat(thinking.at("/choices/0/message/reasoning_content").asText()).isNotEmpty();
    assertThat(silent.at("/choices/0/message").has("reasoning_content")).isFalse();
    assertThat(thinking.at("/usage/completion_tokens").asInt())
        .isGreaterThan(silent.at("/usage/completion_tokens").asInt());
    assertThat(chunks)
        .filteredOn(c -> c.at("/choices/0/delta").has("reasoning_content"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"any\"",
        "\"required\"",
        "{\"type\":\"function\",\"function\":{\"name\":\"store\"}}",
        "{\"type\":\"function\",\"name\":\"store\"}"
      })
  void aToolIsCalledWhenItMustBe(String choice) throws Exception {
    JsonNode answer = chat("," + TOOL + ",\"tool_choice\":" + choice).json();
    List<JsonNode> chunks =
        chunks(chat("," + TOOL + ",\"stream\":true,\"tool_choice\":" + choice).text());

    JsonNode call = answer.at("/choices/0/message/tool_calls/0");
    assertThat(call.at("/function/name").asText()).isEqualTo("store");
    assertThat(JSON.readTree(call.at("/function/arguments").asText()).has("total"))
        .isTrue();
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    StringBuilder arguments = new StringBuilder();
    for (JsonNode chunk : chunks) {
      JsonNode delta = chunk.at("/choices/0/delta/tool_calls/0");
      assertThat(delta.isMissingNode() || delta.get("index").asInt() == 0).isTrue();
      arguments.append(delta.at("/function/arguments").asText(""));
    }
    assertThat(arguments.toString()).isEqualTo(call.at("/function/arguments").asText());
    assertThat(chunks.get(chunks.size() - 1).at("/choices/0/finish_reason").asText())
        .isEqualTo("tool_calls");
  }

  @Test
  void aFunctionIsCalledTheOlderWayToo() throws Exception {
    JsonNode answer = chat(",\"functions\":[{\"name\":\"store\"}],\"function_call\":"
            + "{\"name\":\"store\"}")
        .json();

    assertThat(answer.at("/choices/0/message/function_call/name").asText()).isEqualTo("store");
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("function_call");
  }
}
