package dev.fovea.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.Choice;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.config.ResponseMeta;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads whole answers. */
final class CompletionReader {
  private static final MessageReader MESSAGES = new MessageReader(false);

  private CompletionReader() {}

  static ChatCompletion read(JsonParser parser, ResponseMeta meta) throws IOException {
    ChatCompletion.Builder completion = ChatCompletion.builder().meta(meta);
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      return completion.additionalProperties(Members.errorInList(parser)).build();
    }
    Members.expectObject(parser);
    Map<String, @Nullable Object> others = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "id", "model" -> name(parser, name, completion);
        case "created" -> {
          Instant created = Members.time(parser);
          if (created != null) {
            completion.created(created);
          }
        }
        case "choices" -> choices(parser, completion);
        case "usage" -> {
          if (parser.currentToken() != JsonToken.VALUE_NULL) {
            completion.usage(UsageReader.read(parser));
          }
        }
        case "object" -> others = Members.kind(others, parser);
        default -> others = Members.keep(others, name, parser);
      }
    }
    return (others == null ? completion : completion.additionalProperties(others)).build();
  }

  private static void name(JsonParser parser, String name, ChatCompletion.Builder completion)
      throws IOException {
    String value = Members.text(parser);
    if (value != null && name.equals("id")) {
      completion.id(value);
    } else if (value != null) {
      completion.model(value);
    }
  }

  private static void choices(JsonParser parser, ChatCompletion.Builder completion)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Unreadable.expected("a list of choices", parser);
    }
    for (int place = 0; parser.nextToken() != JsonToken.END_ARRAY; place++) {
      completion.addChoice(choice(parser, place));
    }
  }

  private static Choice choice(JsonParser parser, int place) throws IOException {
    Members.expectObject(parser);
    Choice.Builder choice = Choice.builder().index(place);
    Message message = null;
    String bareText = null;
    Map<String, @Nullable Object> others = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "index" -> choice.index(Members.index(parser, place));
        case "message" -> {
          if (parser.currentToken() != JsonToken.VALUE_NULL) {
            message = MESSAGES.read(parser);
          }
        }
        case "text" -> bareText = Members.text(parser);
        case "finish_reason" -> finish(Members.text(parser), choice);
        default -> others = other(parser, name, choice, others);
      }
    }
    if (message == null) {
      message = bareText == null
          ? Message.builder().role(Role.ASSISTANT).build()
          : Message.assistant(bareText);
    }
    choice.message(message);
    return (others == null ? choice : choice.additionalProperties(others)).build();
  }

  private static @Nullable Map<String, @Nullable Object> other(
      JsonParser parser,
      String name,
      Choice.Builder choice,
      @Nullable Map<String, @Nullable Object> others)
      throws IOException {
    if (name.equals("logprobs") && parser.currentToken() == JsonToken.START_OBJECT) {
      choice.logprobs(JsonValues.object(parser));
      return others;
    }
    return Members.keep(others, name, parser);
  }

  private static void finish(@Nullable String word, Choice.Builder choice) {
    // Some servers send an empty word for "not yet".
    if (word != null && !word.isEmpty()) {
      choice.finishReason(FinishReason.of(word)).providerFinishReason(word);
    }
  }
}
