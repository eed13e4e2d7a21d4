package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.OlderFunctions;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * OpenAI's ways to offer tools, in terms of functions: what answers knows only those. A tool of
 * free text becomes a function whose argument is that text.
 */
final class ToolWishes {
  private ToolWishes() {}

  /** The request with functions only, among which it is free to choose. */
  static JsonNode normal(JsonNode given) {
    JsonNode request = OlderFunctions.asTools(given);
    JsonNode tools = request.path("tools");
    if (tools.isEmpty()) {
      return request;
    }
    ObjectNode normal = ((ObjectNode) request).deepCopy();
    ArrayNode functions = normal.putArray("tools");
    JsonNode choice = request.path("tool_choice");
    boolean some = choice.path("type").asText("").equals("allowed_tools");
    for (JsonNode tool : tools) {
      if (!some || allowed(choice.at("/allowed_tools/tools"), tool)) {
        functions.add(function(tool));
      }
    }
    if (some) {
      normal.set("tool_choice", choice.at("/allowed_tools/mode"));
    } else if (choice.isObject()) {
      ObjectNode named = Json.object().put("type", "function");
      named.putObject("function").put("name", name(choice));
      normal.set("tool_choice", named);
    }
    return normal;
  }

  private static boolean allowed(JsonNode names, JsonNode tool) {
    for (JsonNode one : names) {
      if (name(one).equals(name(tool))) {
        return true;
      }
    }
    return false;
  }

  private static String name(JsonNode tool) {
    return tool.path(tool.path("type").asText()).path("name").asText();
  }

  private static JsonNode function(JsonNode tool) {
    if (tool.get("type").asText().equals("function")) {
      return withParameters(tool);
    }
    ObjectNode function = Json.object().put("type", "function");
    JsonNode grammar = tool.at("/custom/format/grammar");
    ObjectNode text = function
        .putObject("function")
        .put("name", name(tool))
        .putObject("parameters")
        .put("type", "string");
    // Of grammars only expressions are followed.
    if (grammar.path("syntax").asText("").equals("regex")) {
      text.put("pattern", grammar.get("definition").asText());
    }
    return function;
  }

  /** Nothing said of parameters means that there are none. */
  private static JsonNode withParameters(JsonNode tool) {
    ObjectNode named = tool.deepCopy();
    ObjectNode function = (ObjectNode) named.get("function");
    if (function.path("parameters").isEmpty()) {
      function.putObject("parameters").put("type", "object");
    }
    return named;
  }

  /** Whether a tool takes free text. */
  static boolean isCustom(JsonNode request, String name) {
    for (JsonNode tool : request.path("tools")) {
      if (tool.path("type").asText().equals("custom") && name(tool).equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The free text of a call, as it was put into the arguments. */
  static String freeText(String arguments) {
    try {
      JsonNode text = Json.read(arguments.getBytes(StandardCharsets.UTF_8));
      return text.isTextual() ? text.textValue() : arguments;
    } catch (IOException notJson) {
      return arguments;
    }
  }
}
