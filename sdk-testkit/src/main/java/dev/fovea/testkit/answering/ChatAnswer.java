package dev.fovea.testkit.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.Answer;
import dev.fovea.testkit.server.Json;
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
    String text = stopped(
        ResponseFormat.formed(said.text(), request.path("response_format")), request.path("stop"));
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
    String word = choice.asText("auto");
    if (tools.isEmpty() || word.equals("none")) {
      return calls;
    }
    if (said.toolCalls().isArray() && !said.toolCalls().isEmpty()) {
      boolean one = !request.path("parallel_tool_calls").asBoolean(true);
      for (JsonNode call : said.toolCalls()) {
        if (calls.isEmpty() || !one) {
          calls.add(repeated(call.path("function"), calls.size(), callIds));
        }
      }
    } else if (choice.isObject() || word.equals("required") || word.equals("any")) {
      String name =
          choice.path("function").path("name").asText(choice.path("name").asText(""));
      JsonNode function = chosen(tools, name);
      JsonNode arguments = SchemaAnswer.fill(function.path("parameters"), said.text());
      calls.add(
          call(0, function.path("name").asText(), ResponseFormat.written(arguments), callIds));
    }
    return calls;
  }

  private static ObjectNode repeated(JsonNode trained, int index, Supplier<String> callIds) {
    String arguments = trained.path("arguments").asText("{}");
    return call(index, trained.path("name").asText(), arguments, callIds);
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

  private static String stopped(String text, JsonNode stop) {
    int end = text.length();
    for (JsonNode word : stop.isTextual() ? JsonNodeFactory.instance.arrayNode().add(stop) : stop) {
      int at = text.indexOf(word.asText());
      end = at >= 0 && !word.asText().isEmpty() ? Math.min(end, at) : end;
    }
    return text.substring(0, end);
  }
}
