package dev.fovea.testkit.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The server's own view of JSON: plain trees. */
public final class Json {
  // Ten pictures of 10 MB may stand in one chat request; each is one string.
  private static final int LONGEST_STRING = 64 << 20;

  private static final JsonMapper MAPPER = JsonMapper.builder(
          com.fasterxml.jackson.core.JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_STRING)
                  .build())
              .build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private Json() {}

  /** {@return an empty object} */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Turns maps, lists and plain values into a tree.
   *
   * @param value what to turn
   * @return the tree
   */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Writes a value as compact text.
   *
   * @param value a tree, map, list or plain value
   * @return the UTF-8 bytes
   */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass().getName() + " as JSON", e);
    }
  }

  /**
   * Reads one JSON value.
   *
   * @param text UTF-8 bytes
   * @return the tree
   * @throws IOException when it is not exactly one JSON value
   */
  public static JsonNode read(byte[] text) throws IOException {
    JsonNode node = MAPPER.readTree(text);
    return node == null ? MAPPER.missingNode() : node;
  }
}
