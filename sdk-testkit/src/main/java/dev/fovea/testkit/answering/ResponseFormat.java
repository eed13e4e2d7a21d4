package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The shape an answer is asked for: text, JSON with or without a schema, a pattern, or a grammar.
 */
final class ResponseFormat {
  private ResponseFormat() {}

  static String formed(String text, JsonNode format) {
    String type = format.path("type").asText("text");
    return switch (type) {
      case "regex" -> PatternAnswer.of(format.path("pattern").asText(""), text);
      case "grammar" -> GrammarAnswer.of(format.path("grammar").asText(""), text);
      case "json_object", "json_schema" -> json(text, format);
      default -> text;
    };
  }

  private static String json(String text, JsonNode format) {
    if (object(text).isObject()) {
      return text;
    }
    JsonNode schema = schema(format);
    return written(
        schema.isObject() ? SchemaAnswer.fill(schema, text) : Json.object().put("answer", text));
  }

  /** The schema, wherever it stands and whether it is an object or the text of one. */
  private static JsonNode schema(JsonNode format) {
    JsonNode named = format.path("json_schema");
    for (JsonNode place : List.of(named.path("schema"), format.path("schema"), named)) {
      JsonNode schema = place.isTextual() ? object(place.textValue()) : place;
      if (schema.isObject() && !schema.isEmpty()) {
        return schema;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  private static JsonNode object(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  static String written(JsonNode value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }
}
