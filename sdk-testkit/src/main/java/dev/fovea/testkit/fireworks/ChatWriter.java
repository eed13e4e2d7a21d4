package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Tokens;
import dev.fovea.testkit.server.Json;
import java.util.ArrayList;
import java.util.List;

/** An answer in chat. */
final class ChatWriter extends CompletionWriter {
  ChatWriter(Completion completion) {
    super(completion);
  }

  @Override
  String kind(boolean chunk) {
    return chunk ? "chat.completion.chunk" : "chat.completion";
  }

  @Override
  ObjectNode forPromptIds(ObjectNode answer, ObjectNode choice) {
    return answer;
  }

  @Override
  String finish(Completion.Choice choice) {
    return older(choice) ? "function_call" : super.finish(choice);
  }

  /** Whether a function is called the older way. */
  private boolean older(Completion.Choice choice) {
    return !calls(choice).isEmpty() && completion.request().has("functions");
  }

  private static ArrayNode calls(Completion.Choice choice) {
    return choice.turn().answer().toolCalls();
  }

  @Override
  void say(Completion.Choice choice, ObjectNode into) {
    ObjectNode message = into.putObject("message").put("role", "assistant");
    boolean calling = !calls(choice).isEmpty();
    message.put("content", calling ? null : String.join("", pieces(choice)));
    if (!choice.turn().thought().isEmpty()) {
      message.put("reasoning_content", choice.turn().thought());
    }
    if (older(choice)) {
      message.set("function_call", calls(choice).get(0).get("function"));
    } else if (calling) {
      message.set("tool_calls", calls(choice));
    }
  }

  @Override
  List<Step> steps(Completion.Choice choice) {
    List<Step> steps = new ArrayList<>();
    ObjectNode role = Json.object().put("role", "assistant");
    steps.add(step(role, List.of()));
    for (String piece : Tokens.of(choice.turn().thought())) {
      steps.add(step(Json.object().put("reasoning_content", piece), List.of()));
    }
    if (older(choice)) {
      ObjectNode delta = Json.object();
      delta.set("function_call", calls(choice).get(0).get("function"));
      steps.add(step(delta, List.of()));
    } else {
      calls(choice).forEach(call -> call(call, steps));
    }
    for (String piece : pieces(choice)) {
      if (calls(choice).isEmpty()) {
        steps.add(step(Json.object().put("content", piece), List.of(piece)));
      }
    }
    return steps;
  }

  /** The head of a call comes first, its arguments piece by piece. */
  private static void call(JsonNode call, List<Step> steps) {
    ObjectNode head = call.deepCopy();
    ((ObjectNode) head.get("function")).put("arguments", "");
    steps.add(fragment(head));
    for (String piece : Tokens.of(call.get("function").get("arguments").textValue())) {
      ObjectNode rest = Json.object().put("index", call.get("index").intValue());
      rest.putObject("function").put("arguments", piece);
      steps.add(fragment(rest));
    }
  }

  private static Step fragment(ObjectNode call) {
    ObjectNode delta = Json.object();
    delta.putArray("tool_calls").add(call);
    return step(delta, List.of());
  }

  private static Step step(ObjectNode delta, List<String> pieces) {
    ObjectNode fields = Json.object();
    fields.set("delta", delta);
    return new Step(fields, pieces);
  }
}
