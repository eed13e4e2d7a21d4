package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import org.jspecify.annotations.Nullable;

/** OpenAI's error bodies: an error object with message, type, parameter and code, all four. */
final class OpenAiErrors {
  private static final String INVALID = "invalid_request_error";

  private OpenAiErrors() {}

  static Problem badRequest(String message, @Nullable String param, @Nullable String code) {
    return of(400, message, param, code);
  }

  static void unless(boolean right, String message, String param) {
    if (!right) {
      throw badRequest(message, param, "invalid_value");
    }
  }

  /** The refusal of a question that cannot be answered. */
  static Problem of(Unanswerable question) {
    return of(
        400,
        question.message(),
        question.parameter().orElse(null),
        question.code().orElse(null));
  }

  static Problem of(int status, String message, @Nullable String param, @Nullable String code) {
    return new Problem(message, reply(status, message, param, code));
  }

  static Reply reply(int status, String message, @Nullable String param, @Nullable String code) {
    return Reply.json(status, body(status, message, param, code));
  }

  static ObjectNode body(
      int status, String message, @Nullable String param, @Nullable String code) {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("message", message)
        .put("type", type(status))
        .put("param", param)
        .put("code", code);
    return body;
  }

  /** The body that fits an HTTP status. */
  static Reply ofStatus(int status, String message) {
    return reply(
        status,
        message,
        null,
        switch (status) {
          case 401 -> "invalid_api_key";
          case 429 -> "rate_limit_exceeded";
          default -> null;
        });
  }

  /** A limit of 429 is one of requests unless something else is said. */
  private static String type(int status) {
    return status == 429 ? "requests" : status >= 500 ? "server_error" : INVALID;
  }
}
