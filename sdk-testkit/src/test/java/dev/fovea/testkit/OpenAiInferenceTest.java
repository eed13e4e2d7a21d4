package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiInferenceTest {
  private static final String SMALL = "text-embedding-3-small";

  @RegisterExtension
  static final OpenAiExtension OPEN_AI =
      OpenAiExtension.with(b -> b.timeScale(0).rateLimit(40, 100_000));

  private OpenAiWire wire;

  @BeforeEach
  void connect() {
    wire = new OpenAiWire(OPEN_AI.openAi());
    wire.pass(Duration.ofMinutes(1));
  }

  private HttpWire.Answer embed(String more) throws Exception {
    return wire.post("/embeddings", ("{'model':'" + SMALL + "'" + more + "}").replace('\'', '"'));
  }

  private HttpWire.Answer judge(String body) throws Exception {
    return wire.post("/moderations", body.replace('\'', '"'));
  }

  private static double near(JsonNode one, JsonNode other) {
    double product = 0;
    for (int i = 0; i < one.size(); i++) {
      product += one.get(i).asDouble() * other.get(i).asDouble();
    }
    return product;
  }

  @Test
  void similarTextsAreNearer() throws Exception {
    JsonNode answer = OpenAiWire.expect(
        200, embed(",'input':['a lobed oak leaf','the lobed oak leaf','quarterly earnings']"));

    assertThat(answer.get("object").asText()).isEqualTo("list");
    assertThat(answer.get("model").asText()).isEqualTo(SMALL);
    assertThat(answer.get("data"))
        .extracting(one -> one.get("index").asInt())
        .containsExactly(0, 1, 2);
    JsonNode oak = answer.at("/data/0/embedding");
    assertThat(oak).hasSize(1536);
    assertThat(near(oak, oak)).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-4));
    assertThat(near(oak, answer.at("/data/1/embedding")))
        .isGreaterThan(near(oak, answer.at("/data/2/embedding")));
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isPositive();
    assertThat(answer.at("/usage/total_tokens")).isEqualTo(answer.at("/usage/prompt_tokens"));
  }

  @Test
  void aVectorCanBeShortAndPacked() throws Exception {
    JsonNode plain =
        OpenAiWire.expect(200, embed(",'input':'an oak','dimensions':8")).at("/data/0/embedding");
    byte[] packed = Base64.getDecoder()
        .decode(OpenAiWire.expect(
                200, embed(",'input':'an oak','dimensions':8,'encoding_format':'base64'"))
            .at("/data/0/embedding")
            .asText());

    ByteBuffer numbers = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(plain).hasSize(8);
    assertThat(packed).hasSize(32);
    for (JsonNode number : plain) {
      assertThat(numbers.getFloat()).isEqualTo((float) number.asDouble());
    }
  }

  @Test
  void tokensAreTakenInPlaceOfTexts() throws Exception {
    JsonNode one = OpenAiWire.expect(200, embed(",'input':[15339,1917]")).get("data");
    JsonNode two = OpenAiWire.expect(200, embed(",'input':[[15339,1917],[1]]")).get("data");

    assertThat(one).hasSize(1);
    assertThat(two).hasSize(2);
    assertThat(two.at("/0/embedding")).isEqualTo(one.at("/0/embedding"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "|400|input|missing_required_parameter",
        ",'input':''|400|input|empty_string",
        ",'input':[]|400|input|empty_array",
        ",'input':{}|400|input|invalid_type",
        ",'input':'x','dimensions':1537|400||",
        ",'input':'x','dimensions':0|400|dimensions|integer_below_min_value",
        ",'input':'x','encoding_format':'hex'|400|encoding_format|invalid_value"
      })
  void vectorsThatCannotBeAreRefused(String more, int status, String param, String code)
      throws Exception {
    JsonNode error = OpenAiWire.expect(status, embed(more == null ? "" : more)).get("error");

    assertThat(error.get("param").asText(null)).isEqualTo(param);
    assertThat(error.get("code").asText(null)).isEqualTo(code);
  }

  @Test
  void modelsDoWhatTheyAreFor() throws Exception {
    assertThat(wire.post("/embeddings", "{\"model\":\"gpt-4o-2024-08-06\",\"input\":\"x\"}")
            .status())
        .isEqualTo(403);
    HttpWire.Answer chat = wire.post(
        "/chat/completions",
        "{\"model\":\"" + SMALL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
    assertThat(chat.status()).isEqualTo(404);
    assertThat(chat.json().at("/error/param").asText()).isEqualTo("model");
    assertThat(wire.post("/embeddings", "{\"model\":\"none\",\"input\":\"x\"}")
            .json()
            .at("/error/code")
            .asText())
        .isEqualTo("model_not_found");
  }

  @Test
  void harmIsFoundInEachTextOfAList() throws Exception {
    JsonNode answer = OpenAiWire.expect(200, judge("{'input':['an oak','I will kill you']}"));

    assertThat(answer.get("id").asText()).startsWith("modr-");
    assertThat(answer.get("model").asText()).isEqualTo("omni-moderation-latest");
    assertThat(answer.at("/results/0/flagged").asBoolean()).isFalse();
    JsonNode harm = answer.at("/results/1");
    assertThat(harm.get("flagged").asBoolean()).isTrue();
    assertThat(harm.get("categories")).hasSize(13);
    assertThat(harm.at("/categories/violence").asBoolean()).isTrue();
    assertThat(harm.at("/category_scores/violence").asDouble()).isGreaterThan(0.5);
    assertThat(harm.at("/category_scores/sexual").asDouble()).isLessThan(0.01);
    assertThat(harm.at("/category_applied_input_types/violence/0").asText()).isEqualTo("text");
  }

  @Test
  void aMessageIsJudgedAsOneWithItsPictures() throws Exception {
    String picture = "{'type':'image_url','image_url':{'url':'data:image/webp;base64,"
        + "UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA='}}";
    JsonNode answer = OpenAiWire.expect(
        200, judge("{'input':[{'type':'text','text':'an oak'}," + picture + "]}"));

    assertThat(answer.get("results")).hasSize(1);
    JsonNode types = answer.at("/results/0/category_applied_input_types");
    assertThat(types.get("violence").toString()).isEqualTo("[\"text\",\"image\"]");
    assertThat(types.get("harassment").toString()).isEqualTo("[\"text\"]");
    assertThat(OpenAiWire.expect(400, judge("{'input':[" + picture.replace("UklG", "AAAA") + "]}"))
            .at("/error/code")
            .asText())
        .isEqualTo("invalid_image_format");
  }

  @Test
  void theOlderModelsJudgeTextOnlyAndKnowFewerCategories() throws Exception {
    JsonNode result = OpenAiWire.expect(
            200, judge("{'model':'text-moderation-latest','input':'an oak'}"))
        .at("/results/0");

    assertThat(result.get("categories")).hasSize(11);
    assertThat(result.has("category_applied_input_types")).isFalse();
    assertThat(judge("{'model':'none','input':'x'}").status()).isEqualTo(404);
  }

  @Test
  void whoAsksTooOftenIsToldHowLongToWait() throws Exception {
    HttpWire.Answer last = judge("{'input':'x'}");
    for (int i = 0; i < 39; i++) {
      last = judge("{'input':'x'}");
    }
    assertThat(last.header("x-ratelimit-remaining-requests")).isEqualTo("0");
    wire.pass(Duration.ofMillis(8_811));

    HttpWire.Answer refusal = judge("{'input':'x'}");
    JsonNode error = OpenAiWire.expect(429, refusal).get("error");
    assertThat(error.get("type").asText()).isEqualTo("requests");
    assertThat(error.get("code").asText()).isEqualTo("rate_limit_exceeded");
    assertThat(error.get("message").asText()).endsWith("Please try again in 51.189s.");
    assertThat(refusal.header("retry-after-ms")).isEqualTo("51189");
    assertThat(refusal.header("retry-after")).isEqualTo("52");
    assertThat(refusal.header("x-ratelimit-reset-requests")).isEqualTo("51.189s");
    wire.pass(Duration.ofMillis(51_189));
    assertThat(judge("{'input':'x'}").status()).isEqualTo(200);
  }

  @Test
  void tokensAreLimitedOnTheirOwn() throws Exception {
    String most = "[" + ("\"" + "word ".repeat(8_000) + "\",").repeat(13) + "\"x\"]";
    assertThat(embed(",'input':" + most).status()).isEqualTo(200);

    JsonNode error = OpenAiWire.expect(429, embed(",'input':'x'")).get("error");
    assertThat(error.get("type").asText()).isEqualTo("tokens");
    assertThat(error.get("message").asText()).contains("tokens per min (TPM): Limit 100000");
  }

  @Test
  void onlyInferenceTellsOfLimits() throws Exception {
    assertThat(judge("{'input':'x'}").header("x-ratelimit-limit-tokens")).isEqualTo("100000");
    assertThat(wire.get("/files").header("x-ratelimit-limit-tokens")).isEmpty();
  }
}
