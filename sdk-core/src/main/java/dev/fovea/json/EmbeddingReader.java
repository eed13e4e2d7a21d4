package dev.fovea.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.config.ResponseMeta;
import dev.fovea.inference.Embeddings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Provider API: reads vectors number by number into arrays, without a tree. For one answer. */
public final class EmbeddingReader {
  private final List<float[]> vectors = new ArrayList<>();
  // Where each vector belongs; its own place if the answer does not say.
  private final List<Integer> places = new ArrayList<>();
  private int expected = 256;

  private EmbeddingReader() {}

  /**
   * Reads an answer of the form most providers share.
   *
   * @param codec its limits count
   * @param body the JSON; left open
   * @param meta what came with it
   * @return the vectors in the texts' order
   * @throws IOException if the bytes cannot be had
   * @throws dev.fovea.error.UnreadableResponseException if they are no vectors; it names the place
   */
  public static Embeddings read(JsonCodec codec, InputStream body, ResponseMeta meta)
      throws IOException {
    try (JsonParser parser = codec.factory().createParser(body)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      return Documents.whole(parser, p -> new EmbeddingReader().answer(p, meta));
    }
  }

  private Embeddings answer(JsonParser parser, ResponseMeta meta) throws IOException {
    Members.expectObject(parser);
    String model = null;
    boolean told = false;
    Map<String, @Nullable Object> others = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "model" -> model = Members.text(parser);
        case "data" -> {
          told = true;
          list(parser);
        }
        case "object" -> Members.skip(parser);
        default -> others.put(name, JsonValues.read(parser));
      }
    }
    if (!told) {
      throw Unreadable.at("the answer has no vectors", "$.data", null);
    }
    return Embeddings.of(
        model == null ? "" : model, ordered(), Collections.unmodifiableMap(others), meta);
  }

  private void list(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Unreadable.expected("a list of vectors", parser);
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Members.expectObject(parser);
      int place = vectors.size();
      float[] vector = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("embedding")) {
          vector = vector(parser);
        } else if (name.equals("index")) {
          place = Members.index(parser, place);
        } else {
          Members.skip(parser);
        }
      }
      if (vector == null) {
        throw Unreadable.at("an item of the list has no vector", Unreadable.path(parser), null);
      }
      vectors.add(vector);
      places.add(place);
    }
  }

  private float[] vector(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return packed(parser);
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Unreadable.expected("a list of numbers", parser);
    }
    float[] numbers = new float[expected];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isNumeric()) {
        throw Unreadable.expected("a number", parser);
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      numbers[count++] = parser.getFloatValue();
    }
    // The next one is as long, nearly always.
    expected = Math.max(1, count);
    return count == numbers.length ? numbers : Arrays.copyOf(numbers, count);
  }

  // What encoding_format base64 asks for: the numbers as four bytes each, the lowest first.
  private static float[] packed(JsonParser parser) throws IOException {
    try {
      byte[] bytes = Base64.getDecoder().decode(parser.getText());
      if (bytes.length % Float.BYTES == 0) {
        float[] numbers = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        return numbers;
      }
    } catch (IllegalArgumentException noBase64) {
      // Told below.
    }
    throw Unreadable.expected("a list of numbers, or numbers in base64", parser);
  }

  private List<float[]> ordered() {
    float[][] ordered = new float[vectors.size()][];
    for (int i = 0; i < ordered.length; i++) {
      int place = places.get(i);
      if (place >= ordered.length || ordered[place] != null) {
        throw Unreadable.at(
            "the vectors' numbers are not 0 to " + (ordered.length - 1), "$.data", null);
      }
      ordered[place] = vectors.get(i);
    }
    return Arrays.asList(ordered);
  }
}
