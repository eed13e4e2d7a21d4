package dev.fovea.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.fovea.error.Excerpt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A shortened line as maps, lists, strings, {@link Num}s, booleans and nulls, with a {@link Slice}
 * wherever a string was taken out. Notes duplicate keys and other flaws on the way.
 */
final class JsonTree {
  /**
   * A number as it was written.
   *
   * @param text its characters
   * @param isInteger whether it has neither point nor exponent
   */
  record Num(String text, boolean isInteger) {}

  private static final int MAX_NODES = 200_000;
  static final JsonFactory FACTORY = factory();

  private final ScannedLine line;
  private final JsonParser parser;
  private int nextSlice;
  private int nodes;

  private JsonTree(ScannedLine line, JsonParser parser) {
    this.line = line;
    this.parser = parser;
  }

  /**
   * {@return the line's value}
   *
   * @throws NoSuchElementException if it is no JSON; the line has a flaw more then
   */
  static @Nullable Object read(ScannedLine line) {
    try (JsonParser parser = FACTORY.createParser(line.json(), 0, line.length())) {
      return new JsonTree(line, parser).document();
    } catch (JsonProcessingException e) {
      line.breakOff(noJson(line, e));
      throw new NoSuchElementException("no JSON");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static Flaw noJson(ScannedLine line, JsonProcessingException e) {
    int zero = 0;
    while (zero < line.length() && line.json()[zero] != 0) {
      zero++;
    }
    if (zero < line.length()) {
      return Flaw.line(
              Rule.NUL_BYTE,
              "the line holds a byte that is zero at column " + line.column(zero),
              "write the file again: a copy that broke off is filled up with such bytes")
          .near(zero);
    }
    JsonLocation location = e.getLocation();
    return Flaw.line(
            Rule.INVALID_JSON,
            "the line is not valid JSON" + place(line, location) + ": "
                + Excerpt.of(e.getOriginalMessage(), 160),
            "write one whole JSON object on one line, with a JSON library")
        .near(location == null ? 0 : location.getByteOffset());
  }

  private static String place(ScannedLine line, @Nullable JsonLocation location) {
    return location == null || location.getByteOffset() < 0
        ? ""
        : " at column " + line.column(location.getByteOffset());
  }

  private @Nullable Object document() throws IOException {
    parser.nextToken();
    Object value = value();
    if (parser.nextToken() != null) {
      long at = parser.currentTokenLocation().getByteOffset();
      line.breakOff(Flaw.line(
              Rule.INVALID_JSON,
              "something follows the JSON value at column " + line.column(at),
              "put every example on a line of its own")
          .near(at));
      throw new NoSuchElementException("no JSON");
    }
    return value;
  }

  private @Nullable Object value() throws IOException {
    if (++nodes > MAX_NODES) {
      line.breakOff(Flaw.line(
          Rule.LINE_TOO_LARGE,
          "the line holds more than " + MAX_NODES + " values; it was not looked at",
          "split the example"));
      throw new NoSuchElementException("too large");
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> list();
      case VALUE_STRING -> string();
      case VALUE_NUMBER_INT -> new Num(parser.getText(), true);
      case VALUE_NUMBER_FLOAT -> fraction();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private Map<String, @Nullable Object> object() throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Object name = string();
      String key = name instanceof Slice slice ? longName(slice) : (String) name;
      if (object.containsKey(key)) {
        flaw(
            Rule.DUPLICATE_KEY,
            "the key '" + Excerpt.of(key, 60) + "' stands twice in one object",
            "keep one of the two: which one counts differs from reader to reader");
      }
      parser.nextToken();
      object.put(key, value());
    }
    return object;
  }

  private String longName(Slice slice) {
    flaw(
        Rule.NAME_TOO_LONG,
        "a key has " + slice.chars() + " characters",
        "look for a missing quote");
    return slice.start();
  }

  private List<@Nullable Object> list() throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value());
    }
    return list;
  }

  private Object string() throws IOException {
    List<Slice> slices = line.slices();
    if (nextSlice < slices.size()
        && slices.get(nextSlice).at() == parser.currentTokenLocation().getByteOffset()) {
      return slices.get(nextSlice++);
    }
    String text = parser.getText();
    if (hasLoneSurrogate(text)) {
      line.flaw(Flaw.loneSurrogate(pointer()));
    }
    return text;
  }

  private Object fraction() throws IOException {
    if (parser.isNaN()) {
      flaw(
          Rule.NOT_A_NUMBER,
          "'" + parser.getText() + "' is no JSON number",
          "write a number or null");
    }
    return new Num(parser.getText(), false);
  }

  private void flaw(Rule rule, String message, String fix) {
    line.flaw(new Flaw(rule, pointer(), message, fix));
  }

  private String pointer() {
    return parser.getParsingContext().pathAsPointer().toString();
  }

  static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        boolean pair = Character.isHighSurrogate(unit)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static JsonFactory factory() {
    StreamReadConstraints constraints = StreamReadConstraints.builder()
        .maxNestingDepth(2_000)
        .maxNumberLength(1_000)
        .maxNameLength(Integer.MAX_VALUE)
        .maxStringLength(Integer.MAX_VALUE)
        .build();
    return JsonFactory.builder()
        .streamReadConstraints(constraints)
        // The scanner has settled UTF-8 and byte order marks.
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .build();
  }
}
