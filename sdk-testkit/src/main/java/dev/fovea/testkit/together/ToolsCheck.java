package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Flaw;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The rules for declared tools and for the calls an assistant makes to them. */
final class ToolsCheck {
  private ToolsCheck() {}

  /** Checks the declarations and gives back their names; empty when there are none. */
  static Set<String> declared(JsonNode tools, String where) throws Flaw {
    Set<String> names = new HashSet<>();
    if (tools.isMissingNode() || tools.isNull()) {
      return names;
    }
    Flaw.unless(tools.isArray() && !tools.isEmpty(), "`" + where + "` must be a non-empty list");
    int index = 0;
    for (JsonNode tool : tools) {
      names.add(function(tool, where + "[" + index++ + "]"));
    }
    return names;
  }

  private static String function(JsonNode tool, String where) throws Flaw {
    Flaw.unless(tool.path("type").isTextual(), "`" + where + "` must contain a `type` field");
    Flaw.unless(
        tool.get("type").textValue().equals("function"), "`" + where + ".type` must be function");
    JsonNode function = tool.path("function");
    Flaw.unless(function.isObject(), "`" + where + ".function` must be an object");
    Flaw.unless(
        function.path("name").isTextual(), "`" + where + ".function` must contain a string `name`");
    return function.get("name").textValue();
  }

  static void calls(JsonNode calls, Set<String> declared, String where) throws Flaw {
    Flaw.unless(calls.isArray() && !calls.isEmpty(), "`" + where + "` must be a non-empty list");
    int index = 0;
    for (JsonNode call : calls) {
      String at = where + "[" + index++ + "]";
      String name = function(call, at);
      Flaw.unless(
          declared.isEmpty() || declared.contains(name),
          "`" + at + "` calls " + name + ", which `tools` does not declare");
      arguments(call.get("function").path("arguments"), at + ".function.arguments");
    }
  }

  private static void arguments(JsonNode arguments, String where) throws Flaw {
    if (arguments.isMissingNode() || arguments.isNull() || arguments.isPojo()) {
      return;
    }
    Flaw.unless(arguments.isTextual(), "`" + where + "` must be a string of JSON");
    boolean object;
    try {
      object = Json.read(arguments.textValue().getBytes(StandardCharsets.UTF_8)).isObject();
    } catch (IOException notJson) {
      object = false;
    }
    Flaw.unless(object, "`" + where + "` must be a JSON object");
  }
}
