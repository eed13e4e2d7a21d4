package dev.fovea.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.config.Limits;
import dev.fovea.error.UnreadableResponseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Provider API: whole documents as the JDK's own types, within limits; see {@link JsonValues}.
 * Rubbish after the end is an error. Chat does not pass here: see {@link ChatCodec}. Immutable and
 * thread-safe.
 */
public final class JsonCodec {
  private static final JsonCodec SHARED = of(Limits.builder().build());

  private final JsonFactory factory;

  private JsonCodec(JsonFactory factory) {
    this.factory = factory;
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

  /** {@return parsers and generators with the same limits} */
  public JsonFactory factory() {
    return factory;
  }

  /**
   * Writes a value.
   *
   * @param value what {@link JsonValues#write} takes
   * @return JSON in UTF-8, without line breaks
   * @throws IllegalArgumentException if there is a value of another kind; it names the type
   */
  public byte[] write(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = factory.createGenerator(bytes)) {
      JsonValues.write(out, value);
    } catch (IOException e) {
      // Memory can always be written to.
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
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
}
