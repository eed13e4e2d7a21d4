package dev.fovea.examples;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolCall;
import dev.fovea.dataset.Conversation;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.Example;
import dev.fovea.dataset.Instruction;
import dev.fovea.dataset.Preference;
import dev.fovea.dataset.Prompt;
import dev.fovea.dataset.Text;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Examples of every kind that a provider has, with a bit of everything that may stand in them. */
final class RandomExamples {
  private static final Detail[] DETAILS = {Detail.LOW, Detail.HIGH, Detail.AUTO};
  private static final Image[] PICTURES = {
    Image.of(Leaves.png(1)),
    Image.of(Leaves.png(2)),
    Image.of(Leaves.jpeg(3)),
    Image.of(Leaves.greyPng(4))
  };

  private final Random random;
  private final List<String> shapes;

  RandomExamples(String provider, Random random) {
    this.random = random;
    this.shapes = Arrays.asList(
        DatasetFormat.of(provider).rules().settings().get("shapes").split("\\s*,\\s*"));
  }

  /** Mostly of one kind, as files are. */
  List<Example> many(int count) {
    String usual = any();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      examples.add(example(chance(95) ? usual : any()));
    }
    return examples;
  }

  private String any() {
    return shapes.get(random.nextInt(shapes.size())).replace("completion-", "");
  }

  private Example example(String shape) {
    return switch (shape) {
      case "conversation" -> {
        Conversation.Builder example =
            Conversation.builder().messages(turns(true)).additionalProperties(others());
        if (chance(20)) {
          example.addTool(tool());
        }
        yield (chance(20) ? example.weight(weight()) : example).build();
      }
      case "prompt" ->
        Prompt.builder()
            .messages(turns(false))
            .putField("answer", word())
            .putField("points", random.nextInt(9))
            .build();
      case "instruction" ->
        Instruction.builder()
            .prompt(chance(50) ? parts() : text())
            .completion(text())
            .additionalProperties(others())
            .build();
      case "preference" -> {
        Preference.Builder example = Preference.builder()
            .input(turns(false))
            .preferred(Message.assistant(word()))
            .nonPreferred(Message.assistant(word() + "."))
            .additionalProperties(others());
        yield (chance(20) ? example.addTool(tool()) : example).build();
      }
      default -> Text.builder().content(chance(50) ? parts() : text()).build();
    };
  }

  private List<Message> turns(boolean answered) {
    List<Message> turns = new ArrayList<>();
    if (chance(50)) {
      turns.add(Message.system(word()));
    }
    int rounds = 1 + random.nextInt(2);
    for (int i = 0; i < rounds; i++) {
      do {
        turns.add(question());
      } while (chance(20));
      if (answered && chance(15)) {
        turns.addAll(called());
      }
      if (answered || i < rounds - 1) {
        turns.add(answer());
      }
      if (chance(5)) {
        turns.add(Message.system(word()));
        turns.add(question());
      }
    }
    return turns;
  }

  private Message question() {
    Message.Builder message = Message.builder().role(Role.USER);
    message.content(chance(60) ? parts() : text());
    return (chance(10) ? message.name(word()) : message).build();
  }

  private Message answer() {
    Message.Builder message = Message.builder().role(Role.ASSISTANT).content(text());
    message.contentIsList(chance(30));
    if (chance(20)) {
      message.weight(chance(70) ? 1 : 0);
    }
    if (chance(15)) {
      message.reasoning(word());
    }
    return message.build();
  }

  private List<Message> called() {
    ToolCall call = ToolCall.builder()
        .id("call_9")
        .type("function")
        .name("look")
        .arguments("{\"at\":\"" + word() + "\"}")
        .build();
    return List.of(
        Message.builder().role(Role.ASSISTANT).addToolCall(call).build(),
        Message.tool("call_9", word()));
  }

  private List<ContentPart> parts() {
    List<ContentPart> parts = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Image picture = PICTURES[random.nextInt(PICTURES.length)];
      if (chance(40)) {
        parts.add(ContentPart.text(word()));
      } else {
        parts.add(ContentPart.image(
            chance(30) ? picture.withDetail(DETAILS[random.nextInt(DETAILS.length)]) : picture));
      }
    }
    return parts;
  }

  private List<ContentPart> text() {
    return List.of(ContentPart.text(word()));
  }

  private Map<String, Object> others() {
    Map<String, Object> others = new LinkedHashMap<>();
    if (chance(15)) {
      others.put("source", word());
    }
    if (chance(10)) {
      others.put("parallel_tool_calls", true);
    }
    return others;
  }

  private static Tool tool() {
    return Tool.builder().name("look").parameters(Map.of("type", "object")).build();
  }

  private double weight() {
    return List.of(0.0, 0.5, 1.0, 2.0).get(random.nextInt(4));
  }

  private String word() {
    return "w" + random.nextInt(1_000) + (chance(20) ? " é\n\"ü\" 🍂" : "");
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
