package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.server.AnswerStream;
import dev.fovea.testkit.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer on the wire, whole or in chunks.
 *
 * @param completion the answer
 */
record ChatWriter(Completion completion) {
  // Padding hides how long a piece was: together they are a multiple of this.
  private static final int PADDED = 16;

  /** What one chunk adds to a choice, and the words in it. */
  private record Step(ObjectNode delta, List<String> pieces) {}

  ObjectNode object() {
    ObjectNode object = head("chat.completion");
    ArrayNode list = object.putArray("choices");
    for (int index = 0; index < completion.choices(); index++) {
      ObjectNode choice = list.addObject().put("index", index);
      choice.set("message", message());
      choice.set("logprobs", likelihoods(completion.answer().pieces()));
      choice.put("finish_reason", completion.finishReason());
    }
    object.set("usage", completion.usage());
    return object
        .put("service_tier", ChatRules.tier(completion.request()))
        .put("system_fingerprint", fingerprint());
  }

  private ObjectNode message() {
    boolean calling = !calls().isEmpty();
    ObjectNode message = Json.object()
        .put("role", "assistant")
        .put("content", calling ? null : completion.answer().text())
        .putNull("refusal");
    if (completion.older()) {
      message.set("function_call", calls().get(0).get("function"));
    } else if (calling) {
      ArrayNode list = message.putArray("tool_calls");
      calls().forEach(call -> list.add(called(call, arguments(call))));
    }
    message.putArray("annotations");
    return message;
  }

  private ArrayNode calls() {
    return completion.answer().toolCalls();
  }

  private boolean custom(JsonNode call) {
    return ToolWishes.isCustom(completion.request(), call.at("/function/name").asText());
  }

  /** What the tool is given: arguments as JSON, or free text. */
  private String arguments(JsonNode call) {
    String arguments = call.at("/function/arguments").asText();
    return custom(call) ? ToolWishes.freeText(arguments) : arguments;
  }

  private ObjectNode called(JsonNode call, String given) {
    String type = custom(call) ? "custom" : "function";
    ObjectNode called = Json.object().put("id", call.get("id").asText()).put("type", type);
    called
        .putObject(type)
        .put("name", call.at("/function/name").asText())
        .put(custom(call) ? "input" : "arguments", given);
    return called;
  }

  private ObjectNode head(String kind) {
    return Json.object()
        .put("id", completion.id())
        .put("object", kind)
        .put("created", completion.created())
        .put("model", completion.model());
  }

  private String fingerprint() {
    return "fp_" + String.format("%010x", completion.model().hashCode() & 0xffffffffL);
  }

  private JsonNode likelihoods(List<String> pieces) {
    if (!completion.request().path("logprobs").asBoolean(false)) {
      return Json.object().nullNode();
    }
    int others = completion.request().path("top_logprobs").asInt(0);
    ObjectNode all = Json.object();
    if (pieces.isEmpty()) {
      return all.putNull("content").putNull("refusal");
    }
    ArrayNode content = all.putArray("content");
    for (String piece : pieces) {
      ObjectNode one = Tokens.write(content.addObject(), piece, Tokens.logprob(piece));
      ArrayNode top = one.putArray("top_logprobs");
      Tokens.likeliest(piece, others)
          .forEach((word, logprob) -> Tokens.write(top.addObject(), word, logprob));
    }
    return all.putNull("refusal");
  }

  /** The choices take turns; with usage, it comes in a chunk of its own that has no choice. */
  void stream(AnswerStream out) throws IOException {
    List<Step> steps = steps();
    for (Step step : steps) {
      for (int index = 0; index < completion.choices(); index++) {
        send(out, chunk(index, step, null));
      }
    }
    for (int index = 0; index < completion.choices(); index++) {
      send(out, chunk(index, new Step(Json.object(), List.of()), completion.finishReason()));
    }
    if (asks("include_usage", false)) {
      ObjectNode last = head();
      last.putArray("choices");
      last.set("usage", completion.usage());
      send(out, last);
    }
    out.event("[DONE]");
  }

  private boolean asks(String option, boolean otherwise) {
    return completion.request().path("stream_options").path(option).asBoolean(otherwise);
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    ObjectNode role = Json.object().put("role", "assistant");
    steps.add(
        new Step(role.put("content", calls().isEmpty() ? "" : null).putNull("refusal"), List.of()));
    for (String piece : completion.answer().pieces()) {
      steps.add(new Step(Json.object().put("content", piece), List.of(piece)));
    }
    for (JsonNode call : calls()) {
      if (completion.older()) {
        older(call, steps);
      } else {
        pieces(call, steps);
      }
    }
    return steps;
  }

  /** The head of a call comes first, what the tool is given piece by piece. */
  private void pieces(JsonNode call, List<Step> steps) {
    ObjectNode first = Json.object().set("index", call.get("index"));
    steps.add(fragment(first.setAll(called(call, ""))));
    String type = custom(call) ? "custom" : "function";
    for (String piece : Tokens.of(arguments(call))) {
      ObjectNode rest = Json.object().set("index", call.get("index"));
      rest.putObject(type).put(custom(call) ? "input" : "arguments", piece);
      steps.add(fragment(rest));
    }
  }

  private static Step fragment(JsonNode call) {
    ObjectNode delta = Json.object();
    delta.putArray("tool_calls").add(call);
    return new Step(delta, List.of());
  }

  private static void older(JsonNode call, List<Step> steps) {
    ObjectNode head = Json.object();
    head.putObject("function_call")
        .put("name", call.at("/function/name").asText())
        .put("arguments", "");
    steps.add(new Step(head, List.of()));
    for (String piece : Tokens.of(call.at("/function/arguments").asText())) {
      ObjectNode rest = Json.object();
      rest.putObject("function_call").put("arguments", piece);
      steps.add(new Step(rest, List.of()));
    }
  }

  private ObjectNode head() {
    return head("chat.completion.chunk")
        .put("service_tier", ChatRules.tier(completion.request()))
        .put("system_fingerprint", fingerprint());
  }

  private ObjectNode chunk(int index, Step step, @Nullable String finish) {
    ObjectNode chunk = head();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", step.delta());
    choice.set(
        "logprobs",
        step.pieces().isEmpty() ? Json.object().nullNode() : likelihoods(step.pieces()));
    choice.put("finish_reason", finish);
    if (asks("include_usage", false)) {
      chunk.putNull("usage");
    }
    if (asks("include_obfuscation", true)) {
      chunk.put("obfuscation", padding(step.delta().toString()));
    }
    return chunk;
  }

  private String padding(String delta) {
    String letters = Long.toString(Math.abs(31L * (completion.id() + delta).hashCode()), 36);
    int missing = PADDED - delta.length() % PADDED;
    return letters.repeat(PADDED).substring(0, missing);
  }

  private static void send(AnswerStream out, ObjectNode chunk) throws IOException {
    out.event(new String(Json.bytes(chunk), StandardCharsets.UTF_8));
  }
}
