package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;

/** The control plane's error bodies: a gRPC code, a message, details. */
enum Grpc {
  INVALID_ARGUMENT(3, 400),
  DEADLINE_EXCEEDED(4, 504),
  NOT_FOUND(5, 404),
  ALREADY_EXISTS(6, 409),
  PERMISSION_DENIED(7, 403),
  RESOURCE_EXHAUSTED(8, 429),
  FAILED_PRECONDITION(9, 400),
  UNIMPLEMENTED(12, 405),
  INTERNAL(13, 500),
  UNAVAILABLE(14, 503),
  UNAUTHENTICATED(16, 401);

  private static final int UNKNOWN = 2;

  private final int code;
  private final int status;

  Grpc(int code, int status) {
    this.code = code;
    this.status = status;
  }

  Reply reply(String message) {
    return reply(status, code, message);
  }

  Problem problem(String message) {
    return new Problem(message, reply(message));
  }

  /** Refuses an argument unless it is right. */
  static void unless(boolean right, String message) {
    if (!right) {
      throw INVALID_ARGUMENT.problem(message);
    }
  }

  /** The body that fits an HTTP status. */
  static Reply ofStatus(int status, String message) {
    for (Grpc word : values()) {
      if (word.status == status) {
        return word.reply(message);
      }
    }
    return reply(status, UNKNOWN, message);
  }

  private static Reply reply(int status, int code, String message) {
    ObjectNode body = Json.object().put("code", code).put("message", message);
    body.putArray("details");
    return Reply.json(status, body);
  }
}
