package dev.fovea.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads single members leniently: what is null counts as absent. */
final class Members {
  // In seconds the year 5138, in milliseconds 1973.
  private static final long LAST_SECOND = 100_000_000_000L;

  private Members() {}

  static void expectObject(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Unreadable.expected("an object", parser);
    }
  }

  /**
   * {@return the error that a server put into a list, where an answer is expected}
   *
   * @throws dev.fovea.error.UnreadableResponseException if there is none in it
   */
  @SuppressWarnings("unchecked") // Read as an object, whose names are strings.
  static Map<String, @Nullable Object> errorInList(JsonParser parser) throws IOException {
    if (JsonValues.read(parser) instanceof List<?> list
        && !list.isEmpty()
        && list.get(0) instanceof Map<?, ?> first
        && first.containsKey("error")) {
      return (Map<String, @Nullable Object>) first;
    }
    throw Unreadable.expected("an object", parser);
  }

  /** {@return the text of a string, a number or a boolean; null for null} */
  static @Nullable String text(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!token.isScalarValue()) {
      throw Unreadable.expected("a string", parser);
    }
    return parser.getText();
  }

  /** {@return a whole number, fractions cut and giants brought to the edge; null for others} */
  static @Nullable Long count(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? (Long) Long.MAX_VALUE
          : (Long) parser.getLongValue();
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return (long) parser.getDoubleValue();
    }
    if (token == JsonToken.VALUE_STRING) {
      return quoted(parser.getText().strip());
    }
    skip(parser);
    return null;
  }

  // Some servers write numbers as strings.
  private static @Nullable Long quoted(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static int index(JsonParser parser, int otherwise) throws IOException {
    Long index = count(parser);
    return index == null || index < 0 || index > Integer.MAX_VALUE ? otherwise : index.intValue();
  }

  /**
   * {@return a time in seconds since 1970, or, where that would be thousands of years away, in
   * milliseconds, or an ISO time; null for anything else, and for 0, which means untold}
   */
  static @Nullable Instant time(JsonParser parser) throws IOException {
    boolean text = parser.currentToken() == JsonToken.VALUE_STRING;
    Long number = count(parser);
    if (number != null && number != 0) {
      return number > LAST_SECOND ? Instant.ofEpochMilli(number) : instant(number);
    }
    try {
      return text ? OffsetDateTime.parse(parser.getText().strip()).toInstant() : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant instant(long seconds) {
    try {
      return Instant.ofEpochSecond(seconds);
    } catch (DateTimeException e) {
      // No such time: as good as not told.
      return null;
    }
  }

  static void skip(JsonParser parser) throws IOException {
    if (parser.currentToken().isStructStart()) {
      parser.skipChildren();
    }
  }

  /** Reads what kind of answer it is: of interest only where it says that it is none. */
  static @Nullable Map<String, @Nullable Object> kind(
      @Nullable Map<String, @Nullable Object> others, JsonParser parser) throws IOException {
    boolean error = parser.currentToken() == JsonToken.VALUE_STRING
        && parser.getText().equalsIgnoreCase("error");
    if (error) {
      return keep(others, "object", parser);
    }
    skip(parser);
    return others;
  }

  /** Keeps a member this version does not know; nulls are not worth keeping. */
  static @Nullable Map<String, @Nullable Object> keep(
      @Nullable Map<String, @Nullable Object> others, String name, JsonParser parser)
      throws IOException {
    Object value = JsonValues.read(parser);
    if (value == null) {
      return others;
    }
    Map<String, @Nullable Object> all = others == null ? new LinkedHashMap<>() : others;
    all.put(name, value);
    return all;
  }
}
