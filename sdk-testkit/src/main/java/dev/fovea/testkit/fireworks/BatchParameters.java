package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The settings a batch gives to those of its lines that do not set them. */
final class BatchParameters {
  private static final Map<String, String> NAMES = Map.of(
      "maxTokens", "max_tokens",
      "temperature", "temperature",
      "topP", "top_p",
      "topK", "top_k",
      "n", "n");

  private BatchParameters() {}

  /** The settings as inference spells them. */
  static ObjectNode read(JsonNode parameters) {
    ObjectNode settings = Json.object();
    NAMES.forEach((name, wire) -> {
      if (parameters.has(name)) {
        settings.set(wire, parameters.get(name));
      }
    });
    if (parameters.hasNonNull("extraBody")) {
      settings.setAll(extra(parameters.get("extraBody").asText()));
    }
    return settings;
  }

  private static ObjectNode extra(String text) {
    try {
      JsonNode extra = Json.read(text.getBytes(StandardCharsets.UTF_8));
      if (extra.isObject()) {
        return (ObjectNode) extra;
      }
    } catch (IOException notJson) {
      // Said below, as for other texts that are no object.
    }
    throw Grpc.INVALID_ARGUMENT.problem(
        "inference_parameters.extra_body must be the text of a JSON object");
  }
}
