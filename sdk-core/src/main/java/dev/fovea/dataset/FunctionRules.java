package dev.fovea.dataset;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may stand beside messages and tools where a provider still knows functions. */
final class FunctionRules {
  private final FindingSink findings;
  private final ToolMembers members;
  private final long most;
  private final boolean known;

  FunctionRules(DatasetProfile profile, FindingSink findings, ToolMembers members) {
    this.findings = findings;
    this.members = members;
    this.most = profile.number("max-functions");
    this.known = most > 0;
  }

  /** {@return whether a message calls a function in the old way} */
  boolean calls(Map<?, ?> message) {
    return known && message.get("function_call") != null;
  }

  /** {@return whether a message may hold a null: a function may have nothing to say} */
  boolean mayBeSilent(Map<?, ?> message, @Nullable String role) {
    return known && "function".equals(role) && message.containsKey("content");
  }

  /** Checks what stands beside messages. Keys whose value is null count as absent. */
  void declared(Map<?, ?> holder, String pointer) {
    if (!known) {
      return;
    }
    Object parallel = holder.get("parallel_tool_calls");
    if (parallel != null && !(parallel instanceof Boolean)) {
      error(
          Rule.INVALID_PARALLEL_TOOL_CALLS,
          pointer + "/parallel_tool_calls",
          "'parallel_tool_calls' is " + Words.quoted(parallel),
          "write true or false");
    }
    Object functions = holder.get("functions");
    if (functions instanceof List<?> list && !list.isEmpty() && list.size() <= most) {
      for (int i = 0; i < list.size(); i++) {
        function(list.get(i), pointer + "/functions/" + i);
      }
    } else if (functions != null) {
      error(
          Rule.INVALID_FUNCTIONS,
          pointer + "/functions",
          "'functions' is "
              + (functions instanceof List<?> list
                  ? "a list of " + list.size()
                  : Words.kind(functions)),
          "list 1 to " + most + " functions, or use 'tools'");
    }
  }

  private void function(@Nullable Object value, String pointer) {
    if (!(value instanceof Map<?, ?> function) || !(function.get("name") instanceof String)) {
      error(
          Rule.INVALID_FUNCTIONS,
          pointer,
          "the entry is "
              + (value instanceof Map ? "a function without a name" : Words.kind(value)),
          "write {\"name\": …, \"parameters\": …}");
    } else {
      members.function(function, Rule.INVALID_FUNCTIONS, pointer);
    }
  }

  /** Checks the call of a function that a message makes in the old way. */
  void message(Map<?, ?> message, @Nullable String role, String pointer) {
    Object value = message.get("function_call");
    String place = pointer + "/function_call";
    if (!known || value == null) {
      return;
    }
    if (!"assistant".equals(role)) {
      error(
          Rule.TOOL_CALLS_ROLE,
          place,
          "only the assistant calls functions",
          "remove 'function_call' from this message");
    } else if (value instanceof Map<?, ?> call && call.get("name") instanceof String) {
      members.arguments(call, Rule.INVALID_FUNCTION_CALL, place);
    } else {
      error(
          Rule.INVALID_FUNCTION_CALL,
          place,
          "the call is " + (value instanceof Map ? "one without a name" : Words.kind(value)),
          "write {\"name\": …, \"arguments\": …}");
    }
  }

  private void error(Rule rule, String pointer, String message, String fix) {
    findings.error(new Flaw(rule, pointer, message, fix));
  }
}
