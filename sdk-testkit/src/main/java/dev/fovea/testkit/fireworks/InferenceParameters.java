package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.RequestFields;
import dev.fovea.testkit.answering.Unanswerable;
import java.util.List;

/** The settings of a request for text, held against what is published about their ranges. */
final class InferenceParameters {
  private static final int MOST = Integer.MAX_VALUE;
  private static final int LEAST_BUDGET = 1024;
  private static final int MOST_STOPS = 4;

  private InferenceParameters() {}

  static void check(JsonNode request) {
    new RequestFields(request)
        .range("max_tokens", 0, MOST)
        .range("max_completion_tokens", 0, MOST)
        .range("temperature", 0, 2)
        .range("top_p", 0, 1)
        .range("top_k", 0, 100)
        .range("min_p", 0, 1)
        .range("typical_p", 0, 1)
        .range("frequency_penalty", -2, 2)
        .range("presence_penalty", -2, 2)
        .range("repetition_penalty", 0, 2)
        .range("n", 1, 128)
        .range("top_logprobs", 0, 5)
        .range("echo_last", 0, MOST)
        .range("prompt_truncate_len", 1, MOST)
        .biases("logit_bias")
        .word("context_length_exceeded_behavior", List.of("truncate", "error"))
        .word("reasoning_history", List.of("disabled", "interleaved", "preserved"))
        .word("service_tier", List.of("auto", "default", "flex", "priority"));
    apart(request, "max_tokens", "max_completion_tokens");
    apart(request, "thinking", "reasoning_effort");
    likelihoods(request);
    thinking(request);
    format(request);
    tools(request);
    Unanswerable.unless(
        request.path("stop").size() <= MOST_STOPS,
        "stop may hold at most " + MOST_STOPS + " texts",
        "stop");
  }

  private static void apart(JsonNode request, String one, String other) {
    Unanswerable.unless(
        !request.hasNonNull(one) || !request.hasNonNull(other),
        one + " and " + other + " cannot be used together",
        other);
  }

  private static void likelihoods(JsonNode request) {
    JsonNode logprobs = request.path("logprobs");
    Unanswerable.unless(
        !logprobs.isNumber() || (logprobs.asInt(-1) >= 0 && logprobs.asInt(-1) <= 5),
        "logprobs must be between 0 and 5: " + logprobs,
        "logprobs");
    Unanswerable.unless(
        request.path("top_logprobs").asInt(0) == 0 || logprobs.asBoolean(false),
        "top_logprobs needs logprobs to be true",
        "top_logprobs");
  }

  private static void thinking(JsonNode request) {
    JsonNode effort = request.path("reasoning_effort");
    if (effort.isTextual()) {
      new RequestFields(request)
          .word("reasoning_effort", List.of("low", "medium", "high", "max", "none"));
    } else if (effort.isNumber()) {
      new RequestFields(request).range("reasoning_effort", 0, MOST);
    }
    JsonNode thinking = request.path("thinking");
    if (thinking.isObject()) {
      new RequestFields(thinking)
          .word("type", List.of("enabled", "disabled"))
          .range("budget_tokens", LEAST_BUDGET, MOST);
    }
  }

  private static void format(JsonNode request) {
    JsonNode format = request.path("response_format");
    if (!format.isObject()) {
      return;
    }
    new RequestFields(format)
        .word("type", List.of("text", "json_object", "json_schema", "grammar"));
    String type = format.path("type").asText("");
    Unanswerable.unless(
        !type.equals("json_schema")
            || format.hasNonNull("json_schema")
            || format.hasNonNull("schema"),
        "response_format json_schema needs a json_schema",
        "response_format");
    Unanswerable.unless(
        !type.equals("grammar") || format.hasNonNull("grammar"),
        "response_format grammar needs a grammar",
        "response_format");
  }

  private static void tools(JsonNode request) {
    for (JsonNode tool : request.path("tools")) {
      new RequestFields(tool).word("type", List.of("function"));
    }
    JsonNode choice = request.path("tool_choice");
    if (choice.isTextual()) {
      new RequestFields(request).word("tool_choice", List.of("auto", "none", "any", "required"));
    }
    boolean wanted = choice.isObject() || List.of("any", "required").contains(choice.asText(""));
    Unanswerable.unless(
        !wanted || !request.path("tools").isEmpty(), "tool_choice needs tools", "tool_choice");
  }
}
