package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The settings of a chat or completion request, held against what is published about them. */
final class ChatParameters {
  private ChatParameters() {}

  static void check(JsonNode request) {
    range(request, "n", 1, 128);
    range(request, "temperature", 0, 2);
    range(request, "top_p", 0, 1);
    range(request, "min_p", 0, 1);
    range(request, "presence_penalty", -2, 2);
    range(request, "frequency_penalty", -2, 2);
    range(request, "repetition_penalty", 0, 10);
    range(request, "logprobs", 0, 20);
    range(request, "max_tokens", 1, Integer.MAX_VALUE);
    range(request, "top_k", -1, Integer.MAX_VALUE);
    for (String whole : List.of("n", "logprobs", "max_tokens", "top_k", "seed")) {
      JsonNode value = request.path(whole);
      Refusals.unless(
          absent(value) || value.isIntegralNumber(), whole + " must be an integer", whole);
    }
    for (JsonNode bias : request.path("logit_bias")) {
      double value = bias.asDouble(Double.NaN);
      Refusals.unless(
          value >= -100 && value <= 100, "logit_bias must be between -100 and 100", "logit_bias");
    }
    for (String flag : List.of("echo", "stream")) {
      Refusals.unless(
          absent(request.path(flag)) || request.get(flag).isBoolean(),
          flag + " must be a boolean",
          flag);
    }
    word(request, "context_length_exceeded_behavior", List.of("error", "truncate"));
    word(request, "compliance", List.of("hipaa"));
    word(request, "reasoning_effort", List.of("low", "medium", "high"));
    objects(request);
  }

  private static void objects(JsonNode request) {
    JsonNode reasoning = request.path("reasoning");
    Refusals.unless(
        absent(reasoning) || reasoning.path("enabled").isBoolean(),
        "reasoning must be an object with the boolean enabled",
        "reasoning");
    JsonNode arguments = request.path("chat_template_kwargs");
    Refusals.unless(
        absent(arguments) || arguments.isObject(),
        "chat_template_kwargs must be an object",
        "chat_template_kwargs");
    JsonNode format = request.path("response_format");
    if (!absent(format)) {
      word(format, "type", List.of("text", "json_object", "json_schema", "regex"));
      Refusals.unless(
          format.isObject() && format.has("type"),
          "response_format must be an object with a type",
          "response_format");
    }
    JsonNode choice = request.path("tool_choice");
    if (choice.isTextual()) {
      word(request, "tool_choice", List.of("auto", "none", "required"));
    }
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static void word(JsonNode holder, String field, List<String> words) {
    JsonNode value = holder.path(field);
    Refusals.unless(
        absent(value) || words.contains(value.asText("")),
        field + " must be one of " + String.join(", ", words) + ", got " + value,
        field);
  }

  private static void range(JsonNode request, String field, double low, double high) {
    JsonNode value = request.path(field);
    Refusals.unless(
        absent(value)
            || (value.isNumber() && value.doubleValue() >= low && value.doubleValue() <= high),
        field + " must be a number between " + low + " and " + high + ", got " + value,
        field);
  }
}
