package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;

/**
 * How a thing fares, as its field {@code status} says.
 *
 * @param code a gRPC word
 * @param message for people; empty when all is well
 */
record Status(String code, String message) {
  static final Status OK = new Status("OK", "");

  static Status invalid(String message) {
    return new Status("INVALID_ARGUMENT", message);
  }

  static ObjectNode of(Status status) {
    return Json.object().put("code", status.code()).put("message", status.message());
  }
}
