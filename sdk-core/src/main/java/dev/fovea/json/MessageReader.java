package dev.fovea.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.ContentPart.UnknownPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.error.ImageException;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.image.ImageSource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads messages in the form most providers share, and keeps what it does not know. */
final class MessageReader {
  private final boolean training;
  private final Function<String, @Nullable Image> pictures;
  private final boolean lenient;

  MessageReader(boolean training) {
    this(training, url -> null, false);
  }

  /** Makes a reader for messages whose pictures the caller may have taken out. */
  MessageReader(boolean training, Function<String, @Nullable Image> pictures, boolean lenient) {
    this.training = training;
    this.pictures = pictures;
    this.lenient = lenient;
  }

  Message read(JsonParser parser) throws IOException {
    Members.expectObject(parser);
    Message.Builder message = Message.builder();
    boolean roleSeen = false;
    String reasoning = null;
    Map<String, @Nullable Object> others = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "role" -> roleSeen |= role(parser, message);
        case "content" -> content(parser, message);
        case "tool_calls" -> ToolCalls.read(parser, message);
        case "name", "tool_call_id" -> id(parser, name, message);
        case "reasoning", "reasoning_content" -> {
          // Servers that send both send the same.
          if (reasoning == null && parser.currentToken() == JsonToken.VALUE_STRING) {
            reasoning = parser.getText();
          } else if (reasoning == null || !reasoning.equals(parser.getValueAsString())) {
            others = Members.keep(others, name, parser);
          }
        }
        case "weight" -> others = weight(parser, message, others);
        default -> others = Members.keep(others, name, parser);
      }
    }
    if (!roleSeen && training) {
      throw Unreadable.at("a message has no role", Unreadable.path(parser), null);
    }
    if (!roleSeen) {
      message.role(Role.ASSISTANT);
    }
    if (reasoning != null) {
      message.reasoning(reasoning);
    }
    return (others == null ? message : message.additionalProperties(others)).build();
  }

  private static boolean role(JsonParser parser, Message.Builder message) throws IOException {
    String word = Members.text(parser);
    if (word == null || word.isBlank()) {
      return false;
    }
    Role role = Role.of(word);
    message.role(role);
    if (!role.word().equals(word)) {
      message.providerRole(word);
    }
    return true;
  }

  private static void id(JsonParser parser, String name, Message.Builder message)
      throws IOException {
    String value = Members.text(parser);
    if (value != null && name.equals("name")) {
      message.name(value);
    } else if (value != null) {
      message.toolCallId(value);
    }
  }

  private static @Nullable Map<String, @Nullable Object> weight(
      JsonParser parser, Message.Builder message, @Nullable Map<String, @Nullable Object> others)
      throws IOException {
    if (!parser.currentToken().isNumeric()) {
      return Members.keep(others, "weight", parser);
    }
    message.weight(parser.getDoubleValue());
    return others;
  }

  void content(JsonParser parser, Message.Builder message) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> message.addContent(ContentPart.text(parser.getText()));
      case VALUE_NULL -> {}
      case START_ARRAY -> {
        message.contentIsList(true);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          message.addContent(part(parser));
        }
      }
      default -> throw Unreadable.expected("a text or a list of parts", parser);
    }
  }

  private ContentPart part(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return ContentPart.text(parser.getText());
    }
    Members.expectObject(parser);
    String path = Unreadable.path(parser);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(JsonValues.object(parser));
    String type = fields.get("type") instanceof String word ? word : "";
    // Anything beyond what our types can hold stays as it is, or it would be lost when written.
    if (type.equals("text") && fields.size() == 2 && fields.get("text") instanceof String text) {
      return ContentPart.text(text);
    }
    if (type.equals("image_url") && (lenient || fields.size() == 2)) {
      Image image = image(fields.get("image_url"), path);
      if (image != null) {
        return ContentPart.image(image);
      }
    }
    if (fields.size() == 2 && fields.get(type) instanceof Map<?, ?> source) {
      ContentPart media = media(type, source);
      if (media != null) {
        return media;
      }
    }
    if (!type.isEmpty()) {
      fields.remove("type");
    }
    return new UnknownPart(type, fields);
  }

  // What has more members than ours, or is no address or no base64, is kept as it is.
  private static @Nullable ContentPart media(String type, Map<?, ?> source) {
    try {
      if (type.equals("input_audio")
          && source.size() == 2
          && source.get("format") instanceof String format
          && source.get("data") instanceof String data
          && data.length() % 4 == 0) {
        return ContentPart.audio(ImageSource.of(Base64.getDecoder().decode(data)), format);
      }
      boolean video = type.equals("video_url");
      if ((video || type.equals("audio_url"))
          && source.size() == 1
          && source.get("url") instanceof String url) {
        return video ? ContentPart.video(new URI(url)) : ContentPart.audio(new URI(url));
      }
    } catch (IllegalArgumentException | URISyntaxException e) {
      return null;
    }
    return null;
  }

  private @Nullable Image image(@Nullable Object source, String path) {
    if (lenient && source instanceof String url) {
      return image(url, path + ".image_url");
    }
    if (!(source instanceof Map<?, ?> members) || !(members.get("url") instanceof String url)) {
      return null;
    }
    Detail detail = detail(members.get("detail"));
    if (!lenient && members.size() > (detail == null ? 1 : 2)) {
      return null;
    }
    Image image = image(url, path + ".image_url.url");
    return detail == null ? image : image.withDetail(detail);
  }

  private Image image(String url, String path) {
    Image given = pictures.apply(url);
    if (given != null) {
      return given;
    }
    try {
      return url.regionMatches(true, 0, "data:", 0, 5)
          ? Image.fromDataUrl(url)
          : Image.at(new URI(url));
    } catch (ImageException e) {
      throw Unreadable.at(String.valueOf(e.getMessage()), path, null);
    } catch (IllegalArgumentException | URISyntaxException e) {
      // The exception's own message would quote the URL, which may be a picture or be signed.
      throw Unreadable.at("not the URL of a picture", path, null);
    }
  }

  private static @Nullable Detail detail(@Nullable Object word) {
    if (word instanceof String text) {
      for (Detail detail : Detail.values()) {
        if (detail.word().equals(text.toLowerCase(Locale.ROOT))) {
          return detail;
        }
      }
    }
    return null;
  }
}
