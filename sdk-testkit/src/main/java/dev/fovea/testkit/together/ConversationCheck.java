package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Flaw;
import dev.fovea.testkit.learning.LongText;
import java.util.Set;

/** The rules for a list of messages. */
final class ConversationCheck {
  private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

  private final String where;
  private final Set<String> tools;
  private final Traits traits;
  private int images;
  private boolean assistantSeen;
  private boolean textSeen;
  private boolean listSeen;
  private String previousRole = "";

  private ConversationCheck(String where, Set<String> tools, Traits traits) {
    this.where = where;
    this.tools = tools;
    this.traits = traits;
  }

  /**
   * Checks a conversation; one that ends in preferred answers need not hold an assistant message
   * itself.
   */
  static void check(
      JsonNode messages, String where, Set<String> tools, Traits traits, boolean wantsAssistant)
      throws Flaw {
    ConversationCheck check = new ConversationCheck(where, tools, traits);
    check.shape(messages);
    int index = 0;
    for (JsonNode message : messages) {
      check.message(message, where + "[" + index++ + "]");
    }
    Flaw.unless(
        check.images <= ContentCheck.MOST_IMAGES,
        "`" + where + "` may hold at most " + ContentCheck.MOST_IMAGES + " images, found "
            + check.images);
    Flaw.unless(
        check.assistantSeen || !wantsAssistant,
        "`" + where + "` must contain at least one assistant message");
    traits.multimodal |= check.images > 0;
  }

  private void shape(JsonNode messages) throws Flaw {
    Flaw.unless(messages.isArray(), "`" + where + "` must be a list");
    Flaw.unless(!messages.isEmpty(), "`" + where + "` must not be empty");
    int index = 0;
    for (JsonNode message : messages) {
      String at = where + "[" + index++ + "]";
      Flaw.unless(message.isObject(), "`" + at + "` must be an object");
      Flaw.unless(message.has("role"), "`" + at + "` must contain a `role` field");
      Flaw.unless(
          message.has("content") || message.has("tool_calls"),
          "`" + at + "` must contain a `content` field");
    }
  }

  private void message(JsonNode message, String at) throws Flaw {
    weight(message, at);
    String role = role(message.get("role"), at);
    boolean calling = calls(message, role, at);
    JsonNode content = message.path("content");
    boolean silent = content.isNull() || content.isMissingNode();
    if (!(silent && calling)) {
      content(message, role, at);
    }
    assistantSeen |= role.equals("assistant");
    traits.reasoning |= message.hasNonNull("reasoning") || message.hasNonNull("reasoning_content");
    previousRole = role;
  }

  private void weight(JsonNode message, String at) throws Flaw {
    JsonNode weight = message.path("weight");
    if (weight.isMissingNode()) {
      return;
    }
    Flaw.unless(
        weight.isIntegralNumber() || weight.isBoolean(), "`" + at + ".weight` must be an integer");
    Flaw.unless(
        weight.isBoolean() || weight.asInt(-1) == 0 || weight.asInt(-1) == 1,
        "`" + at + ".weight` must be 0 or 1");
    traits.messageWeights = true;
  }

  private String role(JsonNode node, String at) throws Flaw {
    Flaw.unless(node.isTextual(), "`" + at + ".role` must be a string");
    String role = node.textValue();
    Flaw.unless(
        ROLES.contains(role),
        "`" + at + ".role` is " + role + ", possible roles are system, user, assistant, tool");
    // Several results may follow one message with several calls.
    Flaw.unless(
        !role.equals(previousRole) || role.equals("tool"),
        "`" + at + "` repeats the role " + role
            + ": after an optional system message, user and assistant must alternate");
    return role;
  }

  private boolean calls(JsonNode message, String role, String at) throws Flaw {
    JsonNode calls = message.path("tool_calls");
    if (calls.isMissingNode() || calls.isNull()) {
      return false;
    }
    Flaw.unless(
        role.equals("assistant"), "`" + at + "`: only assistant messages can contain `tool_calls`");
    ToolsCheck.calls(calls, tools, at + ".tool_calls");
    traits.tools = true;
    traits.parallelToolCalls |= calls.size() > 1;
    return true;
  }

  private void content(JsonNode message, String role, String at) throws Flaw {
    JsonNode content = message.path("content");
    int found = ContentCheck.check(content, role, at + ".content");
    images += found;
    boolean weighted =
        message.path("weight").asInt(0) != 0 || message.path("weight").asBoolean(false);
    Flaw.unless(
        found == 0 || !weighted,
        "`" + at + "`: messages with images cannot have a non-zero weight");
    textSeen |= LongText.isText(content);
    listSeen |= content.isArray();
    Flaw.unless(
        !(textSeen && listSeen),
        "`" + where + "`: all messages must be multimodal lists, or all plain strings");
  }
}
