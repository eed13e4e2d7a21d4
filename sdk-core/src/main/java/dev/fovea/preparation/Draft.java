package dev.fovea.preparation;

import dev.fovea.chat.Message;
import dev.fovea.chat.Tool;
import dev.fovea.dataset.Conversation;
import dev.fovea.dataset.Example;
import dev.fovea.dataset.Instruction;
import dev.fovea.dataset.Preference;
import dev.fovea.dataset.Prompt;
import dev.fovea.dataset.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An example on its way from one format to another. All that is said in it stands in turns, one
 * after the other; an instruction has two, its question and its answer. For one thread.
 */
final class Draft {
  private ExampleKind kind;

  /** Everything but the answers of a preference. */
  final List<Turn> turns = new ArrayList<>();

  /** The better and the worse answer of a preference. */
  final List<Turn> outputs = new ArrayList<>();

  final List<Tool> tools = new ArrayList<>();

  /** What the graders of a prompt compare with. */
  final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  /** What stands beside all that. */
  final Map<String, @Nullable Object> others = new LinkedHashMap<>();

  @Nullable
  Double weight;

  Draft(ExampleKind kind) {
    this.kind = kind;
  }

  ExampleKind kind() {
    return kind;
  }

  void become(ExampleKind other) {
    kind = other;
  }

  /** Changes every turn, those of the answers of a preference included. */
  void replaceTurns(UnaryOperator<Turn> change) {
    turns.replaceAll(change);
    outputs.replaceAll(change);
  }

  /** {@return the turns of the example and of its answers} */
  List<Turn> allTurns() {
    List<Turn> all = new ArrayList<>(turns);
    all.addAll(outputs);
    return all;
  }

  /** {@return the example as it is now} */
  Example example() {
    List<Message> messages = turns.stream().map(Turn::message).toList();
    return switch (kind) {
      case CONVERSATION -> conversation(messages);
      case PROMPT ->
        Prompt.builder()
            .messages(messages)
            .tools(tools)
            .fields(fields)
            .additionalProperties(others)
            .build();
      case PREFERENCE -> preference(messages);
      case INSTRUCTION -> instruction(messages);
      case TEXT -> {
        Text.Builder text = Text.builder().content(messages.get(0).content());
        yield (weight == null ? text : text.weight(weight))
            .additionalProperties(others)
            .build();
      }
    };
  }

  private Example conversation(List<Message> messages) {
    Conversation.Builder example =
        Conversation.builder().messages(messages).tools(tools).additionalProperties(others);
    return (weight == null ? example : example.weight(weight)).build();
  }

  private Example preference(List<Message> messages) {
    Preference.Builder example = Preference.builder()
        .input(messages)
        .preferred(outputs.get(0).message())
        .nonPreferred(outputs.get(1).message())
        .tools(tools)
        .additionalProperties(others);
    return (weight == null ? example : example.weight(weight)).build();
  }

  private Example instruction(List<Message> messages) {
    Instruction.Builder example = Instruction.builder()
        .prompt(messages.get(0).content())
        .completion(messages.get(1).content())
        .additionalProperties(others);
    return (weight == null ? example : example.weight(weight)).build();
  }
}
