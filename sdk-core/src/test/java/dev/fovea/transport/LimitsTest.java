package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.Limits;
import dev.fovea.error.CallTimeoutException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may take long or be large has an end. */
class LimitsTest {
  private static final Operation<Void, Long> LENGTH = Operation.get("things")
      .named("get thing")
      .receives((body, meta, status) -> length(body))
      .build();
  private static final Operation<Void, Long> DOWNLOAD = Operation.get("things")
      .transfer()
      .receives((body, meta, status) -> length(body))
      .build();
  private static final Operation<Void, Long> GENERATE = Operation.post("chat")
      .kind(OperationKind.GENERATION)
      .receives((body, meta, status) -> length(body))
      .build();

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static long length(java.io.InputStream body) throws IOException {
    return body.transferTo(java.io.OutputStream.nullOutputStream());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aSmallAnswerThatUnpacksIntoAHugeOneIsCutAtTheLimit(CallMode mode) throws IOException {
    Buffer packed = new Buffer();
    byte[] zeros = new byte[1024 * 1024];
    try (var out = Okio.buffer(new GzipSink(packed))) {
      for (int i = 0; i < 40; i++) {
        out.write(zeros);
      }
    }
    assertThat(packed.size()).isLessThan(100_000);
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(packed));

    UnreadableResponseException failure = catchThrowableOfType(
        UnreadableResponseException.class, () -> mode.call(server.transport(), LENGTH.call()));

    assertThat(failure).hasMessageContaining("longer than 33554432 bytes");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void theLimitItselfIsAllowedAndATransferHasNone() {
    Limits limits = Limits.builder().responseBytes(1000).build();
    Transport transport = server.transport(options -> options.limits(limits));
    server.enqueue(
        LocalServer.json("x".repeat(1000)),
        LocalServer.json("x".repeat(1001)),
        LocalServer.json("x".repeat(1001)));

    assertThat(transport.execute(LENGTH.call())).isEqualTo(1000);
    assertThat(catchThrowableOfType(
            UnreadableResponseException.class, () -> transport.execute(LENGTH.call())))
        .isNotNull();
    assertThat(transport.execute(DOWNLOAD.call())).isEqualTo(1001);
  }

  @Test
  void aGzipBodyIsUnpackedAndACutOneIsRepeated() throws IOException {
    Buffer packed = new Buffer();
    try (var out = Okio.buffer(new GzipSink(packed))) {
      out.writeUtf8("x".repeat(1000));
    }
    Buffer cut = new Buffer();
    cut.write(packed.copy(), packed.size() - 6);
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(cut),
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(packed));

    assertThat(server.transport().execute(LENGTH.call())).isEqualTo(1000);
    assertThat(server.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void oneByteASecondEndsWithTheAttempt(CallMode mode) {
    server.enqueue(LocalServer.json("x".repeat(100)).throttleBody(1, 50, TimeUnit.MILLISECONDS));
    Transport transport = server.transport(options ->
        options.timeouts(t -> t.attempt(Duration.ofMillis(300))).retries(r -> r.maxAttempts(1)));

    CallTimeoutException failure =
        catchThrowableOfType(CallTimeoutException.class, () -> mode.call(transport, LENGTH.call()));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure).hasMessageContaining("in the middle of its answer");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aTransferMayTakeLongButNotFallSilent(CallMode mode) {
    server.enqueue(LocalServer.json("x".repeat(10)).throttleBody(1, 40, TimeUnit.MILLISECONDS));
    server.enqueue(
        LocalServer.json("x".repeat(100_000)).onResponseBody(SocketEffect.Stall.INSTANCE));
    Transport transport = server.transport(options -> options
        .timeouts(t -> t.attempt(Duration.ofMillis(100)).idle(Duration.ofMillis(300)))
        .retries(r -> r.maxAttempts(1)));

    assertThat(mode.call(transport, DOWNLOAD.call())).isEqualTo(10);
    assertThat(catchThrowableOfType(
            CallTimeoutException.class, () -> mode.call(transport, DOWNLOAD.call())))
        .isNotNull();
  }

  @Test
  void aGeneratedAnswerMayBeginLateButNotFallSilentAfterwards() {
    server.enqueue(LocalServer.ok().headersDelay(400, TimeUnit.MILLISECONDS));
    server.enqueue(
        LocalServer.json("x".repeat(100_000)).onResponseBody(SocketEffect.Stall.INSTANCE));
    Transport transport =
        server.transport(options -> options.timeouts(t -> t.attempt(Duration.ofMillis(100))
            .idle(Duration.ofMillis(200))
            .firstByte(Duration.ofSeconds(10))));

    assertThat(transport.execute(GENERATE.call())).isPositive();
    FoveaException failure =
        catchThrowableOfType(CallTimeoutException.class, () -> transport.execute(GENERATE.call()));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void unansweredGenerationIsRepeatedOnRequest() {
    server.enqueue(
        LocalServer.ok().onResponseStart(new SocketEffect.CloseSocket()), LocalServer.ok());
    Transport transport =
        server.transport(options -> options.retries(r -> r.retryUnanswered(true)));

    assertThat(transport.execute(GENERATE.call())).isPositive();
    assertThat(server.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aPauseThatWouldOutlastTheCallEndsItWithTheRealCause(CallMode mode) {
    for (int i = 0; i < 20; i++) {
      server.enqueue(LocalServer.status(503).addHeader("Retry-After", "40"));
    }
    Transport transport = server.transport(options ->
        options.timeouts(t -> t.call(Duration.ofMinutes(2))).retries(r -> r.maxAttempts(10)));

    FoveaException failure =
        catchThrowableOfType(FoveaException.class, () -> mode.call(transport, LENGTH.call()));

    assertThat(failure).hasMessageContaining("HTTP 503");
    // After 0, 40 and 80 s; a fourth at 120 s would be too late.
    assertThat(server.requests()).isEqualTo(3);
    assertThat(failure.getSuppressed()).hasSize(2);
    assertThat(server.timing.nanos.get()).isLessThan(Duration.ofMinutes(2).toNanos());
  }

  @Test
  void whenEverythingFailsRepeatingStopsByItself() {
    server.http.setDispatcher(new mockwebserver3.Dispatcher() {
      @Override
      public MockResponse dispatch(mockwebserver3.RecordedRequest request) {
        return LocalServer.status(503).build();
      }
    });
    Transport transport = server.transport();

    for (int i = 0; i < 1000; i++) {
      assertThat(catchThrowableOfType(FoveaException.class, () -> transport.execute(LENGTH.call())))
          .isNotNull();
    }

    // The bucket holds 500 and a repeat costs 5.
    assertThat(server.requests()).isEqualTo(1100);
  }

  @Test
  void aSuccessPaysALittleBack() {
    RetryBucket bucket = new RetryBucket(10);
    assertThat(bucket.take(5)).isTrue();
    assertThat(bucket.take(5)).isTrue();
    assertThat(bucket.take(5)).isFalse();
    for (int i = 0; i < 5; i++) {
      bucket.success();
    }
    assertThat(bucket.take(5)).isTrue();
    for (int i = 0; i < 50; i++) {
      bucket.success();
    }
    assertThat(bucket.take(10)).isTrue();
    assertThat(bucket.take(1)).isFalse();
  }
}
