package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.Limits;
import dev.fovea.config.ResponseMeta;
import dev.fovea.error.ApiException;
import dev.fovea.error.CallTimeoutException;
import dev.fovea.error.Outcome;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.TransportException;
import dev.fovea.error.UnreadableResponseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
  private static final Operation<Void, ResponseMeta> CHAT =
      Operation.post("chat").named("stream chat").kind(OperationKind.GENERATION).build();

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static MockResponse.Builder events(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .body(body);
  }

  private static EventStream open(CallMode mode, Transport transport) {
    if (mode == CallMode.SYNC) {
      return transport.stream(CHAT.call());
    }
    try {
      return transport.streamAsync(CHAT.call()).join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private static List<String> read(EventStream stream) {
    List<String> read = new ArrayList<>();
    while (stream.next()) {
      read.add(stream.data());
    }
    return read;
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void eventsComeInOrderWithTheFactsOfTheAnswer(CallMode mode) {
    server.enqueue(
        events("data: 1\n\ndata: 2\n\ndata: [DONE]\n\n").addHeader("x-request-id", "req-1"));

    try (EventStream stream = open(mode, server.transport())) {
      assertThat(read(stream)).containsExactly("1", "2", "[DONE]");
      assertThat(stream.isCut()).isFalse();
      assertThat(stream.next()).isFalse();
      assertThat(stream.meta().requestId()).contains("req-1");
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void refusalsBeforeTheFirstEventAreRepeated(CallMode mode) {
    server.enqueue(LocalServer.status(429), LocalServer.status(500), events("data: 1\n\n"));

    try (EventStream stream = open(mode, server.transport())) {
      assertThat(read(stream)).containsExactly("1");
    }
    assertThat(server.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aRefusalThatStaysIsTheSameExceptionAsForAnyCall(CallMode mode) {
    server.enqueue(LocalServer.status(429), LocalServer.status(429), LocalServer.status(429));

    assertThatThrownBy(() -> open(mode, server.transport()))
        .isInstanceOf(RateLimitException.class)
        .hasMessageStartingWith("acme: stream chat failed: because");
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void afterTheFirstEventNothingIsRepeated() {
    server.enqueue(events("data: 1\n\n" + ": x\n".repeat(50_000))
        .onResponseBody(new SocketEffect.CloseSocket()));

    try (EventStream stream = server.transport().stream(CHAT.call())) {
      TransportException failure =
          catchThrowableOfType(TransportException.class, () -> read(stream));

      assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(failure)
          .hasMessageContaining("stream chat")
          .hasMessageContaining("in the middle of the answer");
    }
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void anEndAmidAnEventIsTold() {
    server.enqueue(events("data: 1\n\ndata: 2"));

    try (EventStream stream = server.transport().stream(CHAT.call())) {
      assertThat(read(stream)).containsExactly("1");
      assertThat(stream.isCut()).isTrue();
      assertThat(stream.failure().message("cut").build().operation()).contains("stream chat");
    }
  }

  @Test
  void silenceEndsTheStreamAndCommentsDoNotCountAsSilence() {
    server.enqueue(
        events("data: 1\n\n" + "x".repeat(50_000)).onResponseBody(SocketEffect.Stall.INSTANCE),
        events(": wait\n".repeat(12) + "data: 2\n\n").throttleBody(7, 40, TimeUnit.MILLISECONDS));
    Transport transport =
        server.transport(options -> options.timeouts(t -> t.idle(Duration.ofMillis(250))));

    try (EventStream stream = transport.stream(CHAT.call())) {
      assertThatThrownBy(() -> read(stream)).isInstanceOf(CallTimeoutException.class);
    }
    try (EventStream stream = transport.stream(CHAT.call())) {
      assertThat(read(stream)).containsExactly("2");
    }
  }

  @Test
  void commentsAloneDoNotKeepAStreamAliveForEver() {
    server.enqueue(
        events(": wait\n".repeat(100_000)).throttleBody(1000, 10, TimeUnit.MILLISECONDS));
    HurriedTiming hurried = new HurriedTiming();
    Transport transport = server.transport(options -> options.timing(hurried));

    try (EventStream stream = transport.stream(CHAT.call())) {
      assertThatThrownBy(() -> read(stream)).isInstanceOf(CallTimeoutException.class);
    }
  }

  @Test
  void theConnectionIsUsedAgainWhenTheRestComesAtOnce() {
    server.enqueue(events("data: [DONE]\n\n: bye\n"), events("data: 1\n\n"));
    Transport transport = server.transport();

    try (EventStream stream = transport.stream(CHAT.call())) {
      assertThat(stream.next()).isTrue();
      stream.finish();
      assertThat(stream.next()).isFalse();
    }
    try (EventStream stream = transport.stream(CHAT.call())) {
      assertThat(read(stream)).containsExactly("1");
    }

    server.request();
    assertThat(server.request().getExchangeIndex()).isEqualTo(1);
  }

  @Test
  void aConnectionThatStaysOpenAfterTheEndIsLetGo() throws InterruptedException {
    server.enqueue(events("data: [DONE]\n\n" + "x".repeat(50_000))
        .onResponseBody(SocketEffect.Stall.INSTANCE));
    Transport transport = server.transport();

    EventStream stream = transport.stream(CHAT.call());
    assertThat(stream.next()).isTrue();
    stream.finish();

    assertThat(transport.runningCalls()).isZero();
  }

  @Test
  void closingEarlyCancelsTheCall() {
    server.enqueue(
        events("data: 1\n\n" + "x".repeat(50_000)).onResponseBody(SocketEffect.Stall.INSTANCE));
    Transport transport = server.transport();

    EventStream stream = transport.stream(CHAT.call());
    assertThat(stream.next()).isTrue();
    stream.close();
    stream.close();

    assertThat(transport.runningCalls()).isZero();
    assertThatThrownBy(stream::next)
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("cancelled");
  }

  @Test
  void anErrorEventIsTheSameExceptionAsAnErrorStatus() {
    server.enqueue(events("""
            data: 1

            event: error
            data: {"error":{"message":"overloaded","code":"busy","status":503}}

            data: {"error":"odd"}

            """).addHeader("x-request-id", "req-7"));

    try (EventStream stream = server.transport().stream(CHAT.call())) {
      stream.next();
      assertThat(stream.name()).isEmpty();
      stream.next();
      assertThat(stream.name()).isEqualTo("error");
      ApiException error = stream.error();
      assertThat(error.status()).isEqualTo(503);
      assertThat(error.code()).contains("busy");
      assertThat(error.requestId()).contains("req-7");
      assertThat(error).hasMessageStartingWith("acme: stream chat failed: overloaded (HTTP 503");
      stream.next();
      assertThat(stream.error().status()).isEqualTo(500);
    }
  }

  @Test
  void aJsonErrorInPlaceOfEventsIsTheProvidersError() {
    server.enqueue(LocalServer.json("{\"error\":{\"message\":\"no\",\"code\":\"c\"}}"));

    ApiException failure =
        catchThrowableOfType(ApiException.class, () -> server.transport().stream(CHAT.call()));

    assertThat(failure.code()).contains("c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/html"})
  void anotherKindOfAnswerIsTyped(String type) {
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Type", type).body("{\"id\":\"x\"}"));

    assertThatThrownBy(() -> server.transport().stream(CHAT.call()))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("asked for a stream of events and got " + type);
  }

  @Test
  void anEventThatIsTooLongIsTyped() {
    server.enqueue(events("data: " + "x".repeat(2000) + "\n\n"));
    Transport transport =
        server.transport(o -> o.limits(Limits.builder().sseLineBytes(1000).build()));

    try (EventStream stream = transport.stream(CHAT.call())) {
      assertThatThrownBy(stream::next)
          .isInstanceOf(UnreadableResponseException.class)
          .hasMessageContaining("1000 bytes");
    }
  }

  @Test
  void aFutureCancelledTooLateClosesTheStream() throws InterruptedException {
    server.enqueue(
        events("data: 1\n\n" + "x".repeat(50_000)).onResponseBody(SocketEffect.Stall.INSTANCE));
    Transport transport = server.transport(options -> options.callbackExecutor(task -> {
      // The answer is there, the future is not complete yet.
      late.run();
      task.run();
    }));

    var future = transport.streamAsync(CHAT.call());
    late = () -> future.cancel(true);
    for (int i = 0; i < 200 && (!future.isDone() || transport.runningCalls() > 0); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }

    assertThat(transport.runningCalls()).isZero();
    if (!future.isCancelled()) {
      future.join().close();
    }
  }

  private volatile Runnable late = () -> {};

  @Test
  void aChunkedStreamInTinyPiecesGivesTheSameEvents() {
    StringBuilder body = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      body.append("data: \u00e9\uD83D\uDE00").append(i).append("\r\n\r\n");
      expected.add("\u00e9\uD83D\uDE00" + i);
    }
    server.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream; charset=utf-8")
        .chunkedBody(new Buffer().writeUtf8(body.toString()), 3));

    try (EventStream stream = server.transport().stream(CHAT.call())) {
      assertThat(read(stream)).isEqualTo(expected);
    }
  }
}
