package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.util.stream.StreamSupport;

/**
 * Reads what requests of the control plane say: fields in either spelling, numbers also as text,
 * and back come the spelling and the types of replies. A field that is not known is refused, as is
 * a value of another type.
 */
final class RequestBody {
  private static final JsonNode SCHEMA = Catalogue.resource("requests.json");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RequestBody() {}

  /**
   * Reads a request's body.
   *
   * @param kind which object of the schema it is
   */
  static ObjectNode read(Exchange exchange, String kind) throws IOException {
    JsonNode body = exchange.json();
    return object(body.isMissingNode() ? Json.object() : body, kind);
  }

  /** Reads a request's body; it may stand inside a member that is named like its kind. */
  static ObjectNode unwrapped(Exchange exchange, String kind) throws IOException {
    JsonNode body = exchange.json();
    JsonNode inner = body.path(kind);
    return object(inner.isObject() && body.size() == 1 ? inner : body, kind);
  }

  private static ObjectNode object(JsonNode given, String kind) {
    Grpc.unless(given.isObject(), "invalid value for " + kind + ": it must be an object");
    JsonNode fields = SCHEMA.at("/objects/" + kind);
    ObjectNode read = Json.object();
    given.properties().forEach(field -> {
      String name = Names.camel(field.getKey());
      JsonNode type = fields.path(name);
      Grpc.unless(type.isTextual(), "unknown field \"" + field.getKey() + "\"");
      if (!field.getValue().isNull()) {
        read.set(name, value(field.getValue(), type.textValue(), name));
      }
    });
    return read;
  }

  private static JsonNode value(JsonNode given, String type, String name) {
    return switch (type.charAt(0)) {
      case '@' -> object(given, type.substring(1));
      case '[' -> list(given, inner(type), name);
      case '{' -> map(given, inner(type), name);
      case '=' -> word(given, type.substring(1), name);
      default -> plain(given, type, name);
    };
  }

  private static String inner(String type) {
    return type.substring(1, type.length() - 1);
  }

  private static JsonNode list(JsonNode given, String type, String name) {
    Grpc.unless(given.isArray(), "invalid value for repeated field " + name);
    ArrayNode read = NODES.arrayNode();
    given.forEach(one -> read.add(value(one, type, name)));
    return read;
  }

  private static JsonNode map(JsonNode given, String type, String name) {
    Grpc.unless(given.isObject(), "invalid value for map field " + name);
    ObjectNode read = Json.object();
    given.properties().forEach(f -> read.set(f.getKey(), value(f.getValue(), type, name)));
    return read;
  }

  private static JsonNode word(JsonNode given, String words, String name) {
    boolean known = StreamSupport.stream(SCHEMA.at("/enums/" + words).spliterator(), false)
        .anyMatch(given::equals);
    Grpc.unless(known, "invalid value for enum field " + name + ": " + given);
    return given;
  }

  private static JsonNode plain(JsonNode given, String type, String name) {
    String text = given.asText("");
    boolean fits = switch (type) {
      case "string" -> given.isTextual();
      case "bool" -> given.isBoolean();
      case "int32" -> given.isValueNode() && text.matches("-?[0-9]{1,9}(\\.0+)?");
      case "int64" -> given.isValueNode() && text.matches("-?[0-9]{1,18}");
      case "float" -> isNumber(given);
      case "duration" -> given.isTextual() && text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?s");
      default -> true;
    };
    Grpc.unless(fits, "invalid value for " + type + " field " + name + ": " + given);
    return switch (type) {
      case "int32" -> NODES.numberNode((int) Double.parseDouble(text));
      case "int64" -> NODES.textNode(text);
      case "float" -> given.isNumber() ? given : NODES.numberNode(Double.parseDouble(text));
      default -> given;
    };
  }

  private static boolean isNumber(JsonNode given) {
    try {
      return given.isNumber()
          || (given.isTextual() && Double.isFinite(Double.parseDouble(given.textValue())));
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }
}
