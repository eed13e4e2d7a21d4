package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.error.ApiException;
import dev.fovea.error.AuthenticationException;
import dev.fovea.error.ConflictException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.ServerException;
import dev.fovea.providertests.Fixture;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TogetherErrorsHttpTest {
  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;

  @BeforeEach
  void open() {
    client = together.client(b -> b.options(o -> o.retries(r -> r.maxAttempts(1))));
  }

  @AfterEach
  void close() {
    client.close();
  }

  static Stream<Arguments> envelopes() {
    return Stream.of(
        Arguments.of(
            400,
            "{\"id\":\"oX-1\",\"error\":{\"message\":\"not serverless\",\"type\":"
                + "\"invalid_request_error\",\"param\":\"model\",\"code\":\"model_not_available\"}}",
            InvalidRequestException.class,
            "together: list models failed: not serverless (HTTP 400, code model_not_available, "
                + "param model, request oX-1)"),
        Arguments.of(401, "{\"error\":\"bad key\"}", AuthenticationException.class, "bad key"),
        Arguments.of(
            402,
            "{\"error\":{\"message\":\"no credits\",\"code\":\"insufficient_balance\"}}",
            InvalidRequestException.class,
            "no credits (HTTP 402, code insufficient_balance"),
        Arguments.of(
            403,
            "{\"error\":{\"message\":\"closed\",\"code\":\"endpoints_v1_create_access_disabled\"}}",
            PermissionDeniedException.class,
            "code endpoints_v1_create_access_disabled"),
        Arguments.of(404, "{\"message\":\"no limits\"}", NotFoundException.class, "no limits"),
        Arguments.of(
            409,
            "{\"code\":10,\"message\":\"ABORTED\",\"details\":[]}",
            ConflictException.class,
            "ABORTED (HTTP 409, code 10"),
        Arguments.of(
            409,
            "{\"file_id\":\"file-77\"}",
            ConflictException.class,
            "stored already, as file file-77"),
        Arguments.of(
            429,
            "{\"error_type\":\"dynamic_request_limited\",\"error\":{\"message\":\"slow down\"}}",
            RateLimitException.class,
            "slow down"),
        Arguments.of(500, "", ServerException.class, "HTTP 500"),
        Arguments.of(
            502,
            "<html><body><h1>Bad gateway</h1></body></html>",
            ServerException.class,
            "HTTP 502"),
        Arguments.of(503, "\"overloaded\"", ServerException.class, "overloaded"),
        Arguments.of(418, "[1,2]", ApiException.class, "HTTP 418"));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void everyEnvelopeBecomesOneSentence(
      int status, String body, Class<? extends ApiException> type, String words) {
    String form = body.startsWith("<") ? "text/html" : "application/json";
    together.http.enqueue(new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", form)
        .body(body)
        .build());

    ApiException failure = catchThrowableOfType(type, () -> client.models().list());

    assertThat(failure)
        .hasMessageStartingWith("together: list models failed: ")
        .hasMessageContaining(words)
        .hasMessageNotContaining(Recorded.KEY);
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.provider()).contains("together");
  }

  @Test
  void theKindOfRateLimitAndTheRequestIdAreFacts() {
    together.answer(
        429,
        "{\"error_type\":\"dynamic_token_limited\",\"error\":{\"message\":\"slow down\"}}",
        "Retry-After: 3",
        "x-request-id: req-5");

    RateLimitException failure =
        catchThrowableOfType(RateLimitException.class, () -> client.models().list());

    assertThat(failure.type()).contains("dynamic_token_limited");
    assertThat(failure.requestId()).contains("req-5");
    assertThat(failure.retryAfter()).hasValueSatisfying(d -> assertThat(d).hasSeconds(3));
    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void anErrorInsideAStreamIsTheSameException() {
    together.http.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type: text/event-stream")
        .body("data: {\"error\":{\"message\":\"the model died\",\"code\":\"server_error\"}}\n\n")
        .build());

    ApiException failure = catchThrowableOfType(ApiException.class, () -> {
      try (var stream = client.chat().stream(r -> r.model("m").user("Which leaf?"))) {
        stream.forEach(chunk -> {});
      }
    });

    assertThat(failure).hasMessageContaining("the model died");
  }

  @Test
  void rateLimitHeadersAreFactsOfTheAnswer() {
    together.http.enqueue(Fixture.of("together", "chat/POST_chat_completions.response")
        .response(together.server())
        .newBuilder()
        .addHeader("x-ratelimit-limit: 60")
        .addHeader("x-ratelimit-remaining: 59")
        .addHeader("x-ratelimit-reset: 1")
        .build());

    ChatCompletion answer = client.chat().create(r -> r.model("m").user("Which leaf?"));

    assertThat(answer.meta().rateLimit()).isPresent();
  }
}
