package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Message;
import dev.fovea.chat.ToolCall;
import dev.fovea.error.ApiException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.TruncatedStreamException;
import dev.fovea.providertests.CallMode;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * OpenAI's client at servers that are not OpenAI's, each with all its quirks at once. The quirks
 * one by one, and where they were seen, are in the core's tests.
 */
class OpenAiQuirksTest {
  private static final ChatRequest ASKED = ChatRequest.of(r -> r.model("m").user("Which tree?"));
  private static final ToolCall PRESS =
      ToolCall.builder().id("call_1").name("press").arguments("{\"n\":1}").build();

  @RegisterExtension
  final Recorded server = new Recorded();

  private OpenAiClient client;

  @BeforeEach
  void open() {
    client = server.client(b -> b.compatible(true));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void stream(String body) {
    server.http.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type: text/event-stream")
        .body(body)
        .build());
  }

  private ChatCompletion streamed() {
    try (ChatStream pieces = client.chat().stream(ASKED)) {
      pieces.forEach(piece -> {});
      return pieces.completion();
    }
  }

  private ChatCompletion whole(CallMode mode) {
    return mode.call(() -> client.chat().create(ASKED), () -> client.chat().createAsync(ASKED));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anAnswerAsVllmGivesItWithThoughtsAndMembersOfItsOwn(CallMode mode) {
    server.answer(
        200,
        "{\"id\":\"chatcmpl-7f\",\"object\":\"chat.completion\",\"created\":1790010000,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"reasoning_content\":"
            + "\"Lobes.\",\"content\":\"oak\",\"tool_calls\":[]},\"logprobs\":null,\"finish_reason\":"
            + "\"stop\",\"stop_reason\":null}],\"usage\":{\"prompt_tokens\":9,\"total_tokens\":11,"
            + "\"completion_tokens\":2,\"prompt_tokens_details\":null},\"prompt_logprobs\":null}");

    ChatCompletion answer = whole(mode);

    assertThat(answer.text()).isEqualTo("oak");
    assertThat(answer.choices().get(0).message().reasoning()).contains("Lobes.");
    assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(11);
    assertThat(answer.additionalProperties()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anAnswerOfAServerThatTellsHardlyAnything(CallMode mode) {
    server.answer(
        200,
        "{\"created\":\"2026-09-21T14:13:20Z\",\"choices\":[{\"message\":{\"content\":[{\"type\":"
            + "\"text\",\"text\":\"oak\"}],\"tool_calls\":[{\"function\":{\"name\":\"press\","
            + "\"arguments\":{\"n\":1}}}]},\"finish_reason\":\"\"}]}");

    ChatCompletion answer = whole(mode);

    assertThat(answer.text()).isEqualTo("oak");
    assertThat(answer.created()).isPresent();
    assertThat(answer.toolCalls())
        .containsExactly(ToolCall.builder().name("press").arguments("{\"n\":1}").build());
    assertThat(answer.finishReason()).isEmpty();
    assertThat(answer.usage()).isEmpty();
  }

  @Test
  void aStreamAsAzureBeginsItAndOllamaEndsIt() {
    stream("data:{\"id\":\"\",\"object\":\"\",\"created\":0,\"model\":\"\",\"choices\":[],"
        + "\"prompt_filter_results\":[]}\r\n\r\n: waiting\r\n\r\ndata:{\"id\":\"c1\",\"created\":"
        + "1790010000,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"oa\"},"
        + "\"finish_reason\":\"\"}]}\r\n\r\ndata:{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{"
        + "\"role\":\"assistant\",\"content\":\"k\"},\"finish_reason\":\"stop\"}],\"usage\":{"
        + "\"prompt_tokens\":\"9\",\"completion_tokens\":\"2\"}}\r\n\r\n");

    ChatCompletion answer = streamed();

    assertThat(answer.id()).isEqualTo("c1");
    assertThat(answer.created().orElseThrow().getEpochSecond()).isEqualTo(1_790_010_000);
    assertThat(answer.text()).isEqualTo("oak");
    assertThat(answer.finishReason()).contains(FinishReason.STOP);
    assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(11);
  }

  @Test
  void aCallOfAToolAsGeminiStreamsItGoesBackWithItsSignature() {
    stream("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"tool_calls\":[{"
        + "\"extra_content\":{\"google\":{\"thought_signature\":\"sig\"}},\"function\":{"
        + "\"arguments\":\"{\\\"n\\\":1}\",\"name\":\"press\"},\"id\":\"call_1\",\"type\":"
        + "\"function\"}]},\"finish_reason\":\"stop\",\"index\":0}],\"model\":\"gemini\"}\n\n"
        + "data: [DONE]\n\n");
    server.answer(200, "{\"choices\":[]}");

    Message asked = streamed().choices().get(0).message();
    client.chat().create(ASKED.toBuilder().addMessage(asked).build());

    assertThat(asked.toolCalls().get(0).id()).isEqualTo(PRESS.id());
    assertThat(asked.toolCalls().get(0).arguments()).isEqualTo(PRESS.arguments());
    assertThat(asked.toolCalls().get(0).additionalProperties())
        .isEqualTo(Map.of("extra_content", Map.of("google", Map.of("thought_signature", "sig"))));
    server.request();
    assertThat(server.request().getBody().utf8())
        .contains("\"extra_content\":{\"google\":{\"thought_signature\":\"sig\"}}");
  }

  @Test
  void aStreamWithoutAnEndIsStillNoShortAnswer() {
    stream("data: {\"choices\":[{\"delta\":{\"content\":\"oa\"}}]}\n\n");

    assertThatThrownBy(this::streamed).isInstanceOf(TruncatedStreamException.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  private static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            "Gemini",
            400,
            "[{\"error\":{\"code\":400,\"message\":\"Unknown name\",\"status\":\"INVALID_ARGUMENT\"}}]",
            InvalidRequestException.class,
            "Unknown name"),
        Arguments.of(
            "FastAPI",
            422,
            "{\"detail\":[{\"loc\":[\"body\",\"top_k\"],\"msg\":\"Extra inputs are not permitted\"}]}",
            InvalidRequestException.class,
            "body.top_k: Extra inputs are not permitted"),
        Arguments.of(
            "Ollama",
            404,
            "{\"error\":\"model \\\"m\\\" not found, try pulling it first\"}",
            NotFoundException.class,
            "try pulling it first"),
        Arguments.of(
            "a gateway that repeats the key",
            400,
            "{\"error\":{\"message\":\"cannot use " + Recorded.KEY + "\"}}",
            InvalidRequestException.class,
            "cannot use ***"),
        Arguments.of(
            "vLLM with the status 200",
            200,
            "{\"object\":\"error\",\"message\":\"too long\",\"type\":\"BadRequestError\",\"code\":400}",
            InvalidRequestException.class,
            "too long"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void aRefusalIsTypedInAnyForm(
      String whose, int status, String body, Class<? extends ApiException> type, String message) {
    server.answer(status, body);
    server.answer(status, body);

    assertThatThrownBy(() -> client.chat().create(ASKED))
        .as(whose)
        .isInstanceOf(type)
        .hasMessageContaining(message)
        .hasMessageNotContaining(Recorded.KEY);
    assertThatThrownBy(() -> client.chat().createAsync(ASKED).join())
        .as(whose)
        .hasCauseInstanceOf(type);
    assertThat(server.requests()).isEqualTo(2);
  }
}
