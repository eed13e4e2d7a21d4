package dev.fovea.chat;

import dev.fovea.config.ValueObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The model's wish to have a tool called. Immutable and thread-safe. */
public final class ToolCall extends ValueObject {
  private final @Nullable String id;
  private final String type;
  private final String name;
  private final String arguments;
  private final Map<String, Object> additionalProperties;

  private ToolCall(Builder from) {
    this.id = from.id;
    this.type = from.type;
    this.name = from.name;
    this.arguments = from.arguments;
    this.additionalProperties = from.additionalProperties;
  }

  /**
   * {@return the call's id, to be given back with the tool's result; absent where the provider
   * gives none}
   */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** {@return the kind of tool, {@code function} by default} */
  public String type() {
    return type;
  }

  /** {@return the tool's name, {@code ""} if the provider gave none} */
  public String name() {
    return name;
  }

  /**
   * {@return the arguments as JSON text, {@code ""} if the provider gave none} The model wrote it:
   * it may not be valid JSON. Of a tool of type {@code custom} it is the input, which is any text.
   */
  public String arguments() {
    return arguments;
  }

  /** {@return members of the call this version does not know, by name; JSON null is null} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("id", id);
    part.accept("type", type);
    part.accept("name", name);
    part.accept("arguments", arguments);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return an empty builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ToolCall}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String id;
    private String type = "function";
    private String name = "";
    private String arguments = "";
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    /**
     * Sets the call's id.
     *
     * @param id the id
     * @return this builder
     */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Sets the kind of tool.
     *
     * @param type the kind, as it stands on the wire
     * @return this builder
     */
    public Builder type(String type) {
      this.type = Objects.requireNonNull(type, "type");
      return this;
    }

    /**
     * Sets the tool's name.
     *
     * @param name the name
     * @return this builder
     */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets the arguments.
     *
     * @param arguments JSON text
     * @return this builder
     */
    public Builder arguments(String arguments) {
      this.arguments = Objects.requireNonNull(arguments, "arguments");
      return this;
    }

    /**
     * Sets the members this version does not know.
     *
     * @param additionalProperties the members by name
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ?> additionalProperties) {
      this.additionalProperties =
          Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
      return this;
    }

    /** {@return the call} */
    public ToolCall build() {
      return new ToolCall(this);
    }
  }
}
