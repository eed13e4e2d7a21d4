package dev.fovea.preparation;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.dataset.Conversation;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetLine;
import dev.fovea.dataset.DatasetReader;
import dev.fovea.dataset.Example;
import dev.fovea.dataset.Instruction;
import dev.fovea.dataset.Preference;
import dev.fovea.dataset.Prompt;
import dev.fovea.dataset.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The lines of a provider. */
final class ProviderSource implements Source {
  private final DatasetFormat format;

  ProviderSource(DatasetFormat format) {
    this.format = format;
  }

  @Override
  public String id() {
    return format.id();
  }

  @Override
  public DatasetReader reader() {
    return DatasetReader.of(format);
  }

  @Override
  public Source at(Path folder, ConversionOptions options) {
    if (options.images().isPresent()) {
      throw new IllegalArgumentException("pictures of " + id() + " stand in the lines; only "
          + String.join(" and ", ForeignSource.NAMES) + " have a folder of pictures");
    }
    return this;
  }

  @Override
  public Draft draft(DatasetLine line, Target target, LineChanges changes) {
    Example example =
        line.example().orElseThrow(() -> new LineDropped("", "the line holds no example"));
    new LineNotes(target, changes).note(line.fields());
    Draft draft = draft(example, line.fields());
    draft.others.putAll(example.additionalProperties());
    return draft;
  }

  private static Draft draft(Example example, Map<String, ?> line) {
    if (example instanceof Conversation conversation) {
      Draft draft = new Draft(ExampleKind.CONVERSATION);
      turns(draft, "/messages", conversation.messages());
      draft.tools.addAll(conversation.tools());
      draft.weight = conversation.weight().orElse(null);
      return draft;
    } else if (example instanceof Prompt prompt) {
      Draft draft = new Draft(ExampleKind.PROMPT);
      turns(draft, "/messages", prompt.messages());
      draft.tools.addAll(prompt.tools());
      draft.fields.putAll(prompt.fields());
      return draft;
    } else if (example instanceof Preference preference) {
      return preference(preference, line);
    } else if (example instanceof Instruction instruction) {
      Draft draft = new Draft(ExampleKind.INSTRUCTION);
      draft.turns.add(alone("/prompt", Role.USER, instruction.prompt(), line));
      draft.turns.add(alone("/completion", Role.ASSISTANT, instruction.completion(), line));
      draft.weight = instruction.weight().orElse(null);
      return draft;
    }
    Text text = (Text) example;
    Draft draft = new Draft(ExampleKind.TEXT);
    draft.turns.add(alone("/text", Role.USER, text.content(), line));
    draft.weight = text.weight().orElse(null);
    return draft;
  }

  private static Draft preference(Preference preference, Map<String, ?> line) {
    Draft draft = new Draft(ExampleKind.PREFERENCE);
    boolean ranked = line.containsKey("chosen");
    turns(draft, ranked ? "/chosen/messages" : "/input/messages", preference.input());
    if (ranked) {
      int last = preference.input().size();
      draft.outputs.add(Turn.at("/chosen/messages/" + last, preference.preferred()));
      draft.outputs.add(Turn.at("/rejected/messages/" + last, preference.nonPreferred()));
    } else {
      String names =
          line.containsKey("preferred_output") ? "preferred_output/0" : "preferred_completion/0";
      draft.outputs.add(Turn.at("/" + names, preference.preferred()));
      draft.outputs.add(Turn.at("/non_" + names, preference.nonPreferred()));
    }
    draft.tools.addAll(preference.tools());
    draft.weight = preference.weight().orElse(null);
    return draft;
  }

  private static void turns(Draft draft, String pointer, List<Message> messages) {
    for (int i = 0; i < messages.size(); i++) {
      draft.turns.add(Turn.at(pointer + "/" + i, messages.get(i)));
    }
  }

  private static Turn alone(
      String pointer, Role role, List<ContentPart> content, Map<String, ?> line) {
    boolean list = line.get(pointer.substring(1)) instanceof List;
    return Turn.alone(
        pointer,
        Message.builder().role(role).content(content).contentIsList(list).build());
  }
}
