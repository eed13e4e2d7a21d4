package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.ApiException;
import dev.fovea.error.AuthenticationException;
import dev.fovea.error.ConflictException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.ServerException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.provider.WireObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that say no, or say nothing that can be understood. */
class ErrorMapperTest {
  private static final Operation<Void, ResponseMeta> CREATE =
      Operation.post("jobs").named("create job").whenUnknown("list the jobs").build();
  private static final Operation<Void, String> GET = Operation.get("things")
      .named("get thing")
      .receives(WireObject.as(thing -> thing.required("id")))
      .build();

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(
            "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"code\":\"c\",\"param\":\"p\"}}",
            "no",
            "c",
            "t",
            "p"),
        Arguments.of(
            "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"code\":null,\"param\":null}}",
            "no",
            null,
            "t",
            null),
        Arguments.of("{\"error\":\"no\"}", "no", null, null, null),
        Arguments.of("{\"message\":\"no\"}", "no", null, null, null),
        Arguments.of("{\"detail\":\"no\"}", "no", null, null, null),
        Arguments.of(
            "{\"detail\":[{\"loc\":[\"body\",\"n_epochs\"],\"msg\":\"must be positive\"}]}",
            "body.n_epochs: must be positive",
            null,
            null,
            null),
        Arguments.of("{\"detail\":[{\"msg\":\"a\"},{\"msg\":\"b\"}]}", "a; b", null, null, null),
        Arguments.of(
            "{\"code\":3,\"message\":\"Invalid Argument\",\"details\":[]}",
            "Invalid Argument",
            "3",
            null,
            null),
        Arguments.of(
            "{\"error\":{\"code\":400,\"message\":\"no\",\"status\":\"INVALID_ARGUMENT\"}}",
            "no",
            "400",
            "INVALID_ARGUMENT",
            null),
        Arguments.of(
            "{\"error_type\":\"dynamic_request_limited\",\"message\":\"no\"}",
            "no",
            null,
            "dynamic_request_limited",
            null),
        Arguments.of("\"no\"", "no", null, null, null),
        Arguments.of("[{\"error\":{\"message\":\"no\"}}]", "no", null, null, null),
        Arguments.of("{\"error\":{}}", "{\"error\":{}}", null, null, null),
        Arguments.of("{\"detail\":[]}", "{\"detail\":[]}", null, null, null),
        Arguments.of(
            "{\"error\":{\"message\":{\"message\":{\"message\":{\"message\":{\"message\":1}}}}}}",
            "{\"error\"",
            null,
            null,
            null),
        Arguments.of("[]", "[]", null, null, null),
        Arguments.of("null", "null", null, null, null),
        Arguments.of("42", "42", null, null, null),
        Arguments.of("", "the server gave no reason", null, null, null),
        Arguments.of("upstream connect error", "upstream connect error", null, null, null),
        Arguments.of("{\"error\": cut", "{\"error\": cut", null, null, null));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void findsTheBestMessageInAnyShape(
      String body, String message, String code, String type, String param) {
    server.enqueue(LocalServer.json(body).code(400).addHeader("x-request-id", "req-91"));

    InvalidRequestException failure = catchThrowableOfType(
        InvalidRequestException.class, () -> server.transport().execute(CREATE.call()));

    assertThat(failure.getMessage())
        .startsWith("acme: create job failed: ")
        .contains(message)
        .contains("HTTP 400")
        .contains("request req-91");
    assertThat(failure.code()).isEqualTo(java.util.Optional.ofNullable(code));
    assertThat(failure.type()).isEqualTo(java.util.Optional.ofNullable(type));
    assertThat(failure.param()).isEqualTo(java.util.Optional.ofNullable(param));
    assertThat(failure.requestId()).contains("req-91");
    assertThat(failure.status()).isEqualTo(400);
  }

  @Test
  void theMessageSaysWhatWasTriedWhatCameBackAndWhereToLook() {
    server.enqueue(LocalServer.json(
            "{\"error\":{\"message\":\"n_epochs must be positive\",\"code\":\"invalid_param\"}}")
        .code(422)
        .addHeader("x-request-id", "req-91"));

    assertThat(catchThrowableOfType(
            ApiException.class, () -> server.transport().execute(CREATE.call())))
        .hasMessage(
            "acme: create job failed: n_epochs must be positive (HTTP 422, code invalid_param, request req-91)");
  }

  @Test
  void anUnknownOutcomeEndsWithWhatToDo() {
    server.enqueue(LocalServer.status(500));

    assertThat(catchThrowableOfType(
            ApiException.class, () -> server.transport().execute(CREATE.call())))
        .hasMessageContaining("whether the server did it is unknown: list the jobs");
  }

  static Stream<Arguments> statuses() {
    return Stream.of(
        Arguments.of(400, InvalidRequestException.class),
        Arguments.of(401, AuthenticationException.class),
        Arguments.of(402, InvalidRequestException.class),
        Arguments.of(403, PermissionDeniedException.class),
        Arguments.of(404, NotFoundException.class),
        Arguments.of(408, ServerException.class),
        Arguments.of(409, ConflictException.class),
        Arguments.of(413, InvalidRequestException.class),
        Arguments.of(415, InvalidRequestException.class),
        Arguments.of(418, ApiException.class),
        Arguments.of(422, InvalidRequestException.class),
        Arguments.of(429, RateLimitException.class),
        Arguments.of(500, ServerException.class),
        Arguments.of(599, ServerException.class));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void everyStatusHasItsType(int status, Class<?> type) {
    server.enqueue(LocalServer.status(status));
    Transport once = server.transport(options -> options.retries(r -> r.maxAttempts(1)));

    assertThat(catchThrowableOfType(ApiException.class, () -> once.execute(CREATE.call())))
        .isExactlyInstanceOf(type);
  }

  @ParameterizedTest
  @CsvSource({"200", "403", "502"})
  void aPageOfAProxyBecomesOneSentence(int status) {
    String page = "<html><head><title>Bad\u0000 gateway</title></head>\n<body>"
        + "x".repeat(100_000) + "</body></html>";
    server.enqueue(new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "text/html")
        .body(page));
    Transport once = server.transport(options -> options.retries(r -> r.maxAttempts(1)));

    RuntimeException failure =
        catchThrowableOfType(RuntimeException.class, () -> once.execute(GET.call()));

    assertThat(failure).isInstanceOfAny(UnreadableResponseException.class, ApiException.class);
    assertThat(failure.getMessage())
        .contains("HTTP " + status)
        .contains("text/html")
        .contains("Bad gateway")
        .doesNotContain("<", "xxx");
    assertThat(failure.getMessage().length()).isLessThan(1000);
    assertThat(failure.getMessage()).doesNotContain("\n").doesNotContain("\u0000");
  }

  @Test
  void jsonUnderAnotherNameIsReadAllTheSame() {
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Type", "text/plain").body("{\"id\":\"x\"}"));

    assertThat(server.transport().execute(GET.call())).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{\"id\":",
        "[]",
        "\"x\"",
        "{\"id\":{}}",
        "{\"id\":\"x\"} trailing",
        "{\"id\":\"x\"}{}"
      })
  void aSuccessThatCannotBeReadIsTypedAndShowsNoJson(String body) {
    String secret = body.replace("x", "secret-marker");
    server.enqueue(LocalServer.json(secret));

    UnreadableResponseException failure = catchThrowableOfType(
        UnreadableResponseException.class, () -> server.transport().execute(GET.call()));

    assertThat(failure).isNotNull();
    assertThat(failure.getMessage()).startsWith("acme: get thing failed: ").contains("HTTP 200");
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain("secret-marker");
    }
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void everyPrefixOfAnAnswerIsATypedError() {
    String whole = "{\"id\":\"x\",\"n\":[1,2.5,{\"a\":null}],\"t\":true}";
    Transport transport = server.transport();
    for (int length = 0; length < whole.length(); length++) {
      server.enqueue(LocalServer.json(whole.substring(0, length)));
      assertThat(catchThrowableOfType(
              UnreadableResponseException.class, () -> transport.execute(GET.call())))
          .as("prefix of %d", length)
          .isNotNull();
    }
    assertThat(server.requests()).isEqualTo(whole.length());
  }

  @Test
  void whereNothingIsExpectedAnEmptyAnswerIsSuccess() {
    server.enqueue(new MockResponse.Builder().code(204));

    assertThat(server.transport().execute(CREATE.call()).headers()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aReaderThatFailsHidesNoError(CallMode mode) {
    server.enqueue(LocalServer.status(400));
    Transport transport = server.open(server
        .setup(o -> {})
        .errorReader((status, body) -> {
          throw new IllegalStateException("reader");
        })
        .build());

    assertThat(catchThrowableOfType(ApiException.class, () -> mode.call(transport, CREATE.call()))
            .status())
        .isEqualTo(400);
  }

  @Test
  void requestIdAndRateLimitsComeWithTheAnswer() {
    server.enqueue(LocalServer.ok()
        .addHeader("CF-Ray", "ray-1")
        .addHeader("X-RateLimit-Limit", "100")
        .addHeader("X-RateLimit-Remaining", "99")
        .addHeader("X-RateLimit-Reset", "1.5"));
    Transport transport = server.open(server
        .setup(o -> {})
        .requestIdHeaders(List.of("x-request-id", "cf-ray"))
        .build());

    ResponseMeta meta = transport.execute(GET.call(), (thing, with) -> with);

    assertThat(meta.requestId()).contains("ray-1");
    assertThat(meta.headers()).containsEntry("cf-ray", "ray-1");
    assertThat(meta.rateLimit().orElseThrow().limit()).contains(100L);
    assertThat(meta.rateLimit().orElseThrow().remaining()).contains(99L);
    assertThat(meta.rateLimit().orElseThrow().reset()).contains(java.time.Duration.ofMillis(1500));
  }

  @Test
  void anEndlessErrorBodyIsReadToTheLimitOnly() {
    Buffer body = new Buffer();
    byte[] block = new byte[64 * 1024];
    java.util.Arrays.fill(block, (byte) 'x');
    for (int i = 0; i < 256; i++) {
      body.write(block);
    }
    server.enqueue(new MockResponse.Builder().code(400).body(body), LocalServer.ok());
    Transport transport = server.transport();

    ApiException failure =
        catchThrowableOfType(ApiException.class, () -> transport.execute(CREATE.call()));
    transport.execute(CREATE.call());

    assertThat(failure.body().length()).isLessThanOrEqualTo(8 * 1024);
    server.request();
    // Instead of reading on, the connection was dropped.
    assertThat(server.request().getConnectionIndex()).isEqualTo(1);
  }

  @Test
  void theFactsOfAnErrorAreMapsAndLists() {
    assertThat(ErrorReader.standard()
            .read(400, Map.of("error", Map.of("message", "no", "status", 503)))
            .status())
        .contains(503);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatTheProviderCallsHopelessIsNotRepeatedWhateverItsStatus(CallMode mode) {
    Transport transport = server.open(server
        .setup(o -> {})
        .errorReader((status, body) -> ErrorFacts.builder()
            .message("empty")
            .hopeless(true)
            .next("fill the account up")
            .build())
        .build());
    server.enqueue(LocalServer.status(429), LocalServer.ok());

    RateLimitException refused =
        catchThrowableOfType(RateLimitException.class, () -> mode.call(transport, CREATE.call()));

    assertThat(refused.isRetryable()).isFalse();
    assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(refused).hasMessageContaining("empty").hasMessageEndingWith("; fill the account up");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void lookingComesBeforeTheProvidersAdvice() {
    Transport transport = server.open(server
        .setup(o -> {})
        .errorReader((status, body) -> ErrorFacts.builder().next("call us").build())
        .build());
    server.enqueue(LocalServer.status(500));

    ServerException refused =
        catchThrowableOfType(ServerException.class, () -> transport.execute(CREATE.call()));

    assertThat(refused).hasMessageContaining("list the jobs").message().doesNotContain("call us");
  }
}
