package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.ChatAnswer;
import dev.fovea.testkit.server.Json;

/**
 * A request and what was said to it.
 *
 * @param id the answer's id
 * @param created epoch seconds
 * @param request what was asked for
 * @param model who answered, as the answer names it
 * @param answer what was said
 * @param count how many tokens went in and were thought
 */
record Completion(
    String id, long created, JsonNode request, String model, ChatAnswer answer, Count count) {
  /**
   * Tokens.
   *
   * @param prompt how many were asked
   * @param cached how many of those were read before
   * @param thought how many were thought before the answer
   */
  record Count(long prompt, long cached, long thought) {}

  int choices() {
    return request.path("n").asInt(1);
  }

  boolean streams() {
    return request.path("stream").asBoolean(false);
  }

  long tokens() {
    return count.prompt() + completionTokens();
  }

  private long completionTokens() {
    return (answer.tokens() + count.thought()) * choices();
  }

  /** Whether a function is called the older way. */
  boolean older() {
    return !answer.toolCalls().isEmpty() && !request.path("functions").isEmpty();
  }

  String finishReason() {
    return older() ? "function_call" : answer.finishReason();
  }

  ObjectNode usage() {
    ObjectNode usage = Json.object()
        .put("prompt_tokens", count.prompt())
        .put("completion_tokens", completionTokens())
        .put("total_tokens", tokens());
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", count.cached())
        .put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", count.thought() * choices())
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }
}
