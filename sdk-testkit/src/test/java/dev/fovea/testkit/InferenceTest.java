package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT = "/chat/completions";
  private static final String VECTORS = "BAAI/bge-base-en-v1.5";

  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(TOGETHER.together());
  }

  private static String said(String more) {
    return "{\"model\":\"" + Wire.MODEL + "\"" + more
        + ",\"messages\":[{\"role\":\"user\",\"content\":\"alpha beta gamma\"}]}";
  }

  private static String prompt(String more) {
    return "{\"model\":\"" + Wire.MODEL + "\",\"prompt\":\"alpha beta gamma\"" + more + "}";
  }

  private static List<JsonNode> chunks(String stream) throws IOException {
    List<JsonNode> chunks = new ArrayList<>();
    for (String event : stream.split("\n\n", -1)) {
      if (!event.isEmpty() && !event.equals("data: [DONE]")) {
        chunks.add(JSON.readTree(event.substring("data: ".length())));
      }
    }
    return chunks;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"n\":129",
        "\"temperature\":2.1",
        "\"top_p\":-0.1",
        "\"min_p\":2",
        "\"top_k\":1.5",
        "\"presence_penalty\":3",
        "\"frequency_penalty\":-3",
        "\"logprobs\":21",
        "\"logprobs\":true",
        "\"max_tokens\":0",
        "\"seed\":\"x\"",
        "\"logit_bias\":{\"5\":101}",
        "\"echo\":1",
        "\"compliance\":\"none\"",
        "\"reasoning\":true",
        "\"reasoning_effort\":\"huge\"",
        "\"context_length_exceeded_behavior\":\"shrug\"",
        "\"chat_template_kwargs\":[]",
        "\"response_format\":{\"type\":\"poem\"}",
        "\"response_format\":{}",
        "\"tool_choice\":\"perhaps\""
      })
  void aParameterOutsideItsRangeIsRefusedAndNamed(String parameter) throws Exception {
    HttpWire.Answer refusal = wire.post(CHAT, said("," + parameter));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    assertThat(refusal.json().at("/error/message").asText()).isNotEmpty();
  }

  @Test
  void everyParameterIsAcceptedWithinItsRange() throws Exception {
    HttpWire.Answer answer = wire.post(
        CHAT,
        said(",\"n\":2,\"temperature\":0,\"top_p\":1,\"min_p\":0.1,\"top_k\":-1,\"seed\":5,"
            + "\"repetition_penalty\":1.1,\"presence_penalty\":-2,\"frequency_penalty\":2,"
            + "\"logit_bias\":{\"5\":-100},\"logprobs\":2,\"echo\":true,\"compliance\":\"hipaa\","
            + "\"reasoning\":{\"enabled\":true},\"reasoning_effort\":\"low\",\"stop\":[\"zzz\"],"
            + "\"context_length_exceeded_behavior\":\"truncate\",\"safety_model\":\"a/b\","
            + "\"chat_template_kwargs\":{\"thinking\":true},\"user\":\"u\",\"prompt_cache_key\":\"k\","
            + "\"function_call\":\"auto\",\"tool_choice\":\"auto\",\"response_format\":{\"type\":\"text\"},"
            + "\"stream_options\":{\"include_usage\":true},\"max_tokens\":100"));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("choices")).hasSize(2);
    assertThat(json.at("/prompt/0/text").asText()).isEqualTo("alpha beta gamma");
    assertThat(json.at("/choices/1/seed").asLong()).isEqualTo(5);
    assertThat(json.at("/choices/0/message/reasoning").asText()).isNotEmpty();
    assertThat(json.at("/warnings/0/message").asText()).contains("repetition_penalty");
    JsonNode likely = json.at("/choices/0/logprobs");
    assertThat(likely.get("tokens")).hasSameSizeAs(likely.get("token_ids"));
    assertThat(likely.get("tokens")).hasSameSizeAs(likely.get("token_logprobs"));
    assertThat(likely.get("token_logprobs").get(0).asDouble()).isNegative();
    assertThat(likely.get("top_logprobs").isObject()).isTrue();
  }

  @Test
  void aStreamTellsOneLikelihoodAPieceAndTheSeedOfTheRequest() throws Exception {
    List<JsonNode> chunks =
        chunks(wire.post(CHAT, said(",\"stream\":true,\"logprobs\":1,\"seed\":9,\"max_tokens\":2"))
            .text());

    assertThat(chunks).hasSize(3);
    assertThat(chunks.get(0).at("/choices/0/logprobs").isNumber()).isTrue();
    assertThat(chunks.get(2).at("/choices/0/logprobs").isNull()).isTrue();
    assertThat(chunks.get(2).at("/choices/0/seed").asLong()).isEqualTo(9);
    assertThat(chunks.get(2).at("/choices/0/finish_reason").asText()).isEqualTo("length");
  }

  @Test
  void seedsAreHugeUnlessToldOtherwise() throws Exception {
    assertThat(wire.post(CHAT, said(""))
            .json()
            .at("/choices/0/seed")
            .bigIntegerValue()
            .bitLength())
        .isGreaterThan(63);
    try (EmbeddedTogether small = EmbeddedTogether.builder().hugeSeeds(false).start()) {
      JsonNode seed = new Wire(small).post(CHAT, said("")).json().at("/choices/0/seed");
      assertThat(seed.isInt()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alpha|beta,alpha",
    "[0-9]{3}-[a-z]+,000-a",
    "(yes|no)!,yes!",
    "(?:\\d\\d:){2}x?,00:00:",
    "\\w;\\w,0;0"
  })
  void anAnswerFollowsARegularExpression(String pattern, String expected) throws Exception {
    String format = ",\"response_format\":{\"type\":\"regex\",\"pattern\":"
        + JSON.writeValueAsString(pattern) + "}";

    String text =
        wire.post(CHAT, said(format)).json().at("/choices/0/message/content").asText();

    assertThat(text.strip()).isEqualTo(expected.strip());
    assertThat(text).matches(pattern);
  }

  @Test
  void aBrokenExpressionIsRefused() throws Exception {
    for (String pattern : List.of("(", "(a)\\\\1b(?<=x)z")) {
      assertThat(wire.post(
                  CHAT,
                  said(",\"response_format\":{\"type\":\"regex\",\"pattern\":\"" + pattern + "\"}"))
              .status())
          .isEqualTo(400);
    }
  }

  @Test
  void questionAndAnswerShareTheContext() throws Exception {
    HttpWire.Answer refusal = wire.post(CHAT, said(",\"max_tokens\":40000"));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/code").asText()).isEqualTo("context_length_exceeded");

    String truncate = ",\"max_tokens\":40000,\"context_length_exceeded_behavior\":\"truncate\"";
    assertThat(wire.post(CHAT, said(truncate)).status()).isEqualTo(200);

    String tooLong = said(truncate).replace("alpha", "word ".repeat(33_000));
    assertThat(wire.post(CHAT, tooLong).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"560,560,1601", "561,560,3202", "100,900,3202", "561,561,6404", "3000,2000,6404"})
  void picturesAreBilledByTilesOfTheirSize(int width, int height, long tokens) throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", png);
    String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());

    JsonNode usage =
        wire.post(CHAT, Wire.question(Wire.MODEL, "?", url, "")).json().get("usage");

    assertThat(usage.get("prompt_tokens").asLong()).isEqualTo(tokens + 5);
  }

  private static String part(String model, String part) {
    return "{\"model\":\"" + model
        + "\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
        + "\"text\":\"?\"}," + part + "]}]}";
  }

  @Test
  void filmsAreRefusedUnlessTheModelTakesThem() throws Exception {
    String film =
        "{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://films.example/a.mp4\"}}";

    HttpWire.Answer refusal = wire.post(CHAT, part(Wire.MODEL, film));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.json().at("/error/message").asText()).contains("video");

    String endpoint =
        wire.deployModel("projects/proj_platform/models/ml_qwen3vl235ba22binstruct", "films");
    assertThat(wire.post(CHAT, part(endpoint, film)).status()).isEqualTo(200);
  }

  @Test
  void soundsAreLookedAtAsFarAsTheirShapeGoes() throws Exception {
    String sound =
        "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRgA=\",\"format\":\"wav\"}}";
    assertThat(wire.post(CHAT, part(Wire.MODEL, sound)).status()).isEqualTo(200);
    assertThat(wire.post(
                CHAT,
                part(
                    Wire.MODEL,
                    "{\"type\":\"audio_url\",\"audio_url\":{\"url\":\"https://sounds.example/a.wav\"}}"))
            .status())
        .isEqualTo(200);
    for (String wrong : List.of(
        sound.replace("wav", "mp3"),
        sound.replace("UklGRgA=", "AAAAAAA="),
        sound.replace("UklGRgA=", "%%"),
        "{\"type\":\"audio_url\",\"audio_url\":{}}",
        "{\"type\":\"smell\"}")) {
      assertThat(wire.post(CHAT, part(Wire.MODEL, wrong)).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void aCompletionHasTheShapeOfItsOwn() throws Exception {
    JsonNode json = wire.post("/completions", prompt(",\"n\":2,\"echo\":true,\"logprobs\":1"))
        .json();

    assertThat(json.get("object").asText()).isEqualTo("text.completion");
    assertThat(json.get("choices")).hasSize(2);
    assertThat(json.at("/choices/1/index").asInt()).isEqualTo(1);
    assertThat(json.at("/choices/0/text").asText()).contains("alpha beta gamma");
    assertThat(json.at("/choices/0").has("message")).isFalse();
    assertThat(json.at("/choices/0/logprobs/tokens").isArray()).isTrue();
    assertThat(json.at("/prompt/0/text").asText()).isEqualTo("alpha beta gamma");
    assertThat(json.at("/usage/prompt_tokens").asLong()).isEqualTo(3);
    assertThat(wire.post("/completions", prompt("").replace("prompt", "promt")).status())
        .isEqualTo(400);
    assertThat(wire.post("/completions", prompt(",\"n\":0")).status()).isEqualTo(400);
  }

  @Test
  void aStreamedCompletionNamesItsTokensAndEndsBesideTheChoices() throws Exception {
    String whole =
        wire.post("/completions", prompt("")).json().at("/choices/0/text").asText();

    List<JsonNode> chunks =
        chunks(wire.post("/completions", prompt(",\"stream\":true")).text());

    StringBuilder text = new StringBuilder();
    for (JsonNode chunk : chunks) {
      assertThat(chunk.get("object").asText()).isEqualTo("completion.chunk");
      assertThat(chunk.at("/token/text")).isEqualTo(chunk.at("/choices/0/text"));
      text.append(chunk.at("/choices/0/text").asText());
    }
    assertThat(text).hasToString(whole);
    JsonNode last = chunks.get(chunks.size() - 1);
    assertThat(last.get("finish_reason").asText()).isEqualTo("stop");
    assertThat(last.at("/token/special").asBoolean()).isTrue();
    assertThat(last.at("/usage/total_tokens").isNumber()).isTrue();
    assertThat(last.get("seed").isNumber()).isTrue();
  }

  private static double product(JsonNode a, JsonNode b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.get(i).asDouble() * b.get(i).asDouble();
    }
    return sum;
  }

  @Test
  void vectorsHaveLengthOneAndSimilarTextsAreNearer() throws Exception {
    JsonNode json = wire.post(
            "/embeddings",
            "{\"model\":\"" + VECTORS + "\",\"input\":[\"the red oak leaf\",\"a red oak leaf\","
                + "\"stock market news\",\"\"]}")
        .json();

    assertThat(json.get("object").asText()).isEqualTo("list");
    JsonNode data = json.get("data");
    assertThat(data).hasSize(4);
    JsonNode first = data.get(0).get("embedding");
    assertThat(first).hasSize(768);
    for (JsonNode item : data) {
      assertThat(product(item.get("embedding"), item.get("embedding"))).isBetween(0.999, 1.001);
    }
    assertThat(product(first, data.get(1).get("embedding")))
        .isGreaterThan(product(first, data.get(2).get("embedding")) + 0.3);
    JsonNode again = wire.post(
            "/embeddings", "{\"model\":\"" + VECTORS + "\",\"input\":\"the red oak leaf\"}")
        .json();
    assertThat(again.at("/data/0/embedding")).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"input\":\"a\"}|400",
        "{\"model\":\"BAAI/bge-base-en-v1.5\"}|400",
        "{\"model\":\"BAAI/bge-base-en-v1.5\",\"input\":[]}|400",
        "{\"model\":\"BAAI/bge-base-en-v1.5\",\"input\":[1]}|400",
        "{\"model\":\"Qwen/Qwen3-VL-8B-Instruct\",\"input\":\"a\"}|400",
        "{\"model\":\"nobody/nothing\",\"input\":\"a\"}|404"
      })
  void whatCannotBeTurnedIntoVectorsIsRefused(String request, int status) throws Exception {
    assertThat(wire.post("/embeddings", request).status()).isEqualTo(status);
  }

  @Test
  void whoAsksTooOftenHearsWhenToComeBack() throws Exception {
    try (EmbeddedTogether strict =
        EmbeddedTogether.builder().timeScale(0).rateLimit(2, 1_000_000).start()) {
      Wire there = new Wire(strict);
      assertThat(there.post(CHAT, said("")).header("x-ratelimit-remaining")).isEqualTo("1");
      HttpWire.Answer bad = there.post(CHAT, said(",\"n\":0"));
      assertThat(bad.status()).isEqualTo(400);
      assertThat(bad.header("x-ratelimit-remaining-dynamic")).isEqualTo("0");

      HttpWire.Answer refused = there.post("/completions", prompt(""));

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.json().at("/error/type").asText()).isEqualTo("dynamic_request_limited");
      assertThat(refused.json().get("error_type").asText()).isEqualTo("dynamic_request_limited");
      assertThat(refused.header("x-ratelimit-reset")).isEqualTo("60");
      assertThat(refused.header("retry-after")).isEqualTo("60");
      strict.clock().advance(Duration.ofSeconds(60));
      assertThat(there.post(CHAT, said("")).status()).isEqualTo(200);
    }
  }

  @Test
  void tokensAreLimitedToo() throws Exception {
    try (EmbeddedTogether strict =
        EmbeddedTogether.builder().timeScale(0).rateLimit(100, 10).start()) {
      Wire there = new Wire(strict);
      HttpWire.Answer answer = there.post(CHAT, said(""));
      assertThat(answer.header("x-tokenlimit-remaining")).isEqualTo("0");

      HttpWire.Answer refused = there.post(CHAT, said(""));

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.json().at("/error/type").asText()).isEqualTo("dynamic_token_limited");
      strict.clock().advance(Duration.ofMinutes(1));
      assertThat(there.post(CHAT, said("")).status()).isEqualTo(200);
    }
  }
}
