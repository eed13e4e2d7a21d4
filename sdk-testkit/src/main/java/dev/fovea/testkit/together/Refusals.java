package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Unanswerable;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import org.jspecify.annotations.Nullable;

/** Together's error bodies. */
final class Refusals {
  private Refusals() {}

  static Problem badRequest(String message, @Nullable String param) {
    return of(400, message, param, null);
  }

  static void unless(boolean right, String message, String param) {
    if (!right) {
      throw badRequest(message, param);
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

  static Problem notFound(String message) {
    return of(404, message, null, "not_found");
  }

  static Problem of(int status, String message, @Nullable String param, @Nullable String code) {
    return new Problem(message, reply(status, message, param, code));
  }

  /** The standard body: an error object with message, type, parameter and code. */
  static Reply reply(int status, String message, @Nullable String param, @Nullable String code) {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("message", message)
        .put("type", type(status))
        .put("param", param)
        .put("code", code);
    return Reply.json(status, body);
  }

  /** The body of the batches: the error is a bare text. */
  static Problem bare(int status, String message) {
    return new Problem(message, Reply.json(status, Json.object().put("error", message)));
  }

  /** The body of the management API: a status number, a message and details. */
  static Problem managed(int status, int code, String message) {
    ObjectNode body = Json.object().put("code", code).put("message", message);
    body.putArray("details");
    return new Problem(message, Reply.json(status, body));
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      case 503 -> "service_unavailable";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }
}
