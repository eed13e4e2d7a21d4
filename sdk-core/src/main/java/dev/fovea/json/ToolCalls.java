package dev.fovea.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.chat.Message;
import dev.fovea.chat.ToolCall;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the calls a message asks for. */
final class ToolCalls {
  /** The kind of tool whose arguments are any text. */
  static final String CUSTOM = "custom";

  private ToolCalls() {}

  static void read(JsonParser parser, Message.Builder message) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Unreadable.expected("a list of tool calls", parser);
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      message.addToolCall(call(parser));
    }
  }

  private static ToolCall call(JsonParser parser) throws IOException {
    Members.expectObject(parser);
    ToolCall.Builder call = ToolCall.builder();
    Map<String, @Nullable Object> others = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "id", "type" -> {
          String value = Members.text(parser);
          if (value != null && name.equals("id")) {
            call.id(value);
          } else if (value != null && !value.isEmpty()) {
            call.type(value);
          }
        }
        case "function" -> function(parser, call);
        case CUSTOM -> function(parser, call.type(CUSTOM));
        // Its place in the list says the same.
        case "index" -> Members.skip(parser);
        default -> others = Members.keep(others, name, parser);
      }
    }
    return (others == null ? call : call.additionalProperties(others)).build();
  }

  private static void function(JsonParser parser, ToolCall.Builder call) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    Members.expectObject(parser);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "name" -> {
          String value = Members.text(parser);
          if (value != null) {
            call.name(value);
          }
        }
        case "arguments", "input" -> {
          String value = arguments(parser);
          if (value != null) {
            call.arguments(value);
          }
        }
        default -> Members.skip(parser);
      }
    }
  }

  /** {@return the arguments' JSON text, also where a server sends them as JSON; null for null} */
  static @Nullable String arguments(JsonParser parser) throws IOException {
    if (!parser.currentToken().isStructStart()) {
      return Members.text(parser);
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JsonFactories.WRITING.createGenerator(text)) {
      out.copyCurrentStructure(parser);
    }
    return text.toString();
  }
}
