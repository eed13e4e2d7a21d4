package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Puts a text into the shape a JSON schema asks for: the smallest value of that shape that says it.
 * Follows references within the schema and takes the first of alternatives.
 */
final class SchemaAnswer {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 50;

  private final JsonNode root;
  private final String text;

  private SchemaAnswer(JsonNode root, String text) {
    this.root = root;
    this.text = text;
  }

  /**
   * Fills a schema.
   *
   * @throws Unanswerable when it refers to something that is not there, or to itself for ever
   */
  static JsonNode fill(JsonNode schema, String text) {
    return new SchemaAnswer(schema, text).value(schema, 0);
  }

  private JsonNode value(JsonNode given, int level) {
    JsonNode schema = resolved(given);
    Unanswerable.unless(level < DEEPEST, "the schema has no end", "response_format");
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
      return mentioned(schema.get("enum"));
    }
    for (String choice : List.of("anyOf", "oneOf", "allOf")) {
      if (!schema.path(choice).isEmpty()) {
        return value(schema.get(choice).get(0), level + 1);
      }
    }
    JsonNode type = schema.path("type");
    String word = (type.isArray() ? type.path(0) : type).asText("");
    return switch (word.isEmpty() && schema.has("properties") ? "object" : word) {
      case "object" -> object(schema, level);
      case "array" -> array(schema, level);
      case "integer" -> NODES.numberNode(schema.path("minimum").asLong(0));
      case "number" -> NODES.numberNode(schema.path("minimum").asDouble(0));
      case "boolean" -> NODES.booleanNode(text.toLowerCase(Locale.ROOT).startsWith("yes"));
      case "null" -> NODES.nullNode();
      default -> NODES.textNode(text(schema));
    };
  }

  private String text(JsonNode schema) {
    String pattern = schema.path("pattern").asText("");
    try {
      return pattern.isEmpty() ? text : PatternAnswer.of(pattern, text);
    } catch (Unanswerable beyondUs) {
      return text;
    }
  }

  private JsonNode resolved(JsonNode given) {
    JsonNode schema = given;
    for (int i = 0; schema.path("$ref").isTextual() && i < DEEPEST; i++) {
      String reference = schema.get("$ref").textValue();
      schema = reference.startsWith("#") && !reference.matches("#[^/].*")
          ? root.at(reference.substring(1))
          : NODES.missingNode();
      Unanswerable.unless(
          !schema.isMissingNode(),
          "the schema refers to " + reference + ", which is not in it",
          "response_format");
    }
    return schema;
  }

  /** What may be left out is left out where the schema goes deep, so that it comes to an end. */
  private ObjectNode object(JsonNode schema, int level) {
    Set<JsonNode> required = new HashSet<>();
    schema.path("required").forEach(required::add);
    ObjectNode object = NODES.objectNode();
    schema.path("properties").properties().forEach(p -> {
      if (level < 5 || required.contains(NODES.textNode(p.getKey()))) {
        object.set(p.getKey(), value(p.getValue(), level + 1));
      }
    });
    return object;
  }

  private ArrayNode array(JsonNode schema, int level) {
    ArrayNode array = NODES.arrayNode();
    int least = schema.path("minItems").asInt(level < 5 ? 1 : 0);
    for (int i = 0; i < Math.min(least, 1_000); i++) {
      array.add(value(schema.path("items"), level + 1));
    }
    return array;
  }

  private JsonNode mentioned(JsonNode values) {
    String said = text.toLowerCase(Locale.ROOT);
    for (JsonNode value : values) {
      if (said.contains(value.asText().toLowerCase(Locale.ROOT))) {
        return value;
      }
    }
    return values.get(0);
  }
}
