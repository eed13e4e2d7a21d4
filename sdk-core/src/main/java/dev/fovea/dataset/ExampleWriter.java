package dev.fovea.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.fovea.chat.Message;
import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.json.JsonValues;
import dev.fovea.json.MessageCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes one example as one line. */
final class ExampleWriter {
  private static final JsonFactory JSON = JsonFactory.builder()
      .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
      .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
      .build();

  private final DatasetProfile profile;
  private final MessageCodec messages;
  private final boolean uniform;
  // Asked for every example: the profile would take its text apart each time.
  private final Set<Shape> shapes;

  ExampleWriter(DatasetProfile profile) {
    this.profile = profile;
    this.messages =
        MessageCodec.forTraining(profile.is("detail", "yes"), profile.word("reasoning"));
    this.uniform = profile.is("content-forms", "uniform");
    this.shapes = Set.copyOf(profile.shapes());
  }

  void write(Example example, OutputStream out) throws IOException {
    Shape shape = shape(example);
    if (!shapes.contains(shape)) {
      throw new DatasetException(
          Failure.builder()
              .provider(profile.id())
              .operation("write " + shape.word() + " example")
              .message("the format knows only " + profile.words("shapes"))
              .next("convert the example to one of these first")
              .build(),
          List.of());
    }
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      content(json, example);
      others(json, example.additionalProperties(), shape);
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static Shape shape(Example example) {
    if (example instanceof Conversation) {
      return Shape.CONVERSATION;
    } else if (example instanceof Instruction) {
      return Shape.INSTRUCTION;
    } else if (example instanceof Preference) {
      return Shape.PREFERENCE;
    }
    return example instanceof Prompt ? Shape.PROMPT : Shape.TEXT;
  }

  private void content(JsonGenerator json, Example example) throws IOException {
    if (example instanceof Conversation conversation) {
      messages(json, conversation.messages(), isList(conversation.messages().stream()));
      ToolLines.write(json, conversation.tools());
      weight(json, conversation.weight().orElse(null));
    } else if (example instanceof Instruction instruction) {
      json.writeFieldName("prompt");
      messages.writeContent(json, instruction.prompt());
      json.writeFieldName("completion");
      messages.writeContent(json, instruction.completion());
      weight(json, instruction.weight().orElse(null));
    } else if (example instanceof Preference preference) {
      preference(json, preference);
    } else if (example instanceof Prompt prompt) {
      messages(json, prompt.messages(), isList(prompt.messages().stream()));
      ToolLines.write(json, prompt.tools());
      others(json, prompt.fields(), Shape.PROMPT);
    } else if (example instanceof Text text) {
      json.writeFieldName("text");
      messages.writeContent(json, text.content());
      weight(json, text.weight().orElse(null));
    }
  }

  private void preference(JsonGenerator json, Preference preference) throws IOException {
    boolean list = isList(Stream.concat(
        preference.input().stream(), Stream.of(preference.preferred(), preference.nonPreferred())));
    json.writeObjectFieldStart("input");
    messages(json, preference.input(), list);
    ToolLines.write(json, preference.tools());
    if (preference.additionalProperties().get("input") instanceof Map<?, ?> beside) {
      for (Map.Entry<?, ?> field : beside.entrySet()) {
        json.writeFieldName(String.valueOf(field.getKey()));
        JsonValues.write(json, field.getValue());
      }
    }
    json.writeEndObject();
    output(json, "preferred_output", preference.preferred(), list);
    output(json, "non_preferred_output", preference.nonPreferred(), list);
    weight(json, preference.weight().orElse(null));
  }

  private void output(JsonGenerator json, String name, Message message, boolean list)
      throws IOException {
    json.writeArrayFieldStart(name);
    messages.write(json, message, list);
    json.writeEndArray();
  }

  private void messages(JsonGenerator json, List<Message> all, boolean list) throws IOException {
    json.writeArrayFieldStart("messages");
    for (Message message : all) {
      messages.write(json, message, list);
    }
    json.writeEndArray();
  }

  /** {@return whether all contents have to be lists because one is} */
  private boolean isList(Stream<Message> all) {
    return uniform && all.anyMatch(Message::contentIsList);
  }

  private static void weight(JsonGenerator json, @Nullable Double weight) throws IOException {
    if (weight != null) {
      json.writeNumberField("weight", weight);
    }
  }

  private static void others(JsonGenerator json, Map<String, @Nullable Object> fields, Shape shape)
      throws IOException {
    for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
      if (!shape.columns().contains(field.getKey())) {
        json.writeFieldName(field.getKey());
        JsonValues.write(json, field.getValue());
      }
    }
  }
}
