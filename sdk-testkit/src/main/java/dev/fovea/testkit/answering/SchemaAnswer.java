package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Puts a text into the shape a JSON schema asks for: the smallest value of that shape that says it.
 */
final class SchemaAnswer {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SchemaAnswer() {}

  static JsonNode fill(JsonNode schema, String text) {
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
      return mentioned(schema.get("enum"), text);
    }
    JsonNode type = schema.path("type");
    return switch (type.isArray()
        ? type.path(0).asText()
        : type.asText(schema.has("properties") ? "object" : "")) {
      case "object" -> object(schema, text);
      case "array" -> NODES.arrayNode().add(fill(schema.path("items"), text));
      case "integer" -> NODES.numberNode(schema.path("minimum").asLong(0));
      case "number" -> NODES.numberNode(schema.path("minimum").asDouble(0));
      case "boolean" -> NODES.booleanNode(text.toLowerCase(Locale.ROOT).startsWith("yes"));
      case "null" -> NODES.nullNode();
      default -> NODES.textNode(text);
    };
  }

  private static JsonNode object(JsonNode schema, String text) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(p -> object.set(p.getKey(), fill(p.getValue(), text)));
    return object;
  }

  private static JsonNode mentioned(JsonNode values, String text) {
    String said = text.toLowerCase(Locale.ROOT);
    for (JsonNode value : values) {
      if (said.contains(value.asText().toLowerCase(Locale.ROOT))) {
        return value;
      }
    }
    return values.get(0);
  }
}
