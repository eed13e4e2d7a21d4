package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.fovea.testkit.server.Json;
import java.util.Map;

/**
 * The fields requests may have, read from dated data. A request is refused for the first that is
 * unknown, missing, of the wrong kind or out of range; null is as good as left out. Immutable.
 */
final class RequestShape {
  private final JsonNode shapes = Facts.read("requests.json").get("shapes");

  /** Refuses a request that has not the given shape. */
  JsonNode check(JsonNode request, String shape) {
    if (!request.isObject()) {
      throw OpenAiErrors.badRequest(
          "We could not parse the JSON body of your request: it must be an object.", null, null);
    }
    object(request, shape, "");
    return request;
  }

  private void object(JsonNode given, String shape, String place) {
    JsonNode fields = shapes.get(shape);
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      JsonNode value = given.path(field.getKey());
      String here = place.isEmpty() ? field.getKey() : place + "." + field.getKey();
      if (value.isMissingNode() || value.isNull()) {
        if (field.getValue().path("required").asBoolean(false)) {
          throw OpenAiErrors.badRequest(
              "Missing required parameter: '" + here + "'.", here, "missing_required_parameter");
        }
      } else {
        value(value, field.getValue(), here);
      }
    }
    given.fieldNames().forEachRemaining(name -> {
      if (!fields.has(name)) {
        throw unknown(place, name);
      }
    });
  }

  private static RuntimeException unknown(String place, String name) {
    if (place.isEmpty()) {
      return OpenAiErrors.badRequest("Unrecognized request argument supplied: " + name, null, null);
    }
    String here = place + "." + name;
    return OpenAiErrors.badRequest("Unknown parameter: '" + here + "'.", here, "unknown_parameter");
  }

  private void value(JsonNode value, JsonNode rule, String place) {
    if (!fits(value, rule)) {
      throw OpenAiErrors.badRequest(
          "Invalid type for '" + place + "': expected " + wanted(rule) + ", but got "
              + article(value) + " instead.",
          place,
          "invalid_type");
    }
    inside(value, rule, place);
  }

  private void inside(JsonNode value, JsonNode rule, String place) {
    switch (kind(rule)) {
      case "number", "integer" -> Ranges.number(value, rule, place);
      case "string" -> Ranges.text(value.textValue(), rule, place);
      case "word" -> Ranges.word(value.textValue(), rule.get("of"), place);
      case "list" -> list(value, rule, place);
      case "map" -> map(value, rule, place);
      case "kind" -> kindOf(value, rule, place);
      case "either" -> value(value, alternative(value, rule), place);
      case "object" -> {
        if (rule.has("shape")) {
          object(value, rule.get("shape").textValue(), place);
        }
      }
      default -> {}
    }
  }

  private static String kind(JsonNode rule) {
    return rule.isTextual() ? rule.textValue() : rule.get("is").textValue();
  }

  private void list(JsonNode value, JsonNode rule, String place) {
    Ranges.size(value.size(), rule, place);
    for (int i = 0; i < value.size(); i++) {
      value(value.get(i), rule.get("of"), place + "[" + i + "]");
    }
  }

  private void map(JsonNode value, JsonNode rule, String place) {
    int most = rule.path("most").asInt(Integer.MAX_VALUE);
    if (value.size() > most) {
      throw OpenAiErrors.badRequest(
          "Invalid '" + place + "': too many properties. Expected an object with at most " + most
              + " properties, but got an object with " + value.size() + " properties instead.",
          place,
          "object_above_max_properties");
    }
    JsonNode key = Json.object().put("is", "string").set("most", rule.path("key"));
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      Ranges.text(entry.getKey(), key, place);
      value(entry.getValue(), rule.get("of"), place + "." + entry.getKey());
    }
  }

  /** One of several shapes, told apart by the word in a field. */
  private void kindOf(JsonNode value, JsonNode rule, String place) {
    String by = rule.get("by").textValue();
    String here = place + "." + by;
    if (!value.hasNonNull(by)) {
      throw OpenAiErrors.badRequest(
          "Missing required parameter: '" + here + "'.", here, "missing_required_parameter");
    }
    JsonNode kinds = rule.get("of");
    Ranges.word(value.get(by).asText(), Json.tree(Ranges.names(kinds)), here);
    object(value, kinds.get(value.get(by).asText()).textValue(), place);
  }

  private static JsonNode alternative(JsonNode value, JsonNode rule) {
    for (JsonNode choice : rule.get("of")) {
      if (fits(value, choice)) {
        return choice;
      }
    }
    throw new IllegalStateException("nothing of " + rule + " fits " + value.getNodeType());
  }

  private static boolean fits(JsonNode value, JsonNode rule) {
    return switch (kind(rule)) {
      case "string", "word" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "list" -> value.isArray();
      case "object", "map", "kind" -> value.isObject();
      case "either" -> anyFits(value, rule.get("of"));
      default -> true;
    };
  }

  private static boolean anyFits(JsonNode value, JsonNode choices) {
    for (JsonNode choice : choices) {
      if (fits(value, choice)) {
        return true;
      }
    }
    return false;
  }

  private static String wanted(JsonNode rule) {
    return switch (kind(rule)) {
      case "string", "word" -> "a string";
      case "integer" -> "an integer";
      case "number" -> "a decimal";
      case "boolean" -> "a boolean";
      case "list" -> "an array";
      case "either" -> "one of " + wanted(rule.at("/of/0")) + " or " + wanted(rule.at("/of/1"));
      default -> "an object";
    };
  }

  private static String article(JsonNode value) {
    JsonNodeType type = value.getNodeType();
    return switch (type) {
      case STRING -> "a string";
      case NUMBER -> value.isIntegralNumber() ? "an integer" : "a decimal";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "an array";
      case NULL -> "null";
      default -> "an object";
    };
  }
}
