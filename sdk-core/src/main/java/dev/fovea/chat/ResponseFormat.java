package dev.fovea.chat;

import dev.fovea.config.AllowNulls;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The form an answer must have. Not every provider and model offers every form. May grow in a minor
 * version: keep a default branch. Immutable and thread-safe.
 */
public sealed interface ResponseFormat {
  /** {@return plain text, what a model answers when nothing is asked for} */
  static ResponseFormat text() {
    return new Text();
  }

  /** {@return any JSON object; the messages should say which members are wanted} */
  static ResponseFormat jsonObject() {
    return new JsonObject(Map.of());
  }

  /**
   * {@return a JSON object that follows a schema without a name, as some providers took it before
   * {@link #jsonSchema}}
   *
   * @param schema the JSON schema as maps, lists, strings, numbers and booleans; not to be changed
   *     afterwards
   */
  static ResponseFormat jsonObject(Map<String, Object> schema) {
    return new JsonObject(schema);
  }

  /**
   * Asks for JSON that follows a schema; how strictly is the provider's choice.
   *
   * @param name a name for the schema: letters, digits, dashes, underscores
   * @param schema the JSON schema as maps, lists, strings, numbers and booleans; not to be changed
   *     afterwards
   * @return the format
   */
  static ResponseFormat jsonSchema(String name, Map<String, Object> schema) {
    return ImmutableJsonSchema.builder().name(name).schema(schema).build();
  }

  /**
   * Asks for JSON that follows a schema.
   *
   * @param name a name for the schema: letters, digits, dashes, underscores
   * @param schema the JSON schema as maps, lists, strings, numbers and booleans; not to be changed
   *     afterwards
   * @param strict true if the answer must follow the schema exactly
   * @return the format
   */
  static ResponseFormat jsonSchema(String name, Map<String, Object> schema, boolean strict) {
    return ImmutableJsonSchema.builder()
        .name(name)
        .schema(schema)
        .strict(strict)
        .build();
  }

  /**
   * Asks for JSON that follows a schema and tells the model what it is for.
   *
   * @param name a name for the schema: letters, digits, dashes, underscores
   * @param description what the answer is for
   * @param schema the JSON schema as maps, lists, strings, numbers and booleans; not to be changed
   *     afterwards
   * @param strict true if the answer must follow the schema exactly
   * @return the format
   */
  static ResponseFormat jsonSchema(
      String name, String description, Map<String, Object> schema, boolean strict) {
    return ImmutableJsonSchema.builder()
        .name(name)
        .description(description)
        .schema(schema)
        .strict(strict)
        .build();
  }

  /**
   * Asks for text that matches a regular expression.
   *
   * @param pattern the expression, in the provider's dialect
   * @return the format
   */
  static ResponseFormat regex(String pattern) {
    return new Regex(pattern);
  }

  /** Plain text. */
  record Text() implements ResponseFormat {}

  /**
   * A JSON object.
   *
   * @param schema the schema it follows; empty for any object
   */
  record JsonObject(Map<String, Object> schema) implements ResponseFormat {
    /**
     * Makes the format.
     *
     * @param schema the schema it follows; empty for any object
     */
    public JsonObject {
      Objects.requireNonNull(schema, "schema");
    }
  }

  /** JSON that follows a schema. */
  @Value.Immutable
  abstract non-sealed class JsonSchema implements ResponseFormat {
    JsonSchema() {}

    /** {@return the schema's name} */
    public abstract String name();

    /** {@return what the answer is for; absent if not told} */
    public abstract Optional<String> description();

    /** {@return the JSON schema} */
    public abstract Map<String, @AllowNulls Object> schema();

    /**
     * {@return whether the answer must follow the schema exactly; the provider's choice if absent}
     */
    public abstract Optional<Boolean> strict();

    @Value.Check
    void check() {
      if (name().isBlank()) {
        throw new IllegalArgumentException("a response schema needs a name");
      }
    }
  }

  /**
   * Text that matches a regular expression.
   *
   * @param pattern the expression, in the provider's dialect
   */
  record Regex(String pattern) implements ResponseFormat {
    /**
     * Makes the format.
     *
     * @param pattern the expression, in the provider's dialect
     */
    public Regex {
      Objects.requireNonNull(pattern, "pattern");
    }
  }
}
