package dev.fovea.dataset;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a question with a better and a worse answer must look like. */
final class PreferenceRules {
  private final FindingSink findings;
  private final ConversationRules conversations;

  PreferenceRules(FindingSink findings, ConversationRules conversations) {
    this.findings = findings;
    this.conversations = conversations;
  }

  void check(Map<?, ?> line, Tally tally) {
    if (tally.shape() == Shape.COMPLETION_PREFERENCE) {
      findings.warning(new Flaw(
          Rule.PREFERENCE_NAMES,
          "/preferred_completion",
          "the outputs have the names of an older specification, which the guides do not use",
          "write preferred_output and non_preferred_output, or let DatasetWriter do it"));
    }
    if (!(line.get("input") instanceof Map<?, ?> input)) {
      error(
          Rule.INVALID_INPUT,
          "/input",
          "'input' is " + Words.kind(line.get("input")),
          "write {\"messages\": […]}");
    } else if (!input.containsKey("messages")) {
      error(Rule.INVALID_INPUT, "/input", "'input' has no 'messages'", "add the messages");
    } else {
      conversations.question(input, "/input", tally);
    }
    String names = names(tally.shape());
    output(line, names, tally);
    output(line, "non_" + names, tally);
    Object preferred = line.get(names);
    if (preferred != null && preferred.equals(line.get("non_" + names))) {
      findings.warning(new Flaw(
          Rule.EQUAL_OUTPUTS,
          "/non_" + names,
          "both outputs are the same",
          "drop the line: there is nothing to prefer"));
    }
  }

  /** {@return the key of the better answer; the other's has {@code non_} in front} */
  static String names(Shape shape) {
    return shape == Shape.COMPLETION_PREFERENCE ? "preferred_completion" : "preferred_output";
  }

  private void output(Map<?, ?> line, String name, Tally tally) {
    String pointer = "/" + name;
    Object value = line.get(name);
    if (!(value instanceof List<?> outputs) || outputs.size() != 1) {
      error(
          Rule.INVALID_OUTPUT,
          pointer,
          "'" + name + "' is "
              + (value instanceof List<?> list ? "a list of " + list.size() : Words.kind(value)),
          "write a list of exactly one message of the assistant");
      return;
    }
    message(outputs.get(0), pointer + "/0", tally);
  }

  private void message(@Nullable Object value, String pointer, Tally tally) {
    if (!(value instanceof Map<?, ?> message)) {
      error(
          Rule.INVALID_OUTPUT,
          pointer,
          "the output is " + Words.kind(value) + ", not an object",
          "write {\"role\": \"assistant\", \"content\": …}");
      return;
    }
    if (!"assistant".equals(message.get("role"))) {
      error(
          Rule.INVALID_OUTPUT,
          message.containsKey("role") ? pointer + "/role" : pointer,
          message.containsKey("role")
              ? "the role is " + Words.quoted(message.get("role"))
              : "the output has no 'role'",
          "write the role assistant");
    }
    conversations.output(message, pointer, tally);
  }

  private void error(Rule rule, String pointer, String message, String fix) {
    findings.error(new Flaw(rule, pointer, message, fix));
  }
}
