package dev.fovea.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Provider API: any JSON as the JDK's own types, without a mapper. Objects are maps in their order,
 * arrays lists, numbers {@code Integer}, {@code Long}, {@code BigInteger}, {@code Double} or, where
 * a double would change the digits, {@code BigDecimal}; null is null. All are unmodifiable.
 */
public final class JsonValues {
  private JsonValues() {}

  /**
   * Reads the value whose first token the parser stands on, and stops at its last token.
   *
   * @param parser stands on the value's first token
   * @return the value
   * @throws IOException if the JSON is broken or cannot be read on
   */
  public static @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw Unreadable.expected("a value", parser);
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
      default -> throw Unreadable.expected("a value", parser);
    };
  }

  /**
   * Reads the object whose first token the parser stands on, and stops at its last token.
   *
   * @param parser stands on the object's first token
   * @return the object
   * @throws IOException if the JSON is broken or cannot be read on
   */
  public static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, read(parser));
    }
    return Collections.unmodifiableMap(members);
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return Collections.unmodifiableList(items);
  }

  private static Number decimal(String digits) {
    double close = Double.parseDouble(digits);
    // BigDecimal.compareTo of 1E+999999999 and 1 is cheap; the digits themselves are limited.
    BigDecimal exact = new BigDecimal(digits);
    boolean same =
        Double.isFinite(close) && new BigDecimal(Double.toString(close)).compareTo(exact) == 0;
    return same ? (Number) close : exact;
  }

  /**
   * Writes a value made of maps, lists and other collections, arrays of objects, strings, numbers,
   * booleans, enums (by name) and nulls.
   *
   * @param out where to
   * @param value the value
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if there is a value of another kind; it names the type
   */
  public static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof CharSequence || value instanceof Enum<?>) {
      out.writeString(value.toString());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      writeNumber(out, number);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(out, map);
    } else if (value instanceof Iterable<?> items) {
      writeItems(out, items);
    } else if (value instanceof Object[] items) {
      writeItems(out, List.of(items));
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName()
          + "; use maps, lists, strings, numbers");
    }
  }

  private static void writeMap(JsonGenerator out, Map<?, ?> map) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      out.writeFieldName(String.valueOf(member.getKey()));
      write(out, member.getValue());
    }
    out.writeEndObject();
  }

  private static void writeItems(JsonGenerator out, Iterable<?> items) throws IOException {
    out.writeStartArray();
    for (Object item : items) {
      write(out, item);
    }
    out.writeEndArray();
  }

  private static void writeNumber(JsonGenerator out, Number number) throws IOException {
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("JSON has no number " + value);
      }
      out.writeNumber(number instanceof Float ? Double.parseDouble(number.toString()) : value);
    } else if (number instanceof BigDecimal decimal) {
      out.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      out.writeNumber(integer);
    } else {
      out.writeNumber(number.longValue());
    }
  }
}
