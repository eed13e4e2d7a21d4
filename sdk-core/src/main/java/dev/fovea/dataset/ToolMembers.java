package dev.fovea.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.config.ToolNames;
import java.io.IOException;
import java.util.Map;

/**
 * What stands in a function and in a call of one, in the old way and the new. Keys whose value is
 * null count as absent.
 */
final class ToolMembers {
  private static final JsonFactory JSON = new JsonFactory();

  private final FindingSink findings;
  private final ToolNames names;
  private final boolean asInChat;

  ToolMembers(DatasetProfile profile, FindingSink findings) {
    this.findings = findings;
    this.names = profile.toolNames();
    this.asInChat = profile.is("tool-members", "as-in-chat");
  }

  /** {@return whether calls and results must have what they have in a chat} */
  boolean asInChat() {
    return asInChat;
  }

  /** Checks a function that has a name. */
  void function(Map<?, ?> function, Rule rule, String pointer) {
    names
        .flaw(String.valueOf(function.get("name")))
        .ifPresent(flaw -> error(Rule.TOOL_NAME, pointer + "/name", flaw, names.fix()));
    if (!asInChat) {
      return;
    }
    Object description = function.get("description");
    Object parameters = function.get("parameters");
    Object strict = function.get("strict");
    if (description != null && !Words.isText(description)) {
      kind(rule, pointer + "/description", description, "write a text");
    }
    if (parameters != null && !(parameters instanceof Map)) {
      kind(
          rule, pointer + "/parameters", parameters, "write a JSON schema: {\"type\": \"object\"}");
    }
    if (strict != null && !(strict instanceof Boolean)) {
      kind(rule, pointer + "/strict", strict, "write true or false");
    }
  }

  private void kind(Rule rule, String pointer, Object value, String fix) {
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    error(rule, pointer, "its '" + name + "' is " + Words.kind(value), fix);
  }

  /** Checks what a function is called with. */
  void arguments(Map<?, ?> call, Rule rule, String pointer) {
    String fix = "write the arguments as a text that holds a JSON object";
    Object arguments = call.get("arguments");
    if (arguments == null) {
      if (asInChat) {
        error(rule, pointer, "the call has no 'arguments'", fix);
      }
    } else if (arguments instanceof Slice) {
      findings.warning(new Flaw(
          Rule.TOOL_ARGUMENTS_UNCHECKED,
          pointer + "/arguments",
          "the arguments are too long to be checked",
          "make sure that they are a JSON object"));
    } else if (!(arguments instanceof String text && isObject(text))) {
      error(
          rule,
          pointer + "/arguments",
          arguments instanceof String
              ? "the arguments are not a JSON object"
              : "the arguments are " + Words.kind(arguments) + ", not a text",
          fix);
    }
  }

  /** Checks what a tool is called with that takes any text. */
  void input(Map<?, ?> call, String pointer) {
    Object input = call.get("input");
    if (!Words.isText(input)) {
      error(
          Rule.INVALID_TOOL_CALL,
          pointer,
          "its 'input' is " + Words.kind(input) + ", not a text",
          "write the input as a text");
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
