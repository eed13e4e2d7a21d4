package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;

/** The error bodies of inference: an error object with message, type and code. */
final class InferenceErrors {
  private InferenceErrors() {}

  static Problem badRequest(String message) {
    return new Problem(message, reply(400, "bad_request", message));
  }

  static Problem of(int status, String code, String message) {
    return new Problem(message, reply(status, code, message));
  }

  static Reply reply(int status, String code, String message) {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("object", "error")
        .put("type", type(status))
        .put("code", code)
        .put("message", message);
    return Reply.json(status, body);
  }

  /** The body that fits an HTTP status. */
  static Reply ofStatus(int status, String message) {
    String code = switch (status) {
      case 401 -> "unauthorized";
      case 404 -> "NOT_FOUND";
      case 429 -> "rate_limit_exceeded";
      default -> status >= 500 ? "internal_error" : "bad_request";
    };
    return reply(status, code, message);
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "error" : "invalid_request_error";
    };
  }
}
