package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is asked without a conversation: texts carried on, vectors, ranking; and limits. */
class FireworksTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VECTORS = "accounts/fireworks/models/qwen3-embedding-8b";
  private static final String RANKING = "accounts/fireworks/models/qwen3-reranker-8b";

  @RegisterExtension
  static final FireworksExtension FIREWORKS =
      FireworksExtension.with(b -> b.timeScale(0).rateLimit(30, 1_000_000));

  private FireworksWire wire;

  @BeforeEach
  void connect() {
    wire = new FireworksWire(FIREWORKS.fireworks());
  }

  private HttpWire.Answer post(String path, String model, Map<String, ?> more) throws Exception {
    ObjectNode request = JSON.createObjectNode().put("model", model);
    more.forEach((name, value) -> request.set(name, JSON.valueToTree(value)));
    return wire.post("/inference/v1/" + path, request.toString());
  }

  private JsonNode complete(Map<String, ?> request) throws Exception {
    HttpWire.Answer answer = post("completions", FireworksWire.MODEL, request);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void aTextIsCarriedOn() throws Exception {
    JsonNode answer = complete(Map.of("prompt", "alpha beta", "max_tokens", 2));

    assertThat(answer.get("object").asText()).isEqualTo("text_completion");
    assertThat(answer.at("/choices/0/text").asText()).isNotEmpty();
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(2);
  }

  @Test
  void severalPromptsGiveSeveralChoices() throws Exception {
    JsonNode answer = complete(Map.of("prompt", List.of("alpha", "beta"), "n", 2));

    assertThat(answer.get("choices")).hasSize(4);
    assertThat(answer.at("/choices/1/text").asText()).contains("alpha");
    assertThat(answer.at("/choices/2/index").asInt()).isEqualTo(2);
    assertThat(answer.at("/choices/3/text").asText()).contains("beta");
  }

  @Test
  void thePromptIsRepeatedWhenAskedFor() throws Exception {
    JsonNode all = complete(Map.of("prompt", "alpha beta", "echo", true, "max_tokens", 0));
    JsonNode last =
        complete(Map.of("prompt", "alpha beta", "echo_last", 1, "max_tokens", 0, "logprobs", 1));

    assertThat(all.at("/choices/0/text").asText()).isEqualTo("alpha beta");
    assertThat(all.at("/usage/completion_tokens").asInt()).isZero();
    assertThat(last.at("/choices/0/text").asText()).isEqualTo(" beta");
    assertThat(last.at("/choices/0/logprobs/tokens/0").asText()).isEqualTo(" beta");
  }

  @Test
  void theLastTurnIsFoundInATemplateWithItsPicture() throws Exception {
    String picture = Drawing.url(Drawing.draw("star", new Random(1), true), true);
    JsonNode answer = complete(Map.of(
        "prompt",
        "<|im_start|>user\n<image>\nTotal?<|im_end|>\n<|im_start|>assistant\n",
        "images",
        List.of(picture),
        "return_token_ids",
        true,
        "raw_output",
        true));

    JsonNode choice = answer.at("/choices/0");
    assertThat(choice.get("text").asText()).contains("PNG picture");
    assertThat(answer.at("/usage/prompt_tokens").asInt())
        .isEqualTo(choice.get("prompt_token_ids").size());
    assertThat(choice.get("prompt_token_ids").size()).isGreaterThan(1600);
    assertThat(choice.at("/raw_output/prompt_fragments")).hasSize(2);
    assertThat(choice.at("/raw_output/images")).hasSize(1);
    String talk = complete(
            Map.of("prompt", "<|start_header_id|>user<|end_header_id|>\n\nTotal?<|eot_id|>"))
        .at("/choices/0/text")
        .asText();
    assertThat(talk).endsWith("You said: Total?");
  }

  @Test
  void tokensThatWereHandedOutCanBeSentBack() throws Exception {
    JsonNode ids = complete(Map.of("prompt", "alpha beta", "return_token_ids", true))
        .at("/choices/0/prompt_token_ids");
    String again = complete(Map.of("prompt", ids)).at("/choices/0/text").asText();
    JsonNode two = complete(Map.of("prompt", List.of(ids, ids)));

    assertThat(again).contains("alpha beta");
    assertThat(two.get("choices")).hasSize(2);
  }

  @Test
  void onePictureTokenStandsForEachPictureAndIsExpanded() throws Exception {
    String picture = Drawing.url(Drawing.draw("star", new Random(1), true), true);
    JsonNode answer = complete(Map.of(
        "prompt", List.of(7, 151655, 9), "images", List.of(picture), "return_token_ids", true));

    assertThat(answer.at("/choices/0/prompt_token_ids").size()).isGreaterThan(1600);
    assertThat(answer.at("/choices/0/text").asText()).contains("PNG picture");
  }

  @Test
  void markersAndPicturesMustBeAsMany() throws Exception {
    HttpWire.Answer refusal =
        post("completions", FireworksWire.MODEL, Map.of("prompt", "<image> <image>?"));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/message").asText()).contains("2 image markers");
    assertThat(post("completions", FireworksWire.MODEL, Map.of("prompt", "?", "tools", List.of()))
            .status())
        .isEqualTo(422);
  }

  @Test
  void aStreamOfTextEndsWithUsage() throws Exception {
    HttpWire.Answer answer =
        post("completions", FireworksWire.MODEL, Map.of("prompt", "alpha", "stream", true));
    List<JsonNode> chunks = FireworksChatTest.chunks(answer.text());
    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append(chunk.at("/choices/0/text").asText()));

    assertThat(text.toString()).endsWith("alpha");
    assertThat(chunks.get(chunks.size() - 1).at("/usage/total_tokens").asInt()).isPositive();
  }

  @Test
  void vectorsHaveTheLengthThatIsWanted() throws Exception {
    JsonNode full =
        post("embeddings", VECTORS, Map.of("input", List.of("a cat", "a dog"))).json();
    JsonNode part =
        post("embeddings", VECTORS, Map.of("input", "a cat", "dimensions", 64)).json();
    JsonNode coded = post(
            "embeddings",
            VECTORS,
            Map.of("input", "a cat", "dimensions", 64, "encoding_format", "base64"))
        .json();

    assertThat(full.get("data")).hasSize(2);
    assertThat(full.at("/data/1/embedding")).hasSize(4096);
    assertThat(full.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
    double squares = 0;
    for (JsonNode number : part.at("/data/0/embedding")) {
      squares += number.asDouble() * number.asDouble();
    }
    assertThat(part.at("/data/0/embedding")).hasSize(64);
    assertThat(Math.abs(squares - 1)).isLessThan(1e-3);
    byte[] bytes = Base64.getDecoder().decode(coded.at("/data/0/embedding").asText());
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat())
        .isEqualTo((float) part.at("/data/0/embedding/0").asDouble());
    assertThat(post("embeddings", VECTORS, Map.of("input", "x", "dimensions", 9999))
            .status())
        .isEqualTo(400);
    assertThat(post("embeddings", FireworksWire.MODEL, Map.of("input", "x")).status())
        .isEqualTo(400);
  }

  @Test
  void theNearestDocumentRanksFirst() throws Exception {
    List<String> documents =
        List.of("trains to Rome", "how to bake bread", "baking a loaf of bread");
    JsonNode all = post("rerank", RANKING, Map.of("query", "bread baking", "documents", documents))
        .json();
    JsonNode one = post(
            "rerank",
            RANKING,
            Map.of(
                "query",
                "bread baking",
                "documents",
                documents,
                "top_n",
                1,
                "return_documents",
                false))
        .json();

    assertThat(all.get("data")).hasSize(3);
    assertThat(all.at("/data/2/index").asInt()).isZero();
    assertThat(all.at("/data/0/relevance_score").asDouble())
        .isGreaterThan(all.at("/data/1/relevance_score").asDouble());
    assertThat(all.at("/data/0/document").asText()).contains("bread");
    assertThat(one.get("data")).hasSize(1);
    assertThat(one.at("/data/0").has("document")).isFalse();
    assertThat(post("rerank", VECTORS, Map.of("query", "x", "documents", documents))
            .status())
        .isEqualTo(400);
  }

  @Test
  void theListNamesWhatCanBeCalled() throws Exception {
    JsonNode models = wire.get("/inference/v1/models").json();

    assertThat(models.get("object").asText()).isEqualTo("list");
    assertThat(models.get("data"))
        .extracting(model -> model.get("id").asText())
        .contains(FireworksWire.MODEL)
        .doesNotContain("accounts/fireworks/models/qwen3-vl-235b-a22b-instruct");
    assertThat(models.at("/data/0/owned_by").asText()).isEqualTo("fireworks");
  }

  @Test
  void aModelThatIsNotServedIsNotFound() throws Exception {
    for (String model : List.of(
        "accounts/fireworks/models/qwen3-vl-235b-a22b-instruct",
        "nothing",
        "accounts/x/models/y")) {
      HttpWire.Answer refusal = post("completions", model, Map.of("prompt", "x"));
      assertThat(refusal.status()).isEqualTo(404);
      assertThat(refusal.json().at("/error/code").asText()).isEqualTo("NOT_FOUND");
    }
  }

  @Test
  void theLimitIsToldComesNearAndEnds() throws Exception {
    HttpWire.Answer answer = null;
    for (int i = 0; i < 30; i++) {
      answer = post("completions", FireworksWire.MODEL, Map.of("prompt", "x"));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-ratelimit-remaining-requests")).isEqualTo(String.valueOf(29 - i));
      assertThat(answer.header("x-ratelimit-over-limit")).isEqualTo(i < 26 ? "" : "yes");
    }
    HttpWire.Answer refused = post("completions", FireworksWire.MODEL, Map.of("prompt", "x"));
    FIREWORKS.fireworks().clock().advance(Duration.ofMinutes(1));

    assertThat(answer.header("x-ratelimit-limit-requests")).isEqualTo("30");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("retry-after")).isEqualTo("60");
    assertThat(refused.json().at("/error/type").asText()).isEqualTo("rate_limit_error");
    assertThat(post("completions", FireworksWire.MODEL, Map.of("prompt", "x")).status())
        .isEqualTo(200);
  }
}
