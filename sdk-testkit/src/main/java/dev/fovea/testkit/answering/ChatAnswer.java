package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.Answer;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the model said, brought into the form the request asks for: tools, JSON, stops and the token
 * limit.
 */
public final class ChatAnswer {
  private final List<String> pieces;
  private final String finishReason;
  private final ArrayNode toolCalls;

  private ChatAnswer(List<String> pieces, String finishReason, ArrayNode toolCalls) {
    this.pieces = pieces;
    this.finishReason = finishReason;
    this.toolCalls = toolCalls;
  }

  /**
   * Brings what was said into form.
   *
   * @param said what the model said
   * @param request the request with its wishes
   * @param callIds gives each call to a tool an id
   * @param limit how many tokens it may have
   * @return the answer
   * @throws Unanswerable when a wish cannot be followed
   */
  public static ChatAnswer of(Answer said, JsonNode request, Supplier<String> callIds, long limit) {
    ArrayNode calls = calls(said, request, callIds);
    if (!calls.isEmpty()) {
      return new ChatAnswer(List.of(), "tool_calls", calls);
    }
    String text =
        stopped(formed(said.text(), request.path("response_format")), request.path("stop"));
    List<String> pieces = Tokens.of(text);
    boolean cut = pieces.size() > limit;
    return new ChatAnswer(
        cut ? pieces.subList(0, (int) limit) : pieces, cut ? "length" : "stop", calls);
  }

  /** {@return the pieces of the text, in their order; none when tools are called} */
  public List<String> pieces() {
    return pieces;
  }

  /** {@return the whole text} */
  public String text() {
    return String.join("", pieces);
  }

  /** {@return why it ended: {@code stop}, {@code length} or {@code tool_calls}} */
  public String finishReason() {
    return finishReason;
  }

  /** {@return the calls to tools, each with an index; empty if there are none} */
  public ArrayNode toolCalls() {
    return toolCalls;
  }

  /** {@return how many tokens were said} */
  public long tokens() {
    long inCalls = 0;
    for (JsonNode call : toolCalls) {
      inCalls += Tokens.of(call.path("function").path("arguments").asText()).size() + 1;
    }
    return pieces.size() + inCalls;
  }

  private static ArrayNode calls(Answer said, JsonNode request, Supplier<String> callIds) {
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    JsonNode tools = request.path("tools");
    JsonNode choice = request.path("tool_choice");
    String word = choice.isTextual() ? choice.textValue() : "auto";
    if (tools.isEmpty() || word.equals("none")) {
      return calls;
    }
    boolean trained = said.toolCalls().isArray() && !said.toolCalls().isEmpty();
    if (trained) {
      said.toolCalls()
          .forEach(call -> calls.add(call(
              calls.size(),
              call.path("function").path("name").asText(),
              call.path("function").path("arguments").asText("{}"),
              callIds)));
    } else if (choice.isObject() || word.equals("required")) {
      JsonNode function = chosen(tools, choice.path("function").path("name").asText(""));
      JsonNode arguments = SchemaAnswer.fill(function.path("parameters"), said.text());
      calls.add(call(0, function.path("name").asText(), written(arguments), callIds));
    }
    return calls;
  }

  private static JsonNode chosen(JsonNode tools, String name) {
    for (JsonNode tool : tools) {
      if (name.isEmpty() || tool.path("function").path("name").asText().equals(name)) {
        return tool.path("function");
      }
    }
    throw new Unanswerable(
        "tool_choice names " + name + ", which is not among the tools", "tool_choice");
  }

  private static ObjectNode call(
      int index, String name, String arguments, Supplier<String> callIds) {
    ObjectNode call =
        Json.object().put("index", index).put("id", callIds.get()).put("type", "function");
    call.putObject("function").put("name", name).put("arguments", arguments);
    return call;
  }

  private static String formed(String text, JsonNode format) {
    String type = format.path("type").asText("text");
    if (type.equals("regex")) {
      return PatternAnswer.of(format.path("pattern").asText(""), text);
    }
    if (!type.startsWith("json") || isObject(text)) {
      return text;
    }
    JsonNode schema = type.equals("json_schema")
        ? format.path("json_schema").path("schema")
        : format.path("schema");
    boolean shaped = schema.isObject() && !(schema instanceof MissingNode);
    return written(shaped ? SchemaAnswer.fill(schema, text) : Json.object().put("answer", text));
  }

  private static boolean isObject(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8)).isObject();
    } catch (IOException notJson) {
      return false;
    }
  }

  private static String written(JsonNode value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }

  private static String stopped(String text, JsonNode stop) {
    int end = text.length();
    for (JsonNode word : stop.isTextual() ? JsonNodeFactory.instance.arrayNode().add(stop) : stop) {
      int at = text.indexOf(word.asText());
      end = at >= 0 && !word.asText().isEmpty() ? Math.min(end, at) : end;
    }
    return text.substring(0, end);
  }
}
