package dev.fovea.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolChoice;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes everything of a request but its messages. */
final class ChatSettings {
  private final ChatDialect dialect;

  ChatSettings(ChatDialect dialect) {
    this.dialect = dialect;
  }

  void write(JsonGenerator out, ChatRequest request, boolean stream) throws IOException {
    out.writeStringField("model", request.model());
    number(out, dialect.maxTokensField(), request.maxTokens().orElse(null));
    number(out, "temperature", request.temperature().orElse(null));
    number(out, "top_p", request.topP().orElse(null));
    number(out, "n", request.n().orElse(null));
    number(out, "seed", request.seed().orElse(null));
    if (!request.stop().isEmpty()) {
      out.writeFieldName("stop");
      JsonValues.write(out, request.stop());
    }
    number(out, "presence_penalty", request.presencePenalty().orElse(null));
    number(out, "frequency_penalty", request.frequencyPenalty().orElse(null));
    logprobs(out, request);
    if (request.endUser().isPresent()) {
      out.writeStringField("user", request.endUser().get());
    }
    tools(out, request);
    if (request.responseFormat().isPresent()) {
      out.writeFieldName("response_format");
      format(out, request.responseFormat().get());
    }
    if (stream) {
      out.writeBooleanField("stream", true);
      if (dialect.asksForStreamUsage()) {
        out.writeObjectFieldStart("stream_options");
        out.writeBooleanField("include_usage", true);
        out.writeEndObject();
      }
    }
  }

  private static void number(JsonGenerator out, String name, @Nullable Number value)
      throws IOException {
    if (value != null) {
      out.writeFieldName(name);
      JsonValues.write(out, value);
    }
  }

  private void logprobs(JsonGenerator out, ChatRequest request) throws IOException {
    if (request.topLogprobs().isEmpty()) {
      return;
    }
    int count = request.topLogprobs().get();
    if (dialect.logprobsIsCount()) {
      out.writeNumberField("logprobs", count);
    } else {
      out.writeBooleanField("logprobs", true);
      out.writeNumberField("top_logprobs", count);
    }
  }

  private static void tools(JsonGenerator out, ChatRequest request) throws IOException {
    if (!request.tools().isEmpty()) {
      out.writeArrayFieldStart("tools");
      for (Tool tool : request.tools()) {
        tool(out, tool);
      }
      out.writeEndArray();
    }
    if (request.toolChoice().isPresent()) {
      out.writeFieldName("tool_choice");
      choice(out, request.toolChoice().get());
    }
  }

  /** Writes a tool, also as the lines of data sets hold it. */
  static void tool(JsonGenerator out, Tool tool) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", "function");
    out.writeObjectFieldStart("function");
    out.writeStringField("name", tool.name());
    if (tool.description().isPresent()) {
      out.writeStringField("description", tool.description().get());
    }
    if (tool.parameters().isPresent()) {
      schema(out, "parameters", tool.parameters().get());
    }
    if (tool.strict().isPresent()) {
      out.writeBooleanField("strict", tool.strict().get());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void choice(JsonGenerator out, ToolChoice choice) throws IOException {
    if (choice instanceof ToolChoice.Function function) {
      out.writeStartObject();
      out.writeStringField("type", "function");
      out.writeObjectFieldStart("function");
      out.writeStringField("name", function.name());
      out.writeEndObject();
      out.writeEndObject();
    } else if (choice instanceof ToolChoice.None) {
      out.writeString("none");
    } else if (choice instanceof ToolChoice.Required) {
      out.writeString("required");
    } else {
      out.writeString("auto");
    }
  }

  private static void format(JsonGenerator out, ResponseFormat format) throws IOException {
    out.writeStartObject();
    if (format instanceof ResponseFormat.JsonSchema json) {
      out.writeStringField("type", "json_schema");
      out.writeObjectFieldStart("json_schema");
      out.writeStringField("name", json.name());
      if (json.description().isPresent()) {
        out.writeStringField("description", json.description().get());
      }
      schema(out, "schema", json.schema());
      if (json.strict().isPresent()) {
        out.writeBooleanField("strict", json.strict().get());
      }
      out.writeEndObject();
    } else if (format instanceof ResponseFormat.Regex regex) {
      out.writeStringField("type", "regex");
      out.writeStringField("pattern", regex.pattern());
    } else if (format instanceof ResponseFormat.JsonObject json) {
      out.writeStringField("type", "json_object");
      if (!json.schema().isEmpty()) {
        schema(out, "schema", json.schema());
      }
    } else {
      out.writeStringField("type", "text");
    }
    out.writeEndObject();
  }

  private static void schema(JsonGenerator out, String name, Map<String, Object> schema)
      throws IOException {
    out.writeFieldName(name);
    JsonValues.write(out, schema);
  }
}
