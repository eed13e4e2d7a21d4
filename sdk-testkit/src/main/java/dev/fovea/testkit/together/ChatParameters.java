package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.RequestFields;
import java.util.List;

/** The settings of a chat or completion request, held against what is published about them. */
final class ChatParameters {
  private ChatParameters() {}

  static void check(JsonNode request) {
    new RequestFields(request)
        .range("n", 1, 128)
        .range("temperature", 0, 2)
        .range("top_p", 0, 1)
        .range("min_p", 0, 1)
        .range("presence_penalty", -2, 2)
        .range("frequency_penalty", -2, 2)
        .range("repetition_penalty", 0, 10)
        .range("logprobs", 0, 20)
        .range("max_tokens", 1, Integer.MAX_VALUE)
        .range("top_k", -1, Integer.MAX_VALUE)
        .whole("n", "logprobs", "max_tokens", "top_k", "seed")
        .biases("logit_bias")
        .flag("echo", "stream")
        .word("context_length_exceeded_behavior", List.of("error", "truncate"))
        .word("compliance", List.of("hipaa"))
        .word("reasoning_effort", List.of("low", "medium", "high"))
        .object("chat_template_kwargs");
    objects(request);
  }

  private static void objects(JsonNode request) {
    JsonNode reasoning = request.path("reasoning");
    Refusals.unless(
        RequestFields.absent(reasoning) || reasoning.path("enabled").isBoolean(),
        "reasoning must be an object with the boolean enabled",
        "reasoning");
    JsonNode format = request.path("response_format");
    if (!RequestFields.absent(format)) {
      new RequestFields(format)
          .word("type", List.of("text", "json_object", "json_schema", "regex"));
      Refusals.unless(
          format.isObject() && format.has("type"),
          "response_format must be an object with a type",
          "response_format");
    }
    if (request.path("tool_choice").isTextual()) {
      new RequestFields(request).word("tool_choice", List.of("auto", "none", "required"));
    }
  }
}
