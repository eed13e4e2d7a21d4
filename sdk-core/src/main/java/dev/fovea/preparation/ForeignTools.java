package dev.fovea.preparation;

import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolCall;
import dev.fovea.error.FoveaException;
import dev.fovea.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tools and calls of them that other tools write as JSON inside a text. */
final class ForeignTools {
  private ForeignTools() {}

  @SuppressWarnings("unchecked")
  static List<Tool> read(@Nullable Object value) {
    List<Tool> tools = new ArrayList<>();
    if (value == null || "".equals(value)) {
      return tools;
    }
    if (!(json(value, "/tools") instanceof List<?> entries)) {
      throw new LineDropped("/tools", "the tools are no list");
    }
    for (Object entry : entries) {
      Object inner = entry instanceof Map<?, ?> map && map.get("function") != null
          ? map.get("function")
          : entry;
      if (!(inner instanceof Map<?, ?> function)
          || !(function.get("name") instanceof String name)
          || name.isBlank()) {
        throw new LineDropped("/tools", "a tool has no name");
      }
      Tool.Builder tool = Tool.builder().name(name);
      if (function.get("description") instanceof String text) {
        tool.description(text);
      }
      if (function.get("parameters") instanceof Map<?, ?> schema) {
        tool.parameters((Map<String, Object>) schema);
      }
      tools.add(tool.build());
    }
    return tools;
  }

  /**
   * {@return the calls that a message makes}
   *
   * @param before how many calls there were before
   */
  static List<ToolCall> calls(@Nullable Object value, int before, String pointer) {
    Object json = json(value, pointer);
    List<ToolCall> calls = new ArrayList<>();
    for (Object entry : json instanceof List<?> list ? list : List.of(json == null ? "" : json)) {
      if (!(entry instanceof Map<?, ?> call) || !(call.get("name") instanceof String name)) {
        throw new LineDropped(pointer, "the call has no name");
      }
      Object arguments = call.get("arguments");
      calls.add(ToolCall.builder()
          .id("call_" + (before + calls.size() + 1))
          .type("function")
          .name(name)
          .arguments(
              arguments instanceof String text ? text : arguments == null ? "{}" : text(arguments))
          .build());
    }
    return calls;
  }

  private static String text(Object json) {
    return new String(JsonCodec.shared().write(json), StandardCharsets.UTF_8);
  }

  private static @Nullable Object json(@Nullable Object value, String pointer) {
    if (!(value instanceof String text)) {
      return value;
    }
    try {
      return JsonCodec.shared().tree(text.getBytes(StandardCharsets.UTF_8));
    } catch (FoveaException e) {
      throw new LineDropped(pointer, "the text is no JSON: " + e.getMessage());
    }
  }
}
