package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Flaw;
import dev.fovea.testkit.learning.LongText;
import dev.fovea.testkit.learning.RowWalk;
import java.util.List;
import java.util.Set;

/** The rules for the rows of a data set, by the kind of job that trains on them. For one file. */
final class RowRules implements RowWalk.Rules {
  private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
  private static final String PICTURE = "data:image/(png|jpg|jpeg);base64,.+";

  private final JobKind kind;
  private long rows;
  private long weighted;

  RowRules(JobKind kind) {
    this.kind = kind;
  }

  @Override
  public void check(JsonNode row) throws Flaw {
    Flaw.unless(row.isObject(), "every line must be a JSON object");
    rows++;
    switch (kind) {
      case SUPERVISED -> supervised(row);
      case PREFERENCE -> preference(row);
      case REINFORCEMENT -> {
        List<JsonNode> messages = messages(row.path("messages"), "messages");
        Flaw.unless(role(last(messages)).equals("user"), "the last of messages must be from user");
      }
    }
  }

  private void supervised(JsonNode row) throws Flaw {
    weighted += row.has("weight") ? 1 : 0;
    Flaw.unless(weighted == 0 || weighted == rows, "weight must stand in all rows or in none");
    Flaw.unless(
        !row.has("weight") || row.get("weight").isNumber(), "the row's weight must be a number");
    if (row.has("prompt") && row.has("completion")) {
      text(row.get("prompt"), "prompt");
      text(row.get("completion"), "completion");
      return;
    }
    List<JsonNode> messages = messages(row.path("messages"), "messages");
    Flaw.unless(
        messages.stream().anyMatch(m -> role(m).equals("assistant") && counts(m)),
        "messages must contain an assistant message with a weight other than 0");
    Flaw.unless(
        role(last(messages)).equals("assistant"), "the last of messages must be from assistant");
  }

  private static boolean counts(JsonNode message) {
    return message.path("weight").asInt(1) != 0;
  }

  private void preference(JsonNode row) throws Flaw {
    for (String column : new String[] {"input", "preferred_output", "non_preferred_output"}) {
      Flaw.unless(row.has(column), "column " + column + " is missing");
    }
    List<JsonNode> input = messages(row.get("input").path("messages"), "input.messages");
    Flaw.unless(role(last(input)).equals("user"), "the last of input.messages must be from user");
    for (String column : new String[] {"preferred_output", "non_preferred_output"}) {
      List<JsonNode> output = messages(row.get(column), column);
      Flaw.unless(
          output.size() == 1 && role(output.get(0)).equals("assistant"),
          column + " must hold exactly one assistant message");
    }
  }

  private static List<JsonNode> messages(JsonNode messages, String where) throws Flaw {
    Flaw.unless(messages.isArray() && messages.size() > 0, where + " must be a list with messages");
    List<JsonNode> all = new java.util.ArrayList<>();
    for (JsonNode message : messages) {
      message(message, where + "[" + all.size() + "]", all.isEmpty());
      all.add(message);
    }
    return all;
  }

  private static void message(JsonNode message, String where, boolean first) throws Flaw {
    Flaw.unless(message.isObject(), where + " must be an object");
    String role = role(message);
    Flaw.unless(ROLES.contains(role), where + ".role is unknown: " + role);
    Flaw.unless(first || !role.equals("system"), where + ": only the first message can be system");
    JsonNode weight = message.path("weight");
    Flaw.unless(
        weight.isMissingNode()
            || (weight.isInt() && (weight.asInt() == 0 || weight.asInt() == 1))
            || (weight.isBigInteger() && (weight.asInt() == 0 || weight.asInt() == 1)),
        where + ".weight must be 0 or 1");
    Flaw.unless(
        !message.has("reasoning_content") || LongText.isText(message.get("reasoning_content")),
        where + ".reasoning_content must be a string");
    boolean calls = message.path("tool_calls").isArray() && role.equals("assistant");
    JsonNode content = message.path("content");
    if (!(calls && (content.isMissingNode() || content.isNull()))) {
      content(content, where + ".content");
    }
  }

  private static void content(JsonNode content, String where) throws Flaw {
    if (LongText.isText(content)) {
      return;
    }
    Flaw.unless(content.isArray(), where + " must be a string or a list of parts");
    int index = 0;
    for (JsonNode part : content) {
      part(part, where + "[" + index++ + "]");
    }
  }

  private static void part(JsonNode part, String where) throws Flaw {
    String type = LongText.head(part.path("type"));
    switch (type) {
      case "text" -> text(part.path("text"), where + ".text");
      case "image_url" ->
        Flaw.unless(
            LongText.head(part.path("image_url").path("url")).matches(PICTURE),
            where + ".image_url must be a base64 data URL of a PNG or JPEG picture");
      default -> throw new Flaw(where + ".type must be text or image_url, got " + type);
    }
  }

  private static void text(JsonNode text, String where) throws Flaw {
    Flaw.unless(LongText.isText(text), where + " must be a string");
  }

  private static String role(JsonNode message) {
    return message.path("role").asText("");
  }

  private static JsonNode last(List<JsonNode> messages) {
    return messages.get(messages.size() - 1);
  }
}
