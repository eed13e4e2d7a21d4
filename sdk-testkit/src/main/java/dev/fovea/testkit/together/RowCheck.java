package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.learning.Flaw;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules for one line of a training file: its format, its columns, and what they hold. */
final class RowCheck {
  private record Format(String name, List<String> required, List<String> allowed) {}

  private static final List<Format> FORMATS = List.of(
      new Format("general", List.of("text"), List.of()),
      new Format("conversation", List.of("messages"), List.of("tools")),
      new Format("instruction", List.of("prompt", "completion"), List.of()),
      new Format(
          "preference_openai",
          List.of("input", "preferred_output", "non_preferred_output"),
          List.of()));

  private final Traits traits;

  RowCheck(Traits traits) {
    this.traits = traits;
  }

  /** Checks a line and names its format. */
  String check(JsonNode row) throws Flaw {
    Flaw.unless(row.isObject(), "invalid format, a line must be a JSON object");
    Format format = format(row);
    weight(row.path("weight"));
    switch (format.name()) {
      case "conversation" -> conversation(row);
      case "instruction" -> {
        images(ContentCheck.check(row.get("prompt"), "user", "prompt"));
        ContentCheck.check(row.get("completion"), "assistant", "completion");
      }
      case "preference_openai" -> preference(row);
      default -> images(ContentCheck.check(row.get("text"), "user", "text"));
    }
    return format.name();
  }

  private static Format format(JsonNode row) throws Flaw {
    List<Format> matching =
        FORMATS.stream().filter(f -> f.required().stream().allMatch(row::has)).toList();
    Flaw.unless(!matching.isEmpty(), "could not detect a format for the columns " + columns(row));
    Format format = matching.get(0);
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      String column = field.getKey();
      Flaw.unless(
          format.required().contains(column)
              || format.allowed().contains(column)
              || column.equals("weight"),
          "extra column \"" + column + "\" for the format " + format.name());
    }
    return format;
  }

  private static Set<String> columns(JsonNode row) {
    Set<String> columns = new TreeSet<>();
    row.fieldNames().forEachRemaining(columns::add);
    return columns;
  }

  private void weight(JsonNode weight) throws Flaw {
    if (!weight.isMissingNode()) {
      Flaw.unless(
          weight.isNumber() && weight.doubleValue() >= 0, "`weight` must be a number of 0 or more");
      traits.sampleWeights = true;
    }
  }

  private void images(int found) {
    traits.multimodal |= found > 0;
  }

  private void conversation(JsonNode row) throws Flaw {
    Set<String> tools = ToolsCheck.declared(row.path("tools"), "tools");
    traits.tools |= !tools.isEmpty();
    ConversationCheck.check(row.get("messages"), "messages", tools, traits, true);
  }

  private void preference(JsonNode row) throws Flaw {
    JsonNode input = row.get("input");
    Flaw.unless(input.isObject(), "`input` must be an object");
    Flaw.unless(input.has("messages"), "`input` must contain `messages`");
    Set<String> tools = ToolsCheck.declared(input.path("tools"), "input.tools");
    traits.tools |= !tools.isEmpty();
    JsonNode messages = input.get("messages");
    ConversationCheck.check(messages, "input.messages", tools, traits, false);
    JsonNode last = messages.get(messages.size() - 1);
    Flaw.unless(
        !last.path("role").asText().equals("assistant"),
        "the last of `input.messages` must not be from the assistant");
    output(row.get("preferred_output"), "preferred_output", tools);
    output(row.get("non_preferred_output"), "non_preferred_output", tools);
  }

  private void output(JsonNode output, String where, Set<String> tools) throws Flaw {
    Flaw.unless(output.isArray(), "`" + where + "` must be a list");
    Flaw.unless(
        output.size() == 1,
        "`" + where + "` must hold exactly one message, found " + output.size());
    Flaw.unless(output.get(0).isObject(), "`" + where + "[0]` must be an object");
    Flaw.unless(
        output.get(0).path("role").asText().equals("assistant"),
        "`" + where + "[0].role` must be assistant");
    ConversationCheck.check(output, where, tools, traits, true);
  }
}
