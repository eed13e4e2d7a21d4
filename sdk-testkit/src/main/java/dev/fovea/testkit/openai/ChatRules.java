package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.RequestFields;
import java.util.List;

/** What the fields of a chat request must be to each other and to the model. */
final class ChatRules {
  private static final List<String> TIERS = List.of("flex", "priority", "scale");

  private ChatRules() {}

  static void check(JsonNode request, ServedModels.Served served) {
    Family.of(served.base().id()).check(request);
    needs(request, "stream_options", request.path("stream").asBoolean(false), "stream is enabled");
    boolean tools = !request.path("tools").isEmpty();
    needs(request, "tool_choice", tools, "'tools' are specified");
    needs(request, "parallel_tool_calls", tools, "'tools' are specified");
    needs(
        request,
        "top_logprobs",
        request.path("logprobs").asBoolean(false),
        "'logprobs' is set to true");
    OpenAiErrors.unless(
        !request.hasNonNull("max_tokens") || !request.hasNonNull("max_completion_tokens"),
        "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
        "max_tokens");
    for (JsonNode way : request.path("modalities")) {
      OpenAiErrors.unless(
          way.asText().equals("text"), "This model answers with text only.", "modalities");
    }
    Conversation.check(request.get("messages"));
    format(request);
    tools(request);
  }

  private static void needs(JsonNode request, String field, boolean met, String what) {
    if (!met && !RequestFields.absent(request.path(field))) {
      throw OpenAiErrors.badRequest(
          "Invalid value for '" + field + "': '" + field + "' is only allowed when " + what + ".",
          field,
          null);
    }
  }

  private static void format(JsonNode request) {
    JsonNode format = request.path("response_format");
    switch (format.path("type").asText("text")) {
      case "json_object" -> {
        if (!Conversation.mentions(request.get("messages"), "json")) {
          throw OpenAiErrors.badRequest(
              "'messages' must contain the word 'json' in some form, to use 'response_format' of"
                  + " type 'json_object'.",
              "messages",
              null);
        }
      }
      case "json_schema" -> {
        JsonNode named = format.get("json_schema");
        if (named.path("strict").asBoolean(false)) {
          String whose = "response_format '" + named.get("name").asText() + "'";
          new StrictSchema(whose, "response_format", null).check(named.path("schema"));
        }
      }
      default -> {}
    }
  }

  private static void tools(JsonNode request) {
    JsonNode tools = request.path("tools");
    for (int i = 0; i < tools.size(); i++) {
      JsonNode function = tools.get(i).path("function");
      String place = "tools[" + i + "].function.parameters";
      StrictSchema rules = new StrictSchema(
          "function '" + function.path("name").asText() + "'",
          place,
          "invalid_function_parameters");
      if (function.path("strict").asBoolean(false)) {
        rules.check(function.path("parameters"));
      } else if (!function.path("parameters").isEmpty()) {
        rules.root(function.get("parameters"));
      }
    }
    JsonNode choice = request.path("tool_choice");
    if (choice.path("type").asText("").equals("allowed_tools")) {
      choice.at("/allowed_tools/tools").forEach(named -> offered(tools, named));
    } else if (choice.isObject()) {
      offered(tools, choice);
    }
  }

  private static void offered(JsonNode tools, JsonNode named) {
    String type = named.get("type").asText();
    String name = named.get(type).get("name").asText();
    for (JsonNode tool : tools) {
      if (tool.path(type).path("name").asText("").equals(name)) {
        return;
      }
    }
    throw OpenAiErrors.badRequest(
        "Tool choice '" + name + "' not found in 'tools' parameter.", "tool_choice", null);
  }

  /** The refusal of a model that does not chat. */
  static void chats(ServedModels.Served served) {
    if (!served.base().kind().equals("chat")) {
      throw OpenAiErrors.of(
          404,
          "This is not a chat model and thus not supported in the v1/chat/completions endpoint.",
          "model",
          null);
    }
  }

  /** The tier that answers, as the answer names it. */
  static String tier(JsonNode request) {
    String asked = request.path("service_tier").asText("auto");
    return asked.equals("fast") ? "priority" : TIERS.contains(asked) ? asked : "default";
  }
}
