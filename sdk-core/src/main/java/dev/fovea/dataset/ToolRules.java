package dev.fovea.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tools, and calls of them, must look like. Keys whose value is null count as absent. */
final class ToolRules {
  private static final JsonFactory JSON = new JsonFactory();

  private final FindingSink findings;
  private final Set<String> callIds = new HashSet<>();

  private final FunctionRules functions;

  ToolRules(DatasetProfile profile, FindingSink findings) {
    this.findings = findings;
    this.functions = new FunctionRules(profile, findings);
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
      String name = function(tools.get(i), Rule.INVALID_TOOLS, pointer + "/tools/" + i);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** {@return the name of a function; null, with a finding, if it has none} */
  private @Nullable String function(@Nullable Object value, Rule rule, String pointer) {
    String fix = "write {\"type\": \"function\", \"function\": {\"name\": …}}";
    if (!(value instanceof Map<?, ?> entry)) {
      error(rule, pointer, "the entry is " + Words.kind(value) + ", not an object", fix);
      return null;
    }
    if (!"function".equals(entry.get("type"))) {
      error(rule, pointer, "its 'type' is " + Words.quoted(entry.get("type")), fix);
      return null;
    }
    if (!(entry.get("function") instanceof Map<?, ?> function)) {
      error(rule, pointer, "its 'function' is " + Words.kind(entry.get("function")), fix);
      return null;
    }
    if (!(function.get("name") instanceof String name)) {
      error(rule, pointer + "/function", "its 'name' is " + Words.kind(function.get("name")), fix);
      return null;
    }
    return name;
  }

  /** Checks what a message says about tools. */
  void message(Map<?, ?> message, @Nullable String role, String pointer, Set<String> names) {
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
    if (id == null || (!callIds.isEmpty() && !callIds.contains(id))) {
      findings.warning(new Flaw(
          Rule.UNMATCHED_TOOL_RESULT,
          pointer,
          id == null
              ? "the tool's result has no 'tool_call_id'"
              : "no earlier call has the id " + Words.quoted(id),
          "give it the id of the call it answers"));
    }
  }

  private void call(@Nullable Object value, String pointer, Set<String> names) {
    String name = function(value, Rule.INVALID_TOOL_CALL, pointer);
    if (!(value instanceof Map<?, ?> call)) {
      return;
    }
    if (call.get("id") instanceof String id) {
      callIds.add(id);
    }
    if (name == null) {
      return;
    }
    if (!names.isEmpty() && !names.contains(name)) {
      error(
          Rule.UNKNOWN_TOOL,
          pointer + "/function/name",
          Words.quoted(name) + " is not among the example's tools",
          "declare it in 'tools'");
    }
    if (call.get("function") instanceof Map<?, ?> function) {
      arguments(function.get("arguments"), pointer + "/function/arguments");
    }
  }

  private void arguments(@Nullable Object arguments, String pointer) {
    if (arguments instanceof Slice) {
      findings.warning(new Flaw(
          Rule.TOOL_ARGUMENTS_UNCHECKED,
          pointer,
          "the arguments are too long to be checked",
          "make sure that they are a JSON object"));
    } else if (arguments != null && !(arguments instanceof String text && isObject(text))) {
      error(
          Rule.INVALID_TOOL_CALL,
          pointer,
          arguments instanceof String
              ? "the arguments are not a JSON object"
              : "the arguments are " + Words.kind(arguments) + ", not a text",
          "write the arguments as a text that holds a JSON object");
    }
  }

  private static boolean isObject(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private void error(Rule rule, String pointer, String message, String fix) {
    findings.error(new Flaw(rule, pointer, message, fix));
  }
}
