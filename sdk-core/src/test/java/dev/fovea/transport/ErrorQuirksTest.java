package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.error.ApiException;
import dev.fovea.error.AuthenticationException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.ServerException;
import dev.fovea.error.UnreadableResponseException;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Refusals as servers send them that speak nearly as OpenAI does; see {@link AnswerQuirksTest}.
 * Each becomes a typed error with the server's own sentence, asked for a whole answer or a stream.
 */
class ErrorQuirksTest {
  private static final ChatRequest ASKED = ChatRequest.of(r -> r.model("m").user("Which tree?"));

  /** What a server sends, and what we make of it. */
  record Quirk(String name, int status, String body, Expected expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record Expected(
      Class<? extends FoveaException> type, String message, String code, String kind) {}

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static Quirk quirk(String name, int status, String body, Expected expected) {
    return new Quirk(name, status, body, expected);
  }

  private static Expected bad(String message, String code, String kind) {
    return new Expected(InvalidRequestException.class, message, code, kind);
  }

  private static Expected server(String message) {
    return new Expected(ServerException.class, message, null, null);
  }

  private ChatService chat() {
    return ChatCalls.over(
        server.transport(o -> o.retries(r -> r.maxAttempts(1))),
        ChatSetup.builder().build());
  }

  private void answer(Quirk quirk) {
    String type = quirk.body().startsWith("<") ? "text/html" : "application/json";
    server.enqueue(new MockResponse.Builder()
        .code(quirk.status())
        .addHeader("Content-Type", type)
        .addHeader("x-request-id", "req-9")
        .body(quirk.body()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"refusals", "pages", "successes"})
  void aRefusalIsTypedAndSaysWhatTheServerSaid(Quirk quirk) {
    answer(quirk);
    check(quirk, catchThrowable(() -> chat().create(ASKED)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"refusals", "pages"})
  void aRefusedStreamIsRefusedLikeAnyOther(Quirk quirk) {
    answer(quirk);
    check(quirk, catchThrowable(() -> chat().stream(ASKED)));
  }

  private void check(Quirk quirk, Throwable thrown) {
    Expected expected = quirk.expected();
    assertThat(thrown)
        .isInstanceOf(expected.type())
        .hasMessageContaining(expected.message())
        .hasMessageContaining("req-9")
        .hasMessageNotContaining(LocalServer.KEY);
    assertThat(thrown).hasNoCause();
    if (thrown instanceof ApiException told) {
      assertThat(told.code()).isEqualTo(Optional.ofNullable(expected.code()));
      assertThat(told.type()).isEqualTo(Optional.ofNullable(expected.kind()));
      assertThat(told.body()).doesNotContain(LocalServer.KEY);
    }
    assertThat(server.requests()).isEqualTo(1);
  }

  static Stream<Quirk> refusals() {
    return Stream.of(
        quirk(
            "OpenAI's own",
            400,
            "{\"error\":{\"message\":\"no such field\",\"type\":\"invalid_request_error\","
                + "\"param\":\"x\",\"code\":\"unknown_parameter\"}}",
            bad("no such field", "unknown_parameter", "invalid_request_error")),
        quirk(
            "an error in a list, seen at Gemini (ComfyUI-NewBie-LLM-Formatter #3)",
            400,
            "[{\"error\":{\"code\":400,\"message\":\"Unknown name \\\"x\\\"\",\"status\":"
                + "\"INVALID_ARGUMENT\",\"details\":[]}}]",
            bad("Unknown name \"x\"", "400", "INVALID_ARGUMENT")),
        quirk(
            "a list of places and messages, as FastAPI writes it",
            422,
            "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"top_k\"],"
                + "\"msg\":\"Extra inputs are not permitted\",\"input\":40}]}",
            bad("body.top_k: Extra inputs are not permitted", null, null)),
        quirk(
            "a detail that is a text, as FastAPI writes it",
            404,
            "{\"detail\":\"Not Found\"}",
            new Expected(NotFoundException.class, "Not Found", null, null)),
        quirk(
            "an answer that says it is an error, seen at vLLM (#12886)",
            400,
            "{\"object\":\"error\",\"message\":\"maximum context length is 2048\",\"type\":"
                + "\"BadRequestError\",\"param\":null,\"code\":400}",
            bad("maximum context length is 2048", "400", "BadRequestError")),
        quirk(
            "an error in a message that is a list, seen at Mistral (php-mistral #76)",
            422,
            "{\"object\":\"Error\",\"message\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\","
                + "\"tools\"],\"msg\":\"Extra inputs are not permitted\"}],\"type\":"
                + "\"invalid_request_error\",\"code\":3001}",
            bad("body.tools: Extra inputs", "3001", "invalid_request_error")),
        quirk(
            "an error that is a text, seen at Ollama (bolt.diy #434)",
            404,
            "{\"error\":\"model \\\"x\\\" not found, try pulling it first\"}",
            new Expected(NotFoundException.class, "model \"x\" not found", null, null)),
        quirk(
            "a code that is a text of digits, seen at KServe (#3887)",
            400,
            "{\"error\":{\"code\":\"400\",\"message\":\"too long\",\"param\":\"\",\"type\":"
                + "\"OpenAIError\"}}",
            bad("too long", "400", "OpenAIError")),
        quirk(
            "a message alone",
            429,
            "{\"message\":\"slow down\"}",
            new Expected(RateLimitException.class, "slow down", null, null)),
        quirk(
            "a problem by RFC 9457",
            400,
            "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":"
                + "\"the model is text only\"}",
            bad("the model is text only", null, "about:blank")),
        quirk(
            "a status that is a number is no kind of error",
            400,
            "{\"status\":400,\"error\":\"Bad Request\",\"path\":\"/v1/chat/completions\"}",
            bad("Bad Request", null, null)),
        quirk(
            "the key in the sentence, which is not repeated",
            401,
            "{\"error\":{\"message\":\"Invalid key " + LocalServer.KEY + " given\",\"code\":"
                + "\"invalid_api_key\"}}",
            new Expected(
                AuthenticationException.class, "Invalid key *** given", "invalid_api_key", null)),
        quirk("an empty body", 503, "", server("the server gave no reason")),
        quirk("null", 500, "null", server("null")),
        quirk("a text", 502, "upstream connect error", server("upstream connect error")));
  }

  static Stream<Quirk> pages() {
    return Stream.of(
        quirk(
            "a page of something before the server",
            502,
            "<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>",
            server("502 Bad Gateway")),
        quirk(
            "a page that repeats the request",
            400,
            "<html><body>Authorization: Bearer " + LocalServer.KEY + "</body></html>",
            bad("text/html", null, null)));
  }

  /** They say that all is well. */
  static Stream<Quirk> successes() {
    return Stream.of(
        quirk(
            "an error with the status 200, documented by OpenRouter",
            200,
            "{\"error\":{\"code\":502,\"message\":\"the model is down\"}}",
            new Expected(ServerException.class, "the model is down", "502", null)),
        quirk(
            "an error with the status 200 that repeats the key",
            200,
            "{\"error\":{\"code\":400,\"message\":\"bad " + LocalServer.KEY + "\"}}",
            bad("bad ***", "400", null)),
        quirk(
            "an answer that says it is an error, with the status 200",
            200,
            "{\"object\":\"error\",\"message\":\"no worker\",\"code\":50002}",
            new Expected(ServerException.class, "no worker", "50002", null)),
        quirk(
            "an error in a list with the status 200",
            200,
            "[{\"error\":{\"code\":400,\"message\":\"bad\",\"status\":\"INVALID_ARGUMENT\"}}]",
            bad("bad", "400", "INVALID_ARGUMENT")),
        quirk(
            "a page with the status 200",
            200,
            "<html><head><title>Sign in</title></head></html>",
            new Expected(UnreadableResponseException.class, "Sign in", null, null)),
        quirk(
            "nothing with the status 200",
            200,
            "",
            new Expected(UnreadableResponseException.class, "the answer is empty", null, null)));
  }
}
