package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Flaw;
import dev.fovea.testkit.learning.RowWalk;
import java.util.List;
import java.util.stream.StreamSupport;

/** The rules for the lines of a training file, by the method that learns from them. */
final class LineRules implements RowWalk.Rules {
  private static final int MOST_FUNCTIONS = 128;

  private final String method;
  private final Tally tally;
  private final MessageRules chat;
  private final MessageRules prompts;

  LineRules(String method, Tally tally) {
    this.method = method;
    this.tally = tally;
    this.chat = new MessageRules(MessageRules.CHAT, tally);
    this.prompts = new MessageRules(MessageRules.REINFORCEMENT, tally);
  }

  @Override
  public void check(JsonNode line) throws Flaw {
    tally.nextLine();
    Flaw.unless(line.isObject(), "every line must be a JSON object");
    switch (method) {
      case "dpo" -> preference(line);
      case "reinforcement" -> prompt(line);
      default -> conversation(line);
    }
  }

  private void conversation(JsonNode line) throws Flaw {
    chat.check(line.path("messages"), "messages");
    tools(line);
    Flaw.unless(
        StreamSupport.stream(line.get("messages").spliterator(), false)
            .anyMatch(m -> isAssistant(m) && m.path("weight").asInt(1) != 0),
        "'messages' must hold an assistant message to learn from");
  }

  private static boolean isAssistant(JsonNode message) {
    return message.path("role").asText("").equals("assistant");
  }

  private static void tools(JsonNode line) throws Flaw {
    JsonNode parallel = line.path("parallel_tool_calls");
    Flaw.unless(
        parallel.isMissingNode() || parallel.isBoolean(),
        "'parallel_tool_calls' must be true or false");
    JsonNode tools = line.path("tools");
    Flaw.unless(
        tools.isMissingNode() || tools.isNull() || tools.isArray(), "'tools' must be an array");
    for (JsonNode tool : tools) {
      Flaw.unless(
          tool.path("function").path("name").isTextual(),
          "every one of 'tools' needs a 'function' with a 'name'");
    }
    JsonNode functions = line.path("functions");
    Flaw.unless(
        functions.isMissingNode()
            || (functions.isArray() && !functions.isEmpty() && functions.size() <= MOST_FUNCTIONS),
        "'functions' must be an array of 1 to 128 functions");
  }

  /** The longer names are the older specification's. */
  private void preference(JsonNode line) throws Flaw {
    JsonNode input = line.path("input");
    Flaw.unless(input.isObject(), "'input' must be an object");
    chat.check(input.path("messages"), "input.messages");
    tools(input);
    output(line, List.of("preferred_output", "preferred_completion"));
    output(line, List.of("non_preferred_output", "non_preferred_completion"));
  }

  private void output(JsonNode line, List<String> names) throws Flaw {
    String name = line.has(names.get(0)) ? names.get(0) : names.get(1);
    JsonNode output = line.path(name);
    Flaw.unless(!output.isMissingNode(), "'" + names.get(0) + "' is missing");
    chat.check(output, name);
    Flaw.unless(
        output.size() == 1 && isAssistant(output.get(0)),
        "'" + name + "' must hold exactly one assistant message");
  }

  private void prompt(JsonNode line) throws Flaw {
    JsonNode messages = line.path("messages");
    prompts.check(messages, "messages");
    tools(line);
    Flaw.unless(
        messages.get(messages.size() - 1).path("role").asText("").equals("user"),
        "the last of 'messages' must be from the user");
  }
}
