package dev.fovea.preparation;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolCall;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tools of functions, the older way to say the same, where the target knows tools only. */
final class FunctionStep implements Step {
  private static final String FUNCTIONS = "functions";
  private static final String CALL = "function_call";

  private final Target target;
  private final boolean known;

  FunctionStep(Target target) {
    this.target = target;
    this.known = !target.is("max-functions", "0");
  }

  @Override
  public void apply(Draft draft, LineChanges changes) {
    if (known) {
      return;
    }
    if (draft.others.get(FUNCTIONS) instanceof List<?> functions) {
      functions.forEach(function -> draft.tools.add(tool(function)));
      draft.others.remove(FUNCTIONS);
      noted(changes, "/" + FUNCTIONS, "the functions became tools");
    }
    Calls calls = new Calls();
    draft.replaceTurns(turn -> turn(turn, calls, changes));
  }

  private void noted(LineChanges changes, String pointer, String what) {
    changes.rewritten(
        ChangeKind.CHANGED_FUNCTIONS, pointer, what + ", which " + target.id() + " knows instead");
  }

  @SuppressWarnings("unchecked")
  private static Tool tool(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> function)
        || !(function.get("name") instanceof String name)
        || name.isBlank()) {
      throw new LineDropped("/" + FUNCTIONS, "a function has no name");
    }
    Tool.Builder tool = Tool.builder().name(name);
    if (function.get("description") instanceof String text) {
      tool.description(text);
    }
    if (function.get("parameters") instanceof Map<?, ?> schema) {
      tool.parameters((Map<String, Object>) schema);
    }
    return tool.build();
  }

  private Turn turn(Turn turn, Calls calls, LineChanges changes) {
    Message message = turn.message();
    if (message.additionalProperties().get(CALL) instanceof Map<?, ?> call) {
      String name = text(turn, call, "name");
      noted(changes, turn.pointer() + "/" + CALL, "the call of a function became a tool call");
      return turn.with(message.toBuilder()
          .additionalProperties(without(message.additionalProperties(), CALL))
          .addToolCall(ToolCall.builder()
              .id(calls.next(name))
              .type("function")
              .name(name)
              .arguments(text(turn, call, "arguments"))
              .build())
          .build());
    }
    return message.role() == Role.FUNCTION ? result(turn, calls, changes) : turn;
  }

  private Turn result(Turn turn, Calls calls, LineChanges changes) {
    Message message = turn.message();
    String id = calls.ids.get(message.name().orElse(""));
    if (id == null) {
      throw new LineDropped(turn.pointer(), "the result of a function that was not called");
    }
    noted(changes, turn.pointer() + "/role", "the result of a function became a tool message");
    Message.Builder tool = message.toBuilder().role(Role.TOOL).toolCallId(id);
    return turn.with(
        message.content().isEmpty() ? tool.addContent(ContentPart.text("")).build() : tool.build());
  }

  private static String text(Turn turn, Map<?, ?> call, String name) {
    if (call.get(name) instanceof String text) {
      return text;
    }
    throw new LineDropped(
        turn.pointer() + "/" + CALL, "the call of a function has no text '" + name + "'");
  }

  private static Map<String, Object> without(Map<String, Object> members, String name) {
    Map<String, Object> left = new LinkedHashMap<>(members);
    left.remove(name);
    return left;
  }

  /** The calls of one example, for functions have no ids. */
  private static final class Calls {
    private final Map<String, String> ids = new HashMap<>();
    private int made;

    /** {@return the id of a new call, which the next result of the function answers} */
    String next(String function) {
      made++;
      String id = "call_" + made;
      ids.put(function, id);
      return id;
    }
  }
}
