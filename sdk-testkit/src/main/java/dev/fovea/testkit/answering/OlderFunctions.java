package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;

/** The older way to offer tools: {@code functions} and {@code function_call}. */
public final class OlderFunctions {
  private OlderFunctions() {}

  /**
   * {@return the request with its functions, if it has any, as tools}
   *
   * @param request the request; it stays as it is
   */
  public static JsonNode asTools(JsonNode request) {
    if (request.path("functions").isEmpty()) {
      return request;
    }
    ObjectNode normal = request.deepCopy();
    ArrayNode tools = normal.putArray("tools");
    for (JsonNode function : request.get("functions")) {
      tools.addObject().put("type", "function").set("function", function);
    }
    JsonNode call = request.path("function_call");
    if (call.isObject()) {
      normal.set("tool_choice", Json.object().put("type", "function").set("function", call));
    } else if (call.isTextual()) {
      normal.set("tool_choice", call);
    }
    return normal;
  }
}
