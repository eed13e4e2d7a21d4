package dev.fovea.testkit.learning;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON lines one by one; memory is bounded by the longest string of a line, not by line or
 * file.
 */
public final class JsonlReader implements AutoCloseable {
  /** Decides what becomes of a string: kept, shortened or looked at. */
  @FunctionalInterface
  public interface Strings {
    /**
     * Takes the string the parser stands at.
     *
     * @param parser stands at a string value
     * @return what stands for it in the tree
     * @throws IOException when it cannot be read
     */
    JsonNode take(JsonParser parser) throws IOException;
  }

  /**
   * The longest picture allowed is just under 14 million characters; a little more lets the rule
   * say so itself.
   */
  private static final int LONGEST_STRING = 16_000_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonFactory factory = JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxStringLength(LONGEST_STRING)
          .maxDocumentLength(-1)
          .build())
      .build();
  private final InputStream in;
  private final LineInput lines;
  private final Strings strings;

  private JsonlReader(InputStream in, Strings strings) {
    this.in = in;
    this.lines = new LineInput(in);
    this.strings = strings;
  }

  /**
   * Opens a reader.
   *
   * @param in the bytes; closed with the reader
   * @param strings decides what becomes of each string
   * @return the reader, before the first line
   */
  public static JsonlReader open(InputStream in, Strings strings) {
    return new JsonlReader(in, strings);
  }

  /**
   * Goes to the next line, whatever was read of the present one.
   *
   * @return whether there is one
   * @throws IOException when the bytes cannot be read
   */
  public boolean next() throws IOException {
    return lines.next();
  }

  /** {@return the number of the present line, from 1} */
  public long number() {
    return lines.number();
  }

  /**
   * {@return the present line as a tree; missing when the line is blank}
   *
   * @throws IOException when it is not exactly one JSON value
   */
  public JsonNode read() throws IOException {
    try (JsonParser parser = factory.createParser((InputStream) lines)) {
      if (parser.nextToken() == null) {
        return NODES.missingNode();
      }
      JsonNode node = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more than one JSON value on a line");
      }
      return node;
    }
  }

  private JsonNode value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> strings.take(parser);
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode node = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      node.set(name, value(parser));
    }
    return node;
  }

  private ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode node = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      node.add(value(parser));
    }
    return node;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The bytes of one line at a time; the end of a line looks like the end of the stream. */
  private static final class LineInput extends InputStream {
    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int position;
    private int limit;
    private long number;
    private boolean lineEnded = true;

    LineInput(InputStream in) {
      this.in = in;
    }

    long number() {
      return number;
    }

    boolean next() throws IOException {
      byte[] rest = new byte[8 << 10];
      while (!lineEnded && read(rest, 0, rest.length) >= 0) {
        // The parser stopped early; the rest of the line is of no use.
      }
      if (!filled()) {
        return false;
      }
      number++;
      lineEnded = false;
      return true;
    }

    private boolean filled() throws IOException {
      while (position == limit) {
        int n = in.read(buffer, 0, buffer.length);
        if (n < 0) {
          return false;
        }
        position = 0;
        limit = n;
      }
      return true;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (lineEnded || !filled()) {
        lineEnded = true;
        return -1;
      }
      int most = Math.min(limit, position + length);
      int end = position;
      while (end < most && buffer[end] != '\n') {
        end++;
      }
      int n = end - position;
      System.arraycopy(buffer, position, bytes, offset, n);
      position = end;
      if (end < limit && buffer[end] == '\n' && n < length) {
        position++;
        lineEnded = true;
        return n == 0 ? -1 : n;
      }
      return n;
    }
  }
}
