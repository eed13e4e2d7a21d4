package dev.fovea.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.chat.Message;
import dev.fovea.chat.Tool;
import dev.fovea.error.Failure;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.image.Image;
import dev.fovea.json.JsonValues;
import dev.fovea.json.MessageCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the examples of one shape from the JSON of one line. */
final class ExampleReader {
  private final JsonParser json;
  private final MessageCodec messages;
  private final Map<String, @Nullable Object> others = new LinkedHashMap<>();
  private @Nullable Double weight;
  private @Nullable List<Tool> tools;

  /**
   * Makes a reader.
   *
   * @param lenient whether to read over what a picture has beside its URL
   */
  ExampleReader(JsonParser json, Function<String, @Nullable Image> pictures, boolean lenient) {
    this.json = json;
    this.messages = MessageCodec.forReading(pictures, lenient);
  }

  Example read(Shape shape) throws IOException {
    json.nextToken();
    return switch (shape) {
      case CONVERSATION -> conversation();
      case PROMPT -> prompt();
      case INSTRUCTION -> instruction();
      case PREFERENCE, COMPLETION_PREFERENCE -> preference(shape);
      case TEXT -> text();
      case RANKED -> ranked();
    };
  }

  private Example conversation() throws IOException {
    Conversation.Builder example = Conversation.builder();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("messages")) {
        example.messages(messages());
      } else {
        other(name);
      }
    }
    if (tools != null) {
      example.tools(tools);
    }
    return (weight == null ? example : example.weight(weight))
        .additionalProperties(others)
        .build();
  }

  private Example prompt() throws IOException {
    Prompt.Builder example = Prompt.builder();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("messages")) {
        example.messages(messages());
      } else if (name.equals("tools")) {
        other(name);
      } else {
        example.putField(name, JsonValues.read(json));
      }
    }
    if (tools != null) {
      example.tools(tools);
    }
    return example.additionalProperties(others).build();
  }

  private Example instruction() throws IOException {
    Instruction.Builder example = Instruction.builder();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "prompt" -> example.prompt(messages.readContent(json));
        case "completion" -> example.completion(messages.readContent(json));
        default -> other(name);
      }
    }
    return (weight == null ? example : example.weight(weight))
        .additionalProperties(others)
        .build();
  }

  private Example text() throws IOException {
    Text.Builder example = Text.builder();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("text")) {
        example.content(messages.readContent(json));
      } else {
        other(name);
      }
    }
    return (weight == null ? example : example.weight(weight))
        .additionalProperties(others)
        .build();
  }

  private Example preference(Shape shape) throws IOException {
    String names = PreferenceRules.names(shape);
    Preference.Builder example = Preference.builder();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("input")) {
        example.input(holder(name));
      } else if (name.equals(names)) {
        example.preferred(output());
      } else if (name.equals("non_" + names)) {
        example.nonPreferred(output());
      } else {
        other(name);
      }
    }
    if (tools != null) {
      example.tools(tools);
    }
    return (weight == null ? example : example.weight(weight))
        .additionalProperties(others)
        .build();
  }

  /** Two whole conversations that differ in their last message. */
  private Example ranked() throws IOException {
    List<Message> chosen = List.of();
    List<Message> rejected = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "chosen" -> chosen = holder(name);
        case "rejected" -> rejected = holder(name);
        default -> other(name);
      }
    }
    int last = chosen.size() - 1;
    if (last < 1
        || rejected.size() != chosen.size()
        || !chosen.subList(0, last).equals(rejected.subList(0, last))) {
      throw unreadable("'chosen' and 'rejected' are no conversations that differ in nothing but"
          + " their last message");
    }
    Preference.Builder example = Preference.builder()
        .input(chosen.subList(0, last))
        .preferred(chosen.get(last))
        .nonPreferred(rejected.get(last));
    if (tools != null) {
      example.tools(tools);
    }
    return (weight == null ? example : example.weight(weight))
        .additionalProperties(others)
        .build();
  }

  /** What is beside the messages of the holder is kept under the holder's own name. */
  private List<Message> holder(String holder) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    List<Message> messages = List.of();
    Map<String, @Nullable Object> beside = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("messages")) {
        messages = messages();
      } else if (name.equals("tools")) {
        Object value = JsonValues.read(json);
        tools = ToolLines.read(value);
        if (tools == null) {
          beside.put(name, value);
        }
      } else {
        beside.put(name, JsonValues.read(json));
      }
    }
    if (!beside.isEmpty()) {
      others.put(holder, beside);
    }
    return messages;
  }

  private Message output() throws IOException {
    List<Message> outputs = messages();
    if (outputs.size() != 1) {
      throw unreadable("expected exactly one message and found " + outputs.size());
    }
    return outputs.get(0);
  }

  private List<Message> messages() throws IOException {
    expect(JsonToken.START_ARRAY, "a list of messages");
    List<Message> read = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      read.add(messages.read(json));
    }
    return read;
  }

  private void other(String name) throws IOException {
    if (name.equals("weight") && json.currentToken().isNumeric()) {
      weight = json.getDoubleValue();
      return;
    }
    Object value = JsonValues.read(json);
    if (name.equals("tools")) {
      tools = ToolLines.read(value);
      if (tools != null) {
        return;
      }
    }
    others.put(name, value);
  }

  private void expect(JsonToken token, String what) {
    if (json.currentToken() != token) {
      throw unreadable("expected " + what);
    }
  }

  private UnreadableResponseException unreadable(String message) {
    String pointer = json.getParsingContext().pathAsPointer().toString();
    return new UnreadableResponseException(Failure.of(message), pointer);
  }
}
