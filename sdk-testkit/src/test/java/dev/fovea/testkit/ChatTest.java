package dev.fovea.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.control.Faults;
import dev.fovea.testkit.control.RequestLog;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Service;
import dev.fovea.testkit.server.WebServer;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChatTest {
  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private static final String CHAT = "/chat/completions";

  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(TOGETHER.together());
  }

  private static String said(String more) {
    return "{\"model\":\"" + Wire.MODEL + "\"" + more
        + ",\"messages\":[{\"role\":\"user\",\"content\":\"alpha beta gamma\"}]}";
  }

  @Test
  void anAnswerHasTheProvidersShapeAndRateLimitHeaders() throws Exception {
    HttpWire.Answer answer = wire.post(CHAT, said(""));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("object").asText()).isEqualTo("chat.completion");
    assertThat(json.get("prompt").isArray()).isTrue();
    assertThat(json.at("/choices/0/message/role").asText()).isEqualTo("assistant");
    assertThat(json.at("/choices/0/message/content").asText()).contains("alpha beta gamma");
    assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(json.at("/usage/total_tokens").asLong())
        .isEqualTo(json.at("/usage/prompt_tokens").asLong()
            + json.at("/usage/completion_tokens").asLong());
    assertThat(answer.header("x-ratelimit-limit")).isEqualTo("6000");
    assertThat(answer.header("x-ratelimit-remaining")).isEqualTo("5999");
    assertThat(answer.header("x-ratelimit-reset")).isNotEmpty();
  }

  @Test
  void aStreamIsTheSameAnswerInChunksWithUsageOnTheLast() throws Exception {
    String whole =
        wire.post(CHAT, said("")).json().at("/choices/0/message/content").asText();

    HttpWire.Answer stream = wire.post(CHAT, said(",\"stream\":true"));

    assertThat(stream.header("content-type")).isEqualTo("text/event-stream;charset=utf-8");
    String[] events = stream.text().split("\n\n", -1);
    assertThat(events[events.length - 1]).isEmpty();
    assertThat(events[events.length - 2]).isEqualTo("data: [DONE]");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < events.length - 2; i++) {
      JsonNode chunk =
          new com.fasterxml.jackson.databind.ObjectMapper().readTree(events[i].substring(6));
      boolean last = i == events.length - 3;
      assertThat(chunk.at("/choices/0/delta/role").asText()).isEqualTo("assistant");
      assertThat(chunk.at("/choices/0/text")).isEqualTo(chunk.at("/choices/0/delta/content"));
      assertThat(chunk.get("usage").isNull()).isEqualTo(!last);
      assertThat(chunk.at("/choices/0/finish_reason").isNull()).isEqualTo(!last);
      text.append(chunk.at("/choices/0/delta/content").asText());
    }
    assertThat(text).hasToString(whole);
  }

  @Test
  void theBytesOfAStreamAreExactlyAsOnTheRealWire() throws Exception {
    String stream = wire.post(CHAT, said(",\"stream\":true,\"max_tokens\":1")).text();

    assertThat(stream
            .replaceAll("\"id\":\"[^\"]+\"", "\"id\":\"i\"")
            .replaceAll("\"created\":\\d+", "\"created\":1")
            .replaceAll("\"token_id\":\\d+", "\"token_id\":7"))
        .isEqualTo(
            "data: {\"id\":\"i\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\""
                + Wire.MODEL
                + "\",\"choices\":[{\"index\":0,\"text\":\"There\",\"logprobs\":null,\"finish_reason\":null,\"seed\":null,"
                + "\"delta\":{\"token_id\":7,\"role\":\"assistant\",\"content\":\"There\"}}],\"usage\":null}\n\n"
                + "data: {\"id\":\"i\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\""
                + Wire.MODEL
                + "\",\"choices\":[{\"index\":0,\"text\":\"\",\"logprobs\":null,\"finish_reason\":\"length\","
                + "\"seed\":15924764223251450000,\"delta\":{\"token_id\":7,\"role\":\"assistant\",\"content\":\"\"}}],"
                + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1,\"total_tokens\":8,\"cached_tokens\":0}}\n\n"
                + "data: [DONE]\n\n");
  }

  @Test
  void stopsLimitsAndSeveralChoicesAreHonoured() throws Exception {
    JsonNode limited = wire.post(CHAT, said(",\"max_tokens\":2")).json();
    assertThat(limited.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(limited.at("/usage/completion_tokens").asLong()).isEqualTo(2);

    JsonNode stopped = wire.post(CHAT, said(",\"stop\":[\"beta\"]")).json();
    assertThat(stopped.at("/choices/0/message/content").asText()).endsWith("alpha ");

    assertThat(wire.post(CHAT, said(",\"n\":3")).json().get("choices")).hasSize(3);
    assertThat(wire.post(CHAT, said(",\"n\":0")).status()).isEqualTo(400);
    assertThat(wire.post(CHAT, said(",\"temperature\":3"))
            .json()
            .at("/error/param")
            .asText())
        .isEqualTo("temperature");
  }

  @Test
  void aRequiredToolIsCalledWithArgumentsOfItsSchema() throws Exception {
    String tools =
        ",\"tool_choice\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"note\","
            + "\"parameters\":{\"type\":\"object\",\"properties\":{\"what\":{\"type\":\"string\"},"
            + "\"word\":{\"enum\":[\"delta\",\"gamma\"]}}}}}]";
    JsonNode choice = wire.post(CHAT, said(tools)).json().at("/choices/0");

    assertThat(choice.get("finish_reason").asText()).isEqualTo("tool_calls");
    assertThat(choice.at("/message/content").isNull()).isTrue();
    assertThat(choice.at("/message/tool_calls/0/function/name").asText()).isEqualTo("note");
    assertThat(choice.at("/message/tool_calls/0/function/arguments").asText())
        .contains("\"word\":\"gamma\"")
        .contains("alpha beta gamma");
    assertThat(wire.post(CHAT, said(tools + ",\"stream\":true")).text())
        .contains("\"finish_reason\":\"tool_calls\"")
        .contains("\"name\":\"note\",\"arguments\":\"\"");
  }

  @Test
  void aSchemaForTheAnswerGivesJson() throws Exception {
    String format =
        ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\",\"schema\":"
            + "{\"type\":\"object\",\"properties\":{\"label\":{\"type\":\"string\"},\"count\":{\"type\":\"integer\"}}}}}";
    String content =
        wire.post(CHAT, said(format)).json().at("/choices/0/message/content").asText();

    JsonNode json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(content);
    assertThat(json.get("label").isTextual()).isTrue();
    assertThat(json.get("count").isIntegralNumber()).isTrue();
  }

  @Test
  void picturesAreBilledByTiles() throws Exception {
    String small = Drawing.url(Drawing.draw("star", new Random(1), true), true);
    JsonNode usage =
        wire.post(CHAT, Wire.question(Wire.MODEL, "?", small, "")).json().get("usage");
    assertThat(usage.get("prompt_tokens").asLong()).isBetween(1601L, 1650L);
  }

  @Test
  void aBrokenPictureIsRefused() throws Exception {
    for (String url : new String[] {
      "data:image/png;base64,iVBORw0KGgo=",
      "data:image/png;base64,%%%",
      "data:text/plain;base64,QQ=="
    }) {
      HttpWire.Answer answer = wire.post(CHAT, Wire.question(Wire.MODEL, "?", url, ""));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().at("/error/message").asText()).contains("Cannot read the image");
      assertThat(answer.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    }
  }

  @Test
  void aPictureOnThisMachineIsFetchedAndNoOther() throws Exception {
    byte[] picture = Drawing.draw("star", new Random(1), true);
    Service oneFile = new Service() {
      @Override
      public Reply handle(Exchange exchange) {
        return Reply.sized(200, picture.length, out -> out.write(picture));
      }

      @Override
      public Reply trouble(Exchange exchange, int status, String message) {
        return Reply.text(status, message);
      }
    };
    try (WebServer pictures = WebServer.start(0, oneFile, Faults.none(), RequestLog.create())) {
      assertThat(wire.ask(Wire.MODEL, "?", pictures.root() + "/star.png")).contains("PNG picture");
    }
    HttpWire.Answer far =
        wire.post(CHAT, Wire.question(Wire.MODEL, "?", "https://example.test/x.png", ""));
    assertThat(far.status()).isEqualTo(400);
  }

  @Test
  void unknownModelsAreNotFoundAndOthersWantAnEndpoint() throws Exception {
    HttpWire.Answer unknown = wire.post(CHAT, said("").replace(Wire.MODEL, "nobody/nothing"));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().at("/error/code").asText()).isEqualTo("model_not_available");

    HttpWire.Answer large =
        wire.post(CHAT, said("").replace(Wire.MODEL, "Qwen/Qwen3-VL-235B-A22B-Instruct"));
    assertThat(large.status()).isEqualTo(400);
    assertThat(large.json().at("/error/code").asText()).isEqualTo("model_not_available");
    assertThat(large.json().at("/error/message").asText()).contains("non-serverless");
    assertThat(large.json().get("id").asText()).isNotEmpty();
  }

  @Test
  void theModelListIsABareArray() throws Exception {
    JsonNode models = wire.get("/models").json();
    assertThat(models.isArray()).isTrue();
    assertThat(models.get(0).get("object").asText()).isEqualTo("model");
  }
}
