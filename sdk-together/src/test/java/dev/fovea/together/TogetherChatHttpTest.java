package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Role;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.json.JsonCodec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TogetherChatHttpTest {
  private static final byte[] DOT = Base64.getDecoder()
      .decode(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5"
              + "ErkJggg==");

  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;

  @BeforeEach
  void open() {
    client = together.client(b -> {});
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static ChatRequest everything() {
    return ChatRequest.builder()
        .model("leaflab/base-vlm")
        .system("Answer briefly.")
        .user("Which leaf?", Image.of(DOT))
        .maxTokens(64)
        .temperature(0.2)
        .seed(7)
        .topLogprobs(3)
        .stop(List.of("\n"))
        .responseFormat(ResponseFormat.jsonObject())
        .options(TogetherChatOptions.builder()
            .topK(40)
            .minP(0.05)
            .repetitionPenalty(1.1)
            .reasoning(false)
            .reasoningEffort("low")
            .safetyModel("leaflab/guard")
            .contextLengthExceededBehavior("truncate")
            .compliance("hipaa")
            .echo(true)
            .promptCacheKey("herbarium")
            .putBiasByToken("1024", -5.5)
            .putChatTemplateArgument("thinking", true)
            .build())
        .build();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createSendsEveryFieldUnderTogethersName(CallMode mode) {
    together.replay("chat/POST_chat_completions");

    ChatCompletion answer = mode.call(
        () -> client.chat().create(everything()), () -> client.chat().createAsync(everything()));

    assertThat(answer.text()).isEqualTo("{\"leaf\":\"oak\"}");
    assertThat(answer.finishReason()).contains(FinishReason.STOP);
    assertThat(answer.choices().get(0).providerFinishReason()).contains("eos");
    assertThat(answer.usage().orElseThrow().cachedTokens()).contains(12L);
    assertThat(answer.additionalProperties()).containsKey("warnings");
    together.received("chat/POST_chat_completions");
  }

  @Test
  void streamsPiecesWithUsageOnTheLast() {
    together.http.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type: text/event-stream;charset=utf-8")
        .body("""
            data: {"id":"oC3","object":"chat.completion.chunk","created":1790925402,"model":"m","choices":[{"index":0,"text":"O","logprobs":null,"finish_reason":null,"seed":null,"delta":{"token_id":46,"role":"assistant","content":"O"}}],"usage":null}

            data: {"id":"oC3","object":"chat.completion.chunk","created":1790925402,"model":"m","choices":[{"index":0,"text":"ak","logprobs":-0.25,"finish_reason":"stop","seed":15924764223251450000,"delta":{"token_id":null,"role":"assistant","content":"ak"}}],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}

            data: [DONE]

            """)
        .build());

    try (ChatStream stream = client.chat().stream(r -> r.model("m").user("Which leaf?"))) {
      StringBuilder text = new StringBuilder();
      stream.forEach(chunk -> text.append(chunk.text()));

      assertThat(text).hasToString("Oak");
      assertThat(stream.completion().text()).isEqualTo("Oak");
      assertThat(stream.completion().usage().orElseThrow().totalTokens()).isEqualTo(11);
    }
    assertThat(JsonCodec.shared().tree(together.request().getBody().toByteArray()))
        .isEqualTo(Map.of(
            "model",
            "m",
            "stream",
            true,
            "messages",
            List.of(Map.of("role", "user", "content", "Which leaf?"))));
  }

  @ParameterizedTest
  @EnumSource(
      value = Detail.class,
      names = {"LOW", "HIGH"})
  void aDetailTogetherWouldIgnoreIsRefusedBeforeAnythingIsSent(Detail detail) {
    Image leaf = Image.of(DOT).withDetail(detail);

    assertThatThrownBy(() -> client.chat().create(r -> r.model("m").user("Which leaf?", leaf)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("detail " + detail.word());
    assertThat(together.requests()).isZero();
  }

  @Test
  void theDetailThatLeavesTheChoiceIsNotSent() {
    together.replay("chat/POST_chat_completions");

    client
        .chat()
        .create(r -> r.model("m").user("Which leaf?", Image.of(DOT).withDetail(Detail.AUTO)));

    assertThat(together.request().getBody().utf8()).doesNotContain("detail");
  }

  @Test
  void aRoleTogetherDoesNotKnowIsRefused() {
    Message developer = Message.builder()
        .role(Role.DEVELOPER)
        .addContent(ContentPart.text("Be brief."))
        .build();

    assertThatThrownBy(
            () -> client.chat().create(r -> r.model("m").addMessage(developer).user("Which leaf?")))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("system message");
    assertThat(together.requests()).isZero();
  }
}
