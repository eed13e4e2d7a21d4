package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.ToolCall;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.ServerException;
import dev.fovea.error.TruncatedStreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenAiStreamHttpTest {
  private static final ChatRequest ASKED =
      ChatRequest.of(r -> r.model("gpt-4o-2024-08-06").user("Which tree?"));

  @RegisterExtension
  final Recorded openai = new Recorded();

  private OpenAiClient client;

  @BeforeEach
  void open() {
    client = openai.client();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void stream(String... events) {
    StringBuilder body = new StringBuilder();
    for (String event : events) {
      body.append("data: ").append(event).append("\n\n");
    }
    openai.http.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type: text/event-stream; charset=utf-8")
        .addHeader("x-request-id: req_5")
        .addHeader("x-ratelimit-remaining-requests: 59")
        .body(body.toString())
        .build());
  }

  /** A piece as OpenAI sends it. */
  private static String piece(String delta, String finish, String usage) {
    return "{\"id\":\"chatcmpl-A1\",\"object\":\"chat.completion.chunk\",\"created\":1790010001,"
        + "\"model\":\"gpt-4o-2024-08-06\",\"system_fingerprint\":\"fp_5d2c\",\"choices\":[{"
        + "\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish
        + "}],\"usage\":" + usage + ",\"obfuscation\":\"k2Q\"}";
  }

  private static String piece(String delta) {
    return piece(delta, "null", "null");
  }

  private static String end(String word) {
    return piece("{}", "\"" + word + "\"", "null");
  }

  private ChatCompletion whole() {
    try (ChatStream pieces = client.chat().stream(ASKED)) {
      pieces.forEach(piece -> {});
      return pieces.completion();
    }
  }

  @Test
  void aStreamIsAskedToTellItsUsageWhichComesInAPieceOfItsOwn() {
    stream(
        piece("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"),
        piece("{\"content\":\"Ro\"}"),
        piece("{\"content\":\"bin\"}"),
        end("stop"),
        "{\"id\":\"chatcmpl-A1\",\"object\":\"chat.completion.chunk\",\"created\":1790010001,"
            + "\"model\":\"gpt-4o-2024-08-06\",\"choices\":[],\"usage\":{\"prompt_tokens\":793,"
            + "\"completion_tokens\":1,\"total_tokens\":794},\"obfuscation\":\"x\"}",
        "[DONE]");
    ChatRequest request = ASKED.toBuilder()
        .maxTokens(9)
        .options(OpenAiChatOptions.builder().obfuscation(false).build())
        .build();

    try (ChatStream pieces = client.chat().stream(request)) {
      List<ChatChunk> all = new ArrayList<>();
      pieces.forEach(all::add);
      ChatCompletion answer = pieces.completion();

      assertThat(all).hasSize(5);
      assertThat(all).extracting(ChatChunk::text).containsExactly("", "Ro", "bin", "", "");
      assertThat(all.get(1).usage()).isEmpty();
      assertThat(all.get(1).additionalProperties()).doesNotContainKey("obfuscation");
      assertThat(answer.text()).isEqualTo("Robin");
      assertThat(answer.finishReason()).contains(FinishReason.STOP);
      assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(794);
      assertThat(answer.meta().requestId()).contains("req_5");
      assertThat(answer.meta().rateLimit().orElseThrow().remaining()).contains(59L);
    }
    openai.received("chat/POST_chat_completions.stream");
  }

  @Test
  void theUsageIsNotAskedForWhereAServerWouldRefuseThat() {
    stream(end("stop"), "[DONE]");
    ChatRequest request = ASKED.toBuilder()
        .options(OpenAiChatOptions.builder().streamUsage(false).build())
        .build();

    try (ChatStream pieces = client.chat().stream(request)) {
      pieces.forEach(piece -> {});
    }

    assertThat(openai.request().getBody().utf8()).doesNotContain("stream_options");
  }

  @Test
  void aRefusalComesPieceByPiece() {
    stream(
        piece("{\"role\":\"assistant\",\"content\":null,\"refusal\":\"\"}"),
        piece("{\"refusal\":\"I name \"}"),
        piece("{\"refusal\":\"no trees.\"}"),
        end("stop"),
        "[DONE]");

    ChatCompletion answer = whole();

    assertThat(answer.text()).isEmpty();
    assertThat(OpenAiCompletion.of(answer).refusal()).contains("I name no trees.");
  }

  @Test
  void callsOfToolsComePieceByPieceAlsoThoseOfCustomTools() {
    stream(
        piece("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,"
            + "\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"press\","
            + "\"arguments\":\"\"}}]}"),
        piece("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"n\\\"\"}}]}"),
        piece("{\"tool_calls\":[{\"index\":1,\"id\":\"call_2\",\"type\":\"custom\",\"custom\":{"
            + "\"name\":\"shelf\",\"input\":\"\"}}]}"),
        piece("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]}"),
        piece("{\"tool_calls\":[{\"index\":1,\"custom\":{\"input\":\"B7\"}}]}"),
        end("tool_calls"),
        "[DONE]");

    assertThat(whole().toolCalls())
        .containsExactly(
            ToolCall.builder().id("call_1").name("press").arguments("{\"n\":1}").build(),
            ToolCall.builder()
                .id("call_2")
                .type("custom")
                .name("shelf")
                .arguments("B7")
                .build());
  }

  @Test
  void aSpokenAnswerComesPieceByPiece() {
    stream(
        piece("{\"role\":\"assistant\",\"audio\":{\"id\":\"audio_1\",\"transcript\":\"An\"}}"),
        piece("{\"audio\":{\"id\":\"audio_1\",\"transcript\":\" oak\"}}"),
        piece("{\"audio\":{\"data\":\"UklG\"}}"),
        piece("{\"audio\":{\"data\":\"Rg==\",\"expires_at\":1790013601}}"),
        end("stop"),
        "[DONE]");

    assertThat(whole().choices().get(0).message().additionalProperties())
        .containsEntry(
            "audio",
            Map.of(
                "id", "audio_1",
                "transcript", "An oak",
                "data", "UklGRg==",
                "expires_at", 1_790_013_601));
  }

  @Test
  void likelihoodsOfTextAndRefusalFollowEachOther() {
    String token = "{\"token\":\"%s\",\"logprob\":-0.5,\"bytes\":null,\"top_logprobs\":[]}";
    stream(
        piece("{\"content\":\"a\"}")
            .replace(
                "\"logprobs\":null",
                "\"logprobs\":{\"content\":[" + token.formatted("a") + "],\"refusal\":null}"),
        piece("{\"content\":\"b\"}")
            .replace(
                "\"logprobs\":null",
                "\"logprobs\":{\"content\":[" + token.formatted("b") + "],\"refusal\":null}"),
        end("stop"),
        "[DONE]");

    assertThat(whole().choices().get(0).logprobs().orElseThrow().get("content"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(2);
  }

  @Test
  void anErrorMemberThatIsNullIsNone() {
    stream(
        piece("{\"content\":\"oak\"}").replaceFirst("\\{", "{\"error\":null,"),
        end("stop").replaceFirst("\\{", "{\"error\":null,"),
        "[DONE]");

    assertThat(whole().text()).isEqualTo("oak");
  }

  @Test
  void anErrorAmidAStreamIsTheServersErrorAndWhatCameStaysThere() {
    stream(
        piece("{\"content\":\"oa\"}"),
        "{\"error\":{\"message\":\"lost it\",\"type\":\"server_error\",\"param\":null,"
            + "\"code\":null}}");

    try (ChatStream pieces = client.chat().stream(ASKED)) {
      assertThatThrownBy(() -> pieces.forEach(piece -> {}))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("lost it")
          .hasMessageContaining("req_5");
      assertThat(pieces.partial().text()).isEqualTo("oa");
    }
    assertThat(openai.requests()).isEqualTo(1);
  }

  @Test
  void aStreamThatEndsWithoutAReasonIsCutAndWithOneIsWhole() {
    stream(piece("{\"content\":\"oa\"}"));
    stream(piece("{\"content\":\"oak\"}"), end("length"));

    assertThatThrownBy(this::whole).isInstanceOf(TruncatedStreamException.class);
    assertThat(whole().finishReason()).contains(FinishReason.LENGTH);
    assertThat(openai.requests()).isEqualTo(2);
  }

  @Test
  void aRefusedStreamIsARefusalLikeAnyOther() {
    OpenAiClient once = client.withOptions(o -> o.retries(r -> r.maxAttempts(1)));
    openai.answer(
        429,
        "{\"error\":{\"message\":\"Rate limit reached\",\"type\":\"requests\",\"param\":null,"
            + "\"code\":\"rate_limit_exceeded\"}}");

    assertThatThrownBy(() -> once.chat().stream(ASKED)).isInstanceOf(RateLimitException.class);
  }
}
