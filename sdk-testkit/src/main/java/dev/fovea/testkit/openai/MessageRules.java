package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Flaw;
import dev.fovea.testkit.learning.LongText;
import java.util.List;
import java.util.Set;

/** The rules for the messages of a training line. For one file. */
final class MessageRules {
  static final Set<String> CHAT = Set.of("system", "user", "assistant", "tool", "function");
  static final Set<String> REINFORCEMENT = Set.of("developer", "user", "assistant", "tool");

  private static final Set<String> DETAILS = Set.of("auto", "low", "high");
  // What a picture counts for as it is usually cut: 765 tokens, or 85 at low detail.
  private static final long PICTURE = 765;
  private static final long SMALL_PICTURE = 85;

  private final Set<String> roles;
  private final Tally tally;

  MessageRules(Set<String> roles, Tally tally) {
    this.roles = roles;
    this.tally = tally;
  }

  /** Checks a list of messages. */
  void check(JsonNode messages, String where) throws Flaw {
    Flaw.unless(messages.isArray(), "'" + where + "' must be an array of messages");
    Flaw.unless(!messages.isEmpty(), "'" + where + "' must hold at least one message");
    int index = 0;
    for (JsonNode message : messages) {
      message(message, where + "[" + index++ + "]");
    }
  }

  private void message(JsonNode message, String at) throws Flaw {
    Flaw.unless(message.isObject(), "'" + at + "' must be an object");
    String role = message.path("role").asText("");
    Flaw.unless(
        roles.contains(role), "'" + at + ".role' is '" + role + "', which no message may have");
    weight(message.path("weight"), role, at);
    Flaw.unless(
        !role.equals("tool") || message.path("tool_call_id").isTextual(),
        "'" + at + "' needs the 'tool_call_id' it answers");
    boolean acts = role.equals("assistant") && acts(message, at);
    JsonNode content = message.path("content");
    if (content.isMissingNode() || content.isNull()) {
      Flaw.unless(acts, "'" + at + "' needs 'content'");
    } else {
      content(content, role, at + ".content");
    }
  }

  private static void weight(JsonNode weight, String role, String at) throws Flaw {
    if (!weight.isMissingNode()) {
      Flaw.unless(
          role.equals("assistant"), "'" + at + ".weight' may stand in assistant messages only");
      Flaw.unless(
          weight.isIntegralNumber() && (weight.asLong(-1) == 0 || weight.asLong(-1) == 1),
          "'" + at + ".weight' must be 0 or 1");
    }
  }

  /** Whether an assistant message does something instead of speaking. */
  private static boolean acts(JsonNode message, String at) throws Flaw {
    JsonNode calls = message.path("tool_calls");
    if (!calls.isMissingNode() && !calls.isNull()) {
      Flaw.unless(
          calls.isArray() && !calls.isEmpty(), "'" + at + ".tool_calls' must be a filled array");
      int index = 0;
      for (JsonNode call : calls) {
        call(call, at + ".tool_calls[" + index++ + "]");
      }
    }
    return calls.isArray() || message.hasNonNull("function_call") || message.hasNonNull("refusal");
  }

  private static void call(JsonNode call, String at) throws Flaw {
    Flaw.unless(call.path("id").isTextual(), "'" + at + ".id' must be a string");
    Flaw.unless(
        call.path("type").asText("").equals("function"), "'" + at + ".type' must be 'function'");
    JsonNode function = call.path("function");
    Flaw.unless(function.path("name").isTextual(), "'" + at + ".function.name' must be a string");
    Flaw.unless(
        LongText.isText(function.path("arguments")),
        "'" + at + ".function.arguments' must be a string");
  }

  private void content(JsonNode content, String role, String at) throws Flaw {
    if (LongText.isText(content)) {
      tally.text(LongText.length(content));
      return;
    }
    Flaw.unless(
        content.isArray() && !content.isEmpty(),
        "'" + at + "' must be a string or a filled array of parts");
    int index = 0;
    for (JsonNode part : content) {
      part(part, role, at + "[" + index++ + "]");
    }
  }

  private void part(JsonNode part, String role, String at) throws Flaw {
    String type = part.path("type").asText("");
    List<String> types = role.equals("user")
        ? List.of("text", "image_url")
        : role.equals("assistant") ? List.of("text", "refusal") : List.of("text");
    Flaw.unless(
        types.contains(type),
        "'" + at + ".type' is '" + type + "', which no message of the " + role + " may hold");
    if (type.equals("image_url")) {
      picture(part.path("image_url"), at + ".image_url");
    } else {
      Flaw.unless(LongText.isText(part.path(type)), "'" + at + "." + type + "' must be a string");
      tally.text(LongText.length(part.path(type)));
    }
  }

  private void picture(JsonNode picture, String at) throws Flaw {
    JsonNode url = picture.path("url");
    String head = LongText.head(url);
    Flaw.unless(
        head.startsWith("data:") || TrainingPictures.isAddress(head),
        "'" + at + ".url' must be an http(s) URL or a base64 data URL");
    String detail = picture.path("detail").asText("auto");
    Flaw.unless(
        DETAILS.contains(detail), "'" + at + ".detail' is '" + detail + "', not auto, low or high");
    tally.picture(url, detail.equals("low") ? SMALL_PICTURE : PICTURE);
  }
}
