package dev.fovea.transport;

import static dev.fovea.transport.SseAnswers.end;
import static dev.fovea.transport.SseAnswers.raw;
import static dev.fovea.transport.SseAnswers.stream;
import static dev.fovea.transport.SseAnswers.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.Choice;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.ToolCall;
import dev.fovea.config.Limits;
import dev.fovea.error.ApiException;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.ServerException;
import dev.fovea.error.TruncatedStreamException;
import dev.fovea.error.UnreadableResponseException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatStreamHttpTest {
  private static final ChatRequest HELLO =
      ChatRequest.of(r -> r.model("acme/eye").user("Hi"));

  private final LocalServer server = new LocalServer();
  private final ChatService chat =
      ChatCalls.over(server.transport(), ChatSetup.builder().build());

  @AfterEach
  void close() {
    server.close();
  }

  private static List<String> texts(ChatStream stream) {
    List<String> texts = new ArrayList<>();
    stream.forEach(chunk -> texts.add(chunk.text()));
    return texts;
  }

  @Test
  void piecesComeInOrderAndMakeTheWholeAnswer() {
    server.enqueue(stream(text("Re"), text("d"), end(), "[DONE]"));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThat(texts(stream)).containsExactly("Re", "d", "");
      ChatCompletion whole = stream.completion();
      assertThat(whole.text()).isEqualTo("Red");
      assertThat(whole.id()).isEqualTo("cmp-1");
      assertThat(whole.model()).isEqualTo("acme/eye");
      assertThat(whole.finishReason()).contains(FinishReason.STOP);
      assertThat(whole.usage().orElseThrow().totalTokens()).isEqualTo(12);
      assertThat(whole.meta().requestId()).contains("req-sse");
    }
    assertThat(server.request().getBody().utf8())
        .contains("\"stream\":true")
        .contains("\"include_usage\":true");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aWholeAnswerAndAStreamOfItAreEqual() {
    server.enqueue(
        stream(text("Re"), text("d"), end(), "[DONE]"),
        LocalServer.json("{\"id\":\"cmp-1\",\"object\":\"chat.completion\",\"created\":1790000000,"
            + "\"model\":\"acme/eye\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"Red\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,"
            + "\"completion_tokens\":2,\"total_tokens\":12}}"));
    try (ChatStream stream = chat.stream(HELLO)) {
      stream.forEach(chunk -> {});
      assertThat(stream.completion()).isEqualTo(chat.create(HELLO));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data: [DONE]", "data:[DONE]", "data: [done]", "data:  [Done] bye", "data: [DONE]"
      })
  void everySpellingOfTheEndEndsTheStream(String marker) {
    server.enqueue(
        raw("data: " + text("a") + "\n\n" + marker + "\n\ndata: " + text("late") + "\n\n"));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThat(texts(stream)).containsExactly("a");
      assertThat(stream.completion().text()).isEqualTo("a");
    }
  }

  @Test
  void aReasonForTheEndWithoutTheMarkerIsComplete() {
    server.enqueue(stream(text("a"), end()));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThat(texts(stream)).containsExactly("a", "");
      assertThat(stream.completion().finishReason()).contains(FinishReason.STOP);
    }
  }

  @Test
  void aStreamThatJustEndsIsAnErrorWithItsText() {
    server.enqueue(stream(text("Half an "), text("ans")));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream))
          .isInstanceOfSatisfying(TruncatedStreamException.class, e -> {
            assertThat(e.partialText()).isEqualTo("Half an ans");
            assertThat(e.provider()).contains("acme");
            assertThat(e.operation()).contains("streamed chat");
          })
          .hasMessageContaining("before the answer was complete");
      assertThat(stream.partial().text()).isEqualTo("Half an ans");
      assertThatThrownBy(stream::completion).isInstanceOf(IllegalStateException.class);
    }
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void everyCutIsEitherAnErrorOrComesAfterTheReasonForTheEnd() {
    byte[] whole = SseAnswers.body(text("Zwölf"), text(" Teile \uD83D\uDE00"), end(), "[DONE]")
        .getBytes(UTF_8);
    int finished =
        SseAnswers.body(text("Zwölf"), text(" Teile \uD83D\uDE00"), end()).getBytes(UTF_8).length;
    for (int length = 0; length <= whole.length; length += length < finished - 3 ? 7 : 1) {
      server.enqueue(new MockResponse.Builder()
          .addHeader("Content-Type", "text/event-stream")
          .body(new Buffer().write(whole, 0, length)));
      try (ChatStream stream = chat.stream(HELLO)) {
        if (length < finished) {
          assertThatThrownBy(() -> texts(stream))
              .as("cut after %d bytes", length)
              .isInstanceOf(TruncatedStreamException.class);
          assertThat("Zwölf Teile \uD83D\uDE00").startsWith(stream.partial().text());
        } else {
          texts(stream);
          assertThat(stream.completion().text()).isEqualTo("Zwölf Teile \uD83D\uDE00");
        }
      }
    }
  }

  @Test
  void aConnectionThatBreaksIsAnErrorWithItsText() {
    String body = SseAnswers.body(text("a"));
    server.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .chunkedBody(body + " ".repeat(200_000), 64)
        .onResponseBody(new SocketEffect.CloseSocket()));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream)).isInstanceOf(TruncatedStreamException.class);
    }
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void anErrorInTheStreamIsTheSameErrorAStatusWouldHaveBeen() {
    server.enqueue(
        stream(
            text("So far"),
            "{\"error\":{\"message\":\"gone\",\"type\":\"server_error\"}}",
            "[DONE]"),
        stream("{\"error\":{\"message\":\"slow down\",\"code\":429}}"),
        raw("event: error\ndata: {\"message\":\"odd\"}\n\n"));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("gone")
          .hasMessageContaining("req-sse");
      assertThat(stream.partial().text()).isEqualTo("So far");
      assertThatThrownBy(stream::completion).isInstanceOf(IllegalStateException.class);
    }
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream)).isInstanceOf(RateLimitException.class);
    }
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("odd");
    }
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void whatIsNotJsonIsAnErrorAndNeverSkipped() {
    server.enqueue(stream(text("a"), "marker-5", end(), "[DONE]"), stream("{\"choices\":7}"));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream))
          .isInstanceOf(UnreadableResponseException.class)
          .hasMessageStartingWith("acme: streamed chat failed: ")
          .hasMessageNotContaining("marker-5");
      assertThat(stream.partial().text()).isEqualTo("a");
    }
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream))
          .isInstanceOfSatisfying(
              UnreadableResponseException.class, e -> assertThat(e.path()).isEqualTo("$.choices"));
    }
  }

  @Test
  void aFailureIsToldAgainToWhoAsksAgain() {
    server.enqueue(stream(text("a")));
    try (ChatStream stream = chat.stream(HELLO)) {
      Iterator<ChatChunk> pieces = stream.iterator();
      pieces.next();
      assertThatThrownBy(pieces::hasNext).isInstanceOf(TruncatedStreamException.class);
      assertThatThrownBy(pieces::next).isInstanceOf(TruncatedStreamException.class);
    }
  }

  @Test
  void choicesCallsAndCountsArePutTogether() {
    server.enqueue(stream(
        "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"B\"}}]}",
        "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null,\"reasoning\":\"I \"}},"
            + "{\"index\":1,\"delta\":{\"content\":\"2\"},\"finish_reason\":\"length\"}]}",
        "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"think\",\"tool_calls\":[{\"index\":0,"
            + "\"id\":\"c-0\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\"}},"
            + "{\"index\":1,\"id\":\"c-1\",\"function\":{\"name\":\"g\",\"arguments\":\"\"}}]}}]}",
        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
            + "{\"arguments\":\"\\\":1}\"}},{\"index\":1,\"function\":{\"arguments\":\"{}\"}}]},"
            + "\"finish_reason\":\"tool_calls\",\"seed\":18446744073709551615}]}",
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}",
        "[DONE]"));
    try (ChatStream stream = chat.stream(HELLO)) {
      texts(stream);
      ChatCompletion whole = stream.completion();
      assertThat(whole.choices()).extracting(Choice::index).containsExactly(0, 1);
      Choice first = whole.choices().get(0);
      assertThat(first.message().content()).isEmpty();
      assertThat(first.message().reasoning()).contains("I think");
      assertThat(first.message().toolCalls())
          .containsExactly(
              ToolCall.builder().id("c-0").name("f").arguments("{\"a\":1}").build(),
              ToolCall.builder().id("c-1").name("g").arguments("{}").build());
      assertThat(first.finishReason()).contains(FinishReason.TOOL_CALLS);
      assertThat(first.additionalProperties())
          .containsEntry("seed", new BigInteger("18446744073709551615"));
      assertThat(whole.choices().get(1).message().text()).isEqualTo("B2");
      assertThat(whole.usage().orElseThrow().totalTokens()).isEqualTo(3);
    }
  }

  @Test
  void wholeCallsWithoutNumbersAreKeptApart() {
    server.enqueue(stream(
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"1\"}}]}}]}",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"2\"}}]},"
            + "\"finish_reason\":\"tool_calls\"}]}"));
    try (ChatStream stream = chat.stream(HELLO)) {
      texts(stream);
      assertThat(stream.completion().toolCalls())
          .extracting(ToolCall::name)
          .containsExactly("f", "g");
    }
  }

  @Test
  void oneChoiceThatNeverEndedIsACut() {
    server.enqueue(stream(
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"},"
            + "{\"index\":1,\"delta\":{\"content\":\"b\"}}]}"));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream)).isInstanceOf(TruncatedStreamException.class);
    }
  }

  @Test
  void aStreamIsGoneThroughOnceAndFinishedBeforeItIsWhole() {
    server.enqueue(stream(text("a"), text("b"), end(), "[DONE]"));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThat(stream.partial().choices()).isEmpty();
      Iterator<ChatChunk> pieces = stream.iterator();
      assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
      assertThat(pieces.next().text()).isEqualTo("a");
      assertThat(stream.partial().text()).isEqualTo("a");
      assertThatThrownBy(stream::completion)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("partial()");
      pieces.next();
      pieces.next();
      assertThat(pieces.hasNext()).isFalse();
      assertThatThrownBy(pieces::next).isInstanceOf(NoSuchElementException.class);
      assertThat(stream.completion().text()).isEqualTo("ab");
    }
  }

  @Test
  void afterClosingThereIsNothingMore() {
    server.enqueue(stream(text("a"), text("b"), end(), "[DONE]"), stream(end()));
    ChatStream stream = chat.stream(HELLO);
    Iterator<ChatChunk> pieces = stream.iterator();
    pieces.next();
    stream.close();
    stream.close();
    assertThat(pieces.hasNext()).isFalse();
    assertThat(stream.partial().text()).isEqualTo("a");
    assertThatThrownBy(stream::completion).isInstanceOf(IllegalStateException.class);

    ChatStream unread = chat.stream(HELLO);
    unread.close();
    assertThatThrownBy(unread::iterator).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatTheConsumerThrowsComesOutAsItIs() {
    server.enqueue(stream(text("a"), end()));
    IllegalStateException own = new IllegalStateException("own");
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThatThrownBy(() -> stream.forEach(chunk -> {
            throw own;
          }))
          .isSameAs(own);
    }
  }

  @Test
  void aWholeAnswerInsteadOfAStreamIsRefused() {
    server.enqueue(
        LocalServer.json("{\"choices\":[]}"),
        LocalServer.json("{\"error\":{\"message\":\"no streams today\",\"code\":429}}"));
    assertThatThrownBy(() -> chat.stream(HELLO)).isInstanceOf(UnreadableResponseException.class);
    assertThatThrownBy(() -> chat.stream(HELLO))
        .isInstanceOf(RateLimitException.class)
        .hasMessageContaining("no streams today");
  }

  @Test
  void refusalsBeforeTheFirstPieceAreRepeatedAndLaterOnesNot() {
    server.enqueue(LocalServer.status(429), stream(text("a")));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream)).isInstanceOf(TruncatedStreamException.class);
    }
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void anEndlessAnswerHitsItsLimit() {
    ChatService small = ChatCalls.over(
        server.transport(o -> o.limits(Limits.builder().responseBytes(1_000).build())),
        ChatSetup.builder().build());
    String[] pieces = new String[50];
    java.util.Arrays.fill(pieces, text("x".repeat(100)));
    server.enqueue(stream(pieces));
    try (ChatStream stream = small.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream))
          .isInstanceOf(UnreadableResponseException.class)
          .hasMessageContaining("longer than 1000");
    }
  }

  @Test
  void membersNobodyKnowsCountTowardTheLimitToo() {
    ChatService small = ChatCalls.over(
        server.transport(o -> o.limits(Limits.builder().responseBytes(1_000).build())),
        ChatSetup.builder().build());
    String[] pieces = new String[50];
    java.util.Arrays.fill(
        pieces, "{\"choices\":[{\"delta\":{\"audio\":{\"data\":\"" + "x".repeat(100) + "\"}}}]}");
    server.enqueue(stream(pieces));
    try (ChatStream stream = small.stream(HELLO)) {
      assertThatThrownBy(() -> texts(stream))
          .isInstanceOf(UnreadableResponseException.class)
          .hasMessageContaining("longer than 1000");
    }
  }

  @Test
  void commentsBlankLinesAndEmptyEventsAreNoPieces() {
    server.enqueue(raw(": hello\n\n\ndata:\n\nevent: ping\n\ndata: " + text("a")
        + "\r\n\r\nid: 7\ndata: " + end() + "\n\n"));
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThat(texts(stream)).containsExactly("a", "");
    }
  }
}
