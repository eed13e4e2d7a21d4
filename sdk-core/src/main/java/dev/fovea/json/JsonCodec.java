package dev.fovea.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fovea.config.Limits;
import dev.fovea.error.UnreadableResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Provider API: the one mapper, for a provider's wire records. Unknown members are ignored, absent
 * and null ones become null, rubbish after the end is an error. Chat does not pass here: see
 * {@link ChatCodec}. Immutable and thread-safe.
 */
public final class JsonCodec {
  private static final JsonCodec SHARED = of(Limits.builder().build());

  private final JsonFactory factory;
  // Made when first needed: a client that only chats never loads databind.
  private volatile @Nullable ObjectMapper mapper;

  private JsonCodec(JsonFactory factory) {
    this.factory = factory;
  }

  private ObjectMapper mapper() {
    ObjectMapper known = mapper;
    if (known == null) {
      // Two threads may both make one; either will do.
      known = JsonMapper.builder(factory)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();
      mapper = known;
    }
    return known;
  }

  /**
   * Makes a codec that keeps to limits.
   *
   * @param limits how deep and how long JSON may be
   * @return the codec; make one a client
   */
  public static JsonCodec of(Limits limits) {
    return new JsonCodec(JsonFactories.of(limits));
  }

  /** {@return a codec with the default limits} */
  public static JsonCodec shared() {
    return SHARED;
  }

  /** {@return the parsers and generators below the mapper, with the same limits} */
  public JsonFactory factory() {
    return factory;
  }

  /**
   * Writes a value.
   *
   * @param value a wire record, a map, a list
   * @return JSON in UTF-8, without line breaks; absent members are left out
   * @throws IllegalArgumentException if the value cannot be written
   */
  public byte[] write(Object value) {
    try {
      return mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "cannot be written as JSON: " + value.getClass().getName(), e);
    }
  }

  /**
   * Reads a whole answer.
   *
   * @param body the JSON; left open
   * @param type a wire record
   * @param <T> what it is
   * @return the value
   * @throws IOException if the bytes cannot be had
   * @throws UnreadableResponseException if they are not the expected JSON
   */
  public <T> T read(InputStream body, Class<T> type) throws IOException {
    try (JsonParser parser = factory.createParser(body)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      return read(parser, type);
    }
  }

  /**
   * Reads a whole answer.
   *
   * @param json the JSON
   * @param type a wire record
   * @param <T> what it is
   * @return the value
   * @throws UnreadableResponseException if the bytes are not the expected JSON
   */
  public <T> T read(byte[] json, Class<T> type) {
    try (JsonParser parser = factory.createParser(json)) {
      return read(parser, type);
    } catch (IOException e) {
      // Bytes in memory can always be read.
      throw new UncheckedIOException(e);
    }
  }

  private <T> T read(JsonParser parser, Class<T> type) throws IOException {
    try {
      T value = mapper().readValue(parser, type);
      if (value == null) {
        throw Unreadable.at("expected " + article(type) + " and found null", "$", null);
      }
      return value;
    } catch (MismatchedInputException e) {
      if (parser.currentToken() == null && e.getPath().isEmpty()) {
        throw Unreadable.at("the answer is empty", "", null);
      }
      throw Unreadable.at("the answer has another form than expected", path(e), e.getLocation());
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof JsonProcessingException broken) {
        throw Unreadable.of(broken, path(e));
      }
      throw Unreadable.at("the answer has another form than expected", path(e), e.getLocation());
    } catch (JsonProcessingException e) {
      throw Unreadable.of(e, Unreadable.path(parser));
    }
  }

  /**
   * Reads a whole answer that is an object.
   *
   * @param body the JSON; left open
   * @return its members as the JDK's types, see {@link JsonValues}
   * @throws IOException if the bytes cannot be had
   * @throws UnreadableResponseException if they are not a JSON object
   */
  public Map<String, @Nullable Object> readMap(InputStream body) throws IOException {
    try (JsonParser parser = factory.createParser(body)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      return map(parser);
    }
  }

  /**
   * Reads a whole answer that is an object.
   *
   * @param json the JSON
   * @return its members as the JDK's types, see {@link JsonValues}
   * @throws UnreadableResponseException if the bytes are not a JSON object
   */
  public Map<String, @Nullable Object> readMap(byte[] json) {
    try (JsonParser parser = factory.createParser(json)) {
      return map(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable Object> map(JsonParser parser) throws IOException {
    return Documents.whole(parser, p -> {
      if (p.currentToken() != JsonToken.START_OBJECT) {
        throw Unreadable.expected("an object", p);
      }
      return JsonValues.object(p);
    });
  }

  /**
   * Reads any JSON.
   *
   * @param json the JSON
   * @return the JDK's types, see {@link JsonValues}
   * @throws UnreadableResponseException if the bytes are not JSON
   */
  public @Nullable Object tree(byte[] json) {
    try (JsonParser parser = factory.createParser(json)) {
      return Documents.whole(parser, p -> Optional.ofNullable(JsonValues.read(p)))
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder("$");
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() != null) {
        path.append('.').append(Unreadable.name(step.getFieldName()));
      } else {
        path.append('[').append(step.getIndex()).append(']');
      }
    }
    return path.toString();
  }

  private static String article(Class<?> type) {
    return type.isArray() ? "a list" : "an object";
  }
}
