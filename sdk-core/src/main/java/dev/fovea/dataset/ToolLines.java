package dev.fovea.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.chat.Tool;
import dev.fovea.json.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tools as they stand in lines, in the form that all providers share. */
final class ToolLines {
  private static final Set<String> KNOWN = Set.of("name", "description", "parameters", "strict");

  private ToolLines() {}

  /** {@return the tools; null if they hold anything that a tool here cannot} */
  static @Nullable List<Tool> read(@Nullable Object value) {
    if (!(value instanceof List<?> entries)) {
      return null;
    }
    List<Tool> tools = new ArrayList<>();
    for (Object entry : entries) {
      Tool tool = entry instanceof Map<?, ?> map
              && map.size() == 2
              && "function".equals(map.get("type"))
              && map.get("function") instanceof Map<?, ?> function
          ? tool(function)
          : null;
      if (tool == null) {
        return null;
      }
      tools.add(tool);
    }
    return tools;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Tool tool(Map<?, ?> function) {
    boolean known = KNOWN.containsAll(function.keySet()) && !function.containsValue(null);
    if (!known || !(function.get("name") instanceof String name) || name.isBlank()) {
      return null;
    }
    Tool.Builder tool = Tool.builder().name(name);
    Object description = function.get("description");
    Object parameters = function.get("parameters");
    Object strict = function.get("strict");
    if (description instanceof String text) {
      tool.description(text);
    }
    if (parameters instanceof Map<?, ?> schema) {
      tool.parameters((Map<String, Object>) schema);
    }
    if (strict instanceof Boolean flag) {
      tool.strict(flag);
    }
    boolean whole = (description == null || description instanceof String)
        && (parameters == null || parameters instanceof Map)
        && (strict == null || strict instanceof Boolean);
    return whole ? tool.build() : null;
  }

  static void write(JsonGenerator json, List<Tool> tools) throws IOException {
    if (tools.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tools");
    for (Tool tool : tools) {
      Map<String, Object> function = new LinkedHashMap<>();
      function.put("name", tool.name());
      tool.description().ifPresent(text -> function.put("description", text));
      tool.parameters().ifPresent(schema -> function.put("parameters", schema));
      tool.strict().ifPresent(flag -> function.put("strict", flag));
      json.writeStartObject();
      json.writeStringField("type", "function");
      json.writeFieldName("function");
      JsonValues.write(json, function);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
