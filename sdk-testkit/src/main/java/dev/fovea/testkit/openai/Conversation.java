package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What messages must be to each other, beyond the shape of each. */
final class Conversation {
  private Conversation() {}

  static void check(JsonNode messages) {
    Set<String> open = new LinkedHashSet<>();
    boolean called = false;
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String where = "messages[" + i + "]";
      if (message.get("role").asText().equals("tool")) {
        OpenAiErrors.unless(
            called,
            "Invalid parameter: messages with role 'tool' must be a response to a preceding message"
                + " with 'tool_calls'.",
            where + ".role");
        open.remove(message.get("tool_call_id").asText());
      } else {
        answered(open);
        called = message.path("tool_calls").size() > 0;
        message.path("tool_calls").forEach(call -> open.add(call.get("id").asText()));
        saysSomething(message, where);
      }
    }
    answered(open);
  }

  private static void answered(Set<String> open) {
    OpenAiErrors.unless(
        open.isEmpty(),
        "An assistant message with 'tool_calls' must be followed by tool messages responding to"
            + " each 'tool_call_id'. The following tool_call_ids did not have response messages: "
            + String.join(", ", open),
        "messages");
  }

  private static void saysSomething(JsonNode message, String where) {
    boolean says = message.hasNonNull("content")
        || message.hasNonNull("refusal")
        || message.hasNonNull("audio")
        || !message.path("tool_calls").isEmpty()
        || message.hasNonNull("function_call")
        || message.get("role").asText().equals("function");
    OpenAiErrors.unless(
        says, "Invalid value for 'content': expected a string, got null.", where + ".content");
  }

  /** Whether a word stands anywhere in the texts of messages. */
  static boolean mentions(JsonNode messages, String word) {
    for (JsonNode message : messages) {
      JsonNode content = message.path("content");
      if (has(content, word)) {
        return true;
      }
      for (JsonNode part : content) {
        if (has(part.path("text"), word)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean has(JsonNode text, String word) {
    return text.isTextual() && text.textValue().toLowerCase(Locale.ROOT).contains(word);
  }
}
