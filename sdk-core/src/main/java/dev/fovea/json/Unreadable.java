package dev.fovea.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.fovea.error.Failure;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with an answer and where. The words are ours and there is no cause: the
 * parser's own messages quote the source, which may hold a secret or a picture.
 */
final class Unreadable {
  private Unreadable() {}

  static UnreadableResponseException of(JsonProcessingException broken, String path) {
    JsonLocation place = broken.getLocation();
    if (broken instanceof StreamConstraintsException) {
      return at("the answer exceeds a limit: " + broken.getOriginalMessage(), path, place);
    }
    if (broken instanceof JsonEOFException) {
      return at("the answer ends in the middle", path, place);
    }
    return at("the answer is not valid JSON", path, place);
  }

  static UnreadableResponseException expected(String what, JsonParser parser) {
    String found = parser.currentToken() == null
        ? "the end"
        : switch (parser.currentToken()) {
          case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
          case START_ARRAY, END_ARRAY -> "a list";
          case VALUE_STRING -> "a string";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
          case VALUE_TRUE, VALUE_FALSE -> "a boolean";
          case VALUE_NULL -> "null";
          default -> "something else";
        };
    return at(
        "expected " + what + " and found " + found, path(parser), parser.currentTokenLocation());
  }

  static UnreadableResponseException at(String what, String path, @Nullable JsonLocation place) {
    StringBuilder message = new StringBuilder(what);
    if (!path.isEmpty() && !path.equals("$")) {
      message.append(" at ").append(path);
    }
    if (place != null && place.getLineNr() > 0) {
      message
          .append(" (line ")
          .append(place.getLineNr())
          .append(", column ")
          .append(place.getColumnNr())
          .append(')');
    }
    Failure failure =
        Failure.builder().message(message.toString()).outcome(Outcome.UNKNOWN).build();
    return new UnreadableResponseException(failure, path);
  }

  /** {@return where a parser stands, as {@code $.choices[0].message}} */
  static String path(JsonParser parser) {
    StringBuilder path = new StringBuilder("$");
    append(path, parser.getParsingContext());
    return path.toString();
  }

  private static void append(StringBuilder path, @Nullable JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return;
    }
    append(path, context.getParent());
    if (context.inArray() && context.hasCurrentIndex()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.inObject() && context.hasCurrentName()) {
      path.append('.').append(name(context.getCurrentName()));
    }
  }

  // A name is the server's text as well: long ones and odd ones are cut.
  static String name(String name) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < name.length() && i < 40; i++) {
      char c = name.charAt(i);
      clean.append(c > 0x20 && c < 0x7F ? c : '_');
    }
    return name.length() > 40 ? clean.append("..").toString() : clean.toString();
  }
}
