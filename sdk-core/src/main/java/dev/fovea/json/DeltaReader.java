package dev.fovea.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.chat.Delta;
import dev.fovea.chat.Role;
import dev.fovea.chat.ToolCallFragment;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a piece of a stream adds to an answer. */
final class DeltaReader {
  private DeltaReader() {}

  static Delta read(JsonParser parser) throws IOException {
    Members.expectObject(parser);
    Delta.Builder delta = Delta.builder();
    Map<String, @Nullable Object> others = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "role" -> {
          String word = Members.text(parser);
          if (word != null && !word.isEmpty()) {
            delta.role(Role.of(word));
          }
        }
        case "content" -> content(parser, delta);
        case "reasoning", "reasoning_content" -> {
          if (parser.currentToken() == JsonToken.VALUE_STRING) {
            delta.reasoning(parser.getText());
          } else {
            others = Members.keep(others, name, parser);
          }
        }
        case "tool_calls" -> fragments(parser, delta);
        case "token_id" -> {
          Long id = Members.count(parser);
          if (id != null) {
            delta.tokenId(id);
          }
        }
        case "function_call" -> legacy(parser, delta);
        default -> others = Members.keep(others, name, parser);
      }
    }
    return (others == null ? delta : delta.additionalProperties(others)).build();
  }

  private static void content(JsonParser parser, Delta.Builder delta) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      StringBuilder text = new StringBuilder();
      StringBuilder thoughts = new StringBuilder();
      parts(parser, text, thoughts);
      delta.text(text.toString());
      if (thoughts.length() > 0) {
        delta.reasoning(thoughts.toString());
      }
      return;
    }
    String text = Members.text(parser);
    if (text != null) {
      delta.text(text);
    }
  }

  private static void parts(JsonParser parser, StringBuilder text, StringBuilder thoughts)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      part(parser, text, thoughts);
    }
  }

  private static void part(JsonParser parser, StringBuilder text, StringBuilder thoughts)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      text.append(parser.getText());
      return;
    }
    Members.expectObject(parser);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("text")) {
        text.append(parser.getText());
      } else if (name.equals("thinking") && parser.currentToken() == JsonToken.START_ARRAY) {
        parts(parser, thoughts, thoughts);
      } else {
        Members.skip(parser);
      }
    }
  }

  private static void fragments(JsonParser parser, Delta.Builder delta) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Unreadable.expected("a list of tool calls", parser);
    }
    for (int place = 0; parser.nextToken() != JsonToken.END_ARRAY; place++) {
      delta.addToolCall(fragment(parser, place));
    }
  }

  // The form that tool calls had before there were several.
  private static void legacy(JsonParser parser, Delta.Builder delta) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      ToolCallFragment.Builder fragment = ToolCallFragment.builder().type("function_call");
      function(parser, fragment);
      delta.addToolCall(fragment.build());
    }
  }

  private static ToolCallFragment fragment(JsonParser parser, int place) throws IOException {
    Members.expectObject(parser);
    ToolCallFragment.Builder fragment =
        ToolCallFragment.builder().index(CallNumbers.UNTOLD - place);
    Map<String, @Nullable Object> others = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "index" -> fragment.index(Members.index(parser, CallNumbers.UNTOLD - place));
        case "id", "type" -> {
          String value = Members.text(parser);
          // Later fragments of some servers repeat these as empty texts.
          if (value != null && !value.isEmpty() && name.equals("id")) {
            fragment.id(value);
          } else if (value != null && !value.isEmpty()) {
            fragment.type(value);
          }
        }
        case "function" -> function(parser, fragment);
        case "custom" -> function(parser, fragment.type(ToolCalls.CUSTOM));
        default -> others = Members.keep(others, name, parser);
      }
    }
    return (others == null ? fragment : fragment.additionalProperties(others)).build();
  }

  private static void function(JsonParser parser, ToolCallFragment.Builder fragment)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    Members.expectObject(parser);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("name")) {
        String value = Members.text(parser);
        if (value != null && !value.isEmpty()) {
          fragment.name(value);
        }
      } else if (name.equals("arguments") || name.equals("input")) {
        String value = ToolCalls.arguments(parser);
        if (value != null) {
          fragment.arguments(value);
        }
      } else {
        Members.skip(parser);
      }
    }
  }
}
