package dev.fovea.openai;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.ContentPart.TextPart;
import dev.fovea.image.Image;
import dev.fovea.json.JsonCodec;
import dev.fovea.transport.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The body of a moderation: JSON in which pictures are gaps, read and turned into base64 each time
 * it is sent. Immutable.
 */
final class ModerationContent implements Content {
  private final JsonCodec json;
  // byte[] or Image, in their order
  private final List<Object> pieces = new ArrayList<>();
  private ByteArrayOutputStream text = new ByteArrayOutputStream();

  ModerationContent(JsonCodec json, OpenAiModerationRequest request) {
    this.json = json;
    raw("{");
    request.model().ifPresent(model -> {
      raw("\"model\":");
      value(model);
      raw(",");
    });
    raw("\"input\":");
    List<ContentPart> inputs = request.inputs();
    boolean pictures = inputs.stream().anyMatch(ImagePart.class::isInstance);
    if (pictures || inputs.size() > 1) {
      raw("[");
      for (int i = 0; i < inputs.size(); i++) {
        raw(i == 0 ? "" : ",");
        part(inputs.get(i), pictures);
      }
      raw("]");
    } else {
      part(inputs.get(0), false);
    }
    raw("}");
    cut();
  }

  private void part(ContentPart part, boolean asObject) {
    if (part instanceof TextPart words) {
      value(asObject ? Map.of("type", "text", "text", words.text()) : words.text());
    } else if (part instanceof ImagePart picture) {
      raw("{\"type\":\"image_url\",\"image_url\":{\"url\":");
      url(picture.image());
      raw("}}");
    }
  }

  private void url(Image image) {
    if (image.uri().isPresent()) {
      value(image.uri().get().toString());
      return;
    }
    raw("\"" + image.dataUrlHead());
    cut();
    pieces.add(image);
    raw("\"");
  }

  private void value(Object value) {
    text.writeBytes(json.write(value));
  }

  private void raw(String json) {
    text.writeBytes(json.getBytes(StandardCharsets.UTF_8));
  }

  private void cut() {
    pieces.add(text.toByteArray());
    text = new ByteArrayOutputStream();
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public long length() {
    long length = 0;
    for (Object piece : pieces) {
      length += piece instanceof Image image ? image.base64Length() : ((byte[]) piece).length;
    }
    return length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (Object piece : pieces) {
      if (piece instanceof Image image) {
        image.writeBase64(out);
      } else {
        out.write((byte[]) piece);
      }
    }
  }
}
