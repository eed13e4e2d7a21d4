package dev.fovea.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.AudioPart;
import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.ContentPart.InputAudioPart;
import dev.fovea.chat.ContentPart.TextPart;
import dev.fovea.chat.ContentPart.UnknownPart;
import dev.fovea.chat.ContentPart.VideoPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ToolCall;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes messages in the form most providers share. */
final class MessageWriter {
  // The typed value wins over a member of the same name: JSON must not have a name twice.
  private static final Set<String> TYPED =
      Set.of("role", "content", "name", "tool_calls", "tool_call_id", "reasoning", "weight");

  /** How most providers name a message's reasoning. */
  static final String REASONING = "reasoning";

  private final boolean training;
  private final boolean detail;
  private final String reasoningField;

  MessageWriter(boolean training, boolean detail, String reasoningField) {
    this.training = training;
    this.detail = detail;
    this.reasoningField = reasoningField;
  }

  void write(JsonGenerator out, Message message, boolean listForm, PictureSink pictures)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("role", message.providerRole());
    out.writeFieldName("content");
    content(out, message, listForm, pictures);
    if (message.name().isPresent()) {
      out.writeStringField("name", message.name().get());
    }
    toolCalls(out, message);
    if (message.toolCallId().isPresent()) {
      out.writeStringField("tool_call_id", message.toolCallId().get());
    }
    if (message.reasoning().isPresent()) {
      out.writeStringField(reasoningField, message.reasoning().get());
    }
    if (training && message.weight().isPresent()) {
      out.writeFieldName("weight");
      weight(out, message.weight().get());
    }
    others(out, message);
    out.writeEndObject();
  }

  void content(JsonGenerator out, Message message, boolean listForm, PictureSink pictures)
      throws IOException {
    if (listForm) {
      out.writeStartArray();
      for (ContentPart part : message.content()) {
        part(out, part, pictures);
      }
      out.writeEndArray();
    } else if (message.content().isEmpty()) {
      out.writeNull();
    } else {
      out.writeString(message.text());
    }
  }

  private void part(JsonGenerator out, ContentPart part, PictureSink pictures) throws IOException {
    out.writeStartObject();
    if (part instanceof TextPart text) {
      out.writeStringField("type", "text");
      out.writeStringField("text", text.text());
    } else if (part instanceof ImagePart picture) {
      out.writeStringField("type", "image_url");
      out.writeObjectFieldStart("image_url");
      image(out, picture.image(), pictures);
      out.writeEndObject();
    } else if (part instanceof UnknownPart unknown) {
      if (!unknown.type().isEmpty()) {
        out.writeStringField("type", unknown.type());
      }
      for (Map.Entry<String, @Nullable Object> field : unknown.fields().entrySet()) {
        out.writeFieldName(field.getKey());
        JsonValues.write(out, field.getValue());
      }
    } else {
      media(out, part, pictures);
    }
    out.writeEndObject();
  }

  private static void media(JsonGenerator out, ContentPart part, PictureSink pictures)
      throws IOException {
    out.writeStringField("type", part.type());
    out.writeObjectFieldStart(part.type());
    if (part instanceof VideoPart video) {
      out.writeStringField("url", video.uri().toString());
    } else if (part instanceof AudioPart audio) {
      out.writeStringField("url", audio.uri().toString());
    } else if (part instanceof InputAudioPart audio) {
      out.writeFieldName("data");
      pictures.write(out, "", Image.of(audio.data()));
      out.writeStringField("format", audio.format());
    }
    out.writeEndObject();
  }

  /** Writes a picture's address, or all of it as a data URL, where a value is expected. */
  static void url(JsonGenerator out, Image image, PictureSink pictures) throws IOException {
    if (image.uri().isPresent()) {
      out.writeString(image.uri().get().toString());
    } else {
      pictures.write(out, image.dataUrlHead(), image);
    }
  }

  private void image(JsonGenerator out, Image image, PictureSink pictures) throws IOException {
    out.writeFieldName("url");
    url(out, image, pictures);
    // A hint only: where the provider has no word for it, the picture is sent all the same.
    Detail hint = image.detail().orElse(null);
    if (detail && hint != null) {
      out.writeStringField("detail", hint.word());
    }
  }

  private static void toolCalls(JsonGenerator out, Message message) throws IOException {
    if (message.toolCalls().isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("tool_calls");
    for (ToolCall call : message.toolCalls()) {
      out.writeStartObject();
      if (call.id().isPresent()) {
        out.writeStringField("id", call.id().get());
      }
      out.writeStringField("type", call.type());
      // Unknown kinds of tools carry their own member, which is among the unknown ones.
      boolean custom = call.type().equals(ToolCalls.CUSTOM);
      if (custom || call.type().equals("function") || !call.name().isEmpty()) {
        out.writeObjectFieldStart(custom ? ToolCalls.CUSTOM : "function");
        out.writeStringField("name", call.name());
        out.writeStringField(custom ? "input" : "arguments", call.arguments());
        out.writeEndObject();
      }
      for (Map.Entry<String, @Nullable Object> other :
          call.additionalProperties().entrySet()) {
        out.writeFieldName(other.getKey());
        JsonValues.write(out, other.getValue());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void weight(JsonGenerator out, double weight) throws IOException {
    // Providers that know only 0 and 1 refuse 1.0.
    if (weight == Math.rint(weight) && Math.abs(weight) < 1e9) {
      out.writeNumber((long) weight);
    } else {
      JsonValues.write(out, weight);
    }
  }

  private void others(JsonGenerator out, Message message) throws IOException {
    boolean thought = message.reasoning().isPresent();
    for (Map.Entry<String, @Nullable Object> other :
        message.additionalProperties().entrySet()) {
      String name = other.getKey();
      if (!TYPED.contains(name) && !(thought && name.equals(reasoningField))) {
        out.writeFieldName(name);
        JsonValues.write(out, other.getValue());
      }
    }
  }
}
