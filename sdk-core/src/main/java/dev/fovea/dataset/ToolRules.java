package dev.fovea.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tools, and calls of them, must look like. Keys whose value is null count as absent. */
final class ToolRules {
  private final FindingSink findings;
  private final Set<String> callIds = new HashSet<>();
  private final List<String> types;
  private final FunctionRules functions;
  private final ToolMembers members;

  ToolRules(DatasetProfile profile, FindingSink findings) {
    this.findings = findings;
    this.types = profile.words("tool-types");
    this.members = new ToolMembers(profile, findings);
    this.functions = new FunctionRules(profile, findings, members);
  }

  /** {@return whether a message needs no content, since it calls tools} */
  boolean mayBeSilent(Map<?, ?> message, @Nullable String role) {
    return "assistant".equals(role)
        ? message.get("tool_calls") != null || functions.calls(message)
        : functions.mayBeSilent(message, role);
  }

  /** {@return the names of the tools that stand beside the messages} */
  Set<String> declared(Map<?, ?> holder, String pointer) {
    callIds.clear();
    functions.declared(holder, pointer);
    Set<String> names = new HashSet<>();
    Object value = holder.get("tools");
    if (value == null) {
      return names;
    }
    if (!(value instanceof List<?> tools) || tools.isEmpty()) {
      error(
          value instanceof List ? Rule.EMPTY_TOOLS : Rule.INVALID_TOOLS,
          pointer + "/tools",
          "'tools' is " + (value instanceof List ? "an empty list" : Words.kind(value)),
          "list the tools, or leave 'tools' out");
      return names;
    }
    for (int i = 0; i < tools.size(); i++) {
      String place = pointer + "/tools/" + i;
      Named tool = named(tools.get(i), Rule.INVALID_TOOLS, place);
      if (tool != null) {
        names.add(tool.name);
        if (tool.isFunction()) {
          members.function(tool.body, Rule.INVALID_TOOLS, place + "/function");
        }
      }
    }
    return names;
  }

  /** A tool, or a call of one: its type, what stands under that, and the name there. */
  private record Named(String type, Map<?, ?> body, String name) {
    boolean isFunction() {
      return type.equals("function");
    }
  }

  /** {@return the entry; null, with a finding, if it names no tool} */
  private @Nullable Named named(@Nullable Object value, Rule rule, String pointer) {
    String fix = "write {\"type\": \"function\", \"function\": {\"name\": …}}";
    if (!(value instanceof Map<?, ?> entry)) {
      error(rule, pointer, "the entry is " + Words.kind(value) + ", not an object", fix);
      return null;
    }
    if (!(entry.get("type") instanceof String type) || !types.contains(type)) {
      error(rule, pointer, "its 'type' is " + Words.quoted(entry.get("type")), fix);
      return null;
    }
    if (!(entry.get(type) instanceof Map<?, ?> body)) {
      error(rule, pointer, "its '" + type + "' is " + Words.kind(entry.get(type)), fix);
      return null;
    }
    if (!(body.get("name") instanceof String name)) {
      error(rule, pointer + "/" + type, "its 'name' is " + Words.kind(body.get("name")), fix);
      return null;
    }
    return new Named(type, body, name);
  }

  /** Checks what a message says about tools. */
  void message(Map<?, ?> message, @Nullable String role, String pointer, Set<String> names) {
    functions.message(message, role, pointer);
    Object id = message.get("tool_call_id");
    if (id != null && !(id instanceof String)) {
      error(
          Rule.INVALID_TOOL_CALL_ID,
          pointer + "/tool_call_id",
          "it is " + Words.kind(id),
          "write the id of the call as a text");
    } else if ("tool".equals(role)) {
      answer((String) id, pointer);
    }
    Object calls = message.get("tool_calls");
    if (calls == null) {
      return;
    }
    if (!"assistant".equals(role)) {
      error(
          Rule.TOOL_CALLS_ROLE,
          pointer + "/tool_calls",
          "only the assistant calls tools",
          "remove 'tool_calls' from this message");
    } else if (calls instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        call(list.get(i), pointer + "/tool_calls/" + i, names);
      }
    } else {
      error(
          Rule.INVALID_TOOL_CALL,
          pointer + "/tool_calls",
          "'tool_calls' is " + Words.kind(calls),
          "write a list of calls");
    }
  }

  private void answer(@Nullable String id, String pointer) {
    String fix = "give it the id of the call it answers";
    if (id == null && members.asInChat()) {
      error(Rule.MISSING_TOOL_CALL_ID, pointer, "the tool's result has no 'tool_call_id'", fix);
    } else if (id == null || (!callIds.isEmpty() && !callIds.contains(id))) {
      findings.warning(new Flaw(
          Rule.UNMATCHED_TOOL_RESULT,
          pointer,
          id == null
              ? "the tool's result has no 'tool_call_id'"
              : "no earlier call has the id " + Words.quoted(id),
          fix));
    }
  }

  private void call(@Nullable Object value, String pointer, Set<String> names) {
    Named tool = named(value, Rule.INVALID_TOOL_CALL, pointer);
    if (!(value instanceof Map<?, ?> call)) {
      return;
    }
    id(call.get("id"), pointer);
    if (tool == null) {
      return;
    }
    String place = pointer + "/" + tool.type;
    if (!names.isEmpty() && !names.contains(tool.name)) {
      error(
          Rule.UNKNOWN_TOOL,
          place + "/name",
          Words.quoted(tool.name) + " is not among the example's tools",
          "declare it in 'tools'");
    }
    if (tool.isFunction()) {
      members.arguments(tool.body, Rule.INVALID_TOOL_CALL, place);
    } else {
      members.input(tool.body, place);
    }
  }

  private void id(@Nullable Object id, String pointer) {
    if (id instanceof String text) {
      callIds.add(text);
    } else if (members.asInChat()) {
      error(
          id == null ? Rule.MISSING_TOOL_CALL_ID : Rule.INVALID_TOOL_CALL_ID,
          id == null ? pointer : pointer + "/id",
          id == null ? "the call has no 'id'" : "it is " + Words.kind(id),
          "give the call an id of its own, a text");
    }
  }

  private void error(Rule rule, String pointer, String message, String fix) {
    findings.error(new Flaw(rule, pointer, message, fix));
  }
}
