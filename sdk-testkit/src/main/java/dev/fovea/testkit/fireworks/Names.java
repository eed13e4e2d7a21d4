package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How fields, ids and resource names are spelled. */
final class Names {
  private static final Pattern LOW_LINE = Pattern.compile("_([a-z0-9])");
  private static final String ID = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?";

  private Names() {}

  /** A field's name as replies spell it; requests may write it with low lines as well. */
  static String camel(String field) {
    return LOW_LINE
        .matcher(field)
        .replaceAll(
            found -> Matcher.quoteReplacement(found.group(1).toUpperCase(java.util.Locale.ROOT)));
  }

  /** Checks an id that a caller chose. */
  static String chosen(String id, String what) {
    Grpc.unless(
        id.matches(ID),
        "invalid " + what + " \"" + id
            + "\": must be 1 to 63 lower-case letters, digits or hyphens, begin with a letter and not"
            + " end with a hyphen");
    return id;
  }

  /**
   * The object with every field's name as replies spell it. What stands inside {@code kept} fields
   * are names of the caller's own.
   */
  static ObjectNode normal(JsonNode object, java.util.Set<String> kept) {
    ObjectNode normal = Json.object();
    object.properties().forEach(field -> {
      String name = camel(field.getKey());
      JsonNode value = field.getValue();
      normal.set(name, kept.contains(name) ? value : inside(value, kept));
    });
    return normal;
  }

  private static JsonNode inside(JsonNode value, java.util.Set<String> kept) {
    if (value.isObject()) {
      return normal(value, kept);
    }
    if (value.isArray()) {
      ArrayNode list = Json.object().arrayNode();
      value.forEach(one -> list.add(inside(one, kept)));
      return list;
    }
    return value;
  }
}
