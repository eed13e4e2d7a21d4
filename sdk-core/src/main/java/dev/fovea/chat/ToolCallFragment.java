package dev.fovea.chat;

import dev.fovea.config.ValueObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a tool call in a stream; pieces with the same index belong together. Immutable and
 * thread-safe.
 */
public final class ToolCallFragment extends ValueObject {
  private final int index;
  private final @Nullable String id;
  private final @Nullable String type;
  private final @Nullable String name;
  private final String arguments;
  private final Map<String, Object> additionalProperties;

  private ToolCallFragment(Builder from) {
    this.index = from.index;
    this.id = from.id;
    this.type = from.type;
    this.name = from.name;
    this.arguments = from.arguments;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the call's place among the message's calls, from 0} */
  public int index() {
    return index;
  }

  /** {@return the call's id; usually in its first fragment only} */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** {@return the kind of tool; usually in the first fragment only} */
  public Optional<String> type() {
    return Optional.ofNullable(type);
  }

  /** {@return the tool's name; usually in the first fragment only} */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /**
   * {@return the next characters of the arguments' JSON text, or of a {@code custom} tool's input;
   * {@code ""} if there are none}
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
    part.accept("index", index);
    part.accept("id", id);
    part.accept("type", type);
    part.accept("name", name);
    part.accept("arguments", arguments);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a builder that starts with this fragment} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return an empty builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ToolCallFragment}; for one thread and one use. */
  public static final class Builder {
    private int index;
    private @Nullable String id;
    private @Nullable String type;
    private @Nullable String name;
    private String arguments = "";
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    private Builder(ToolCallFragment from) {
      index = from.index;
      id = from.id;
      type = from.type;
      name = from.name;
      arguments = from.arguments;
      additionalProperties = from.additionalProperties;
    }

    /**
     * Sets the call's place among the message's calls.
     *
     * @param index the place, from 0
     * @return this builder
     */
    public Builder index(int index) {
      this.index = index;
      return this;
    }

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
     * Sets the next characters of the arguments.
     *
     * @param arguments a piece of JSON text
     * @return this builder
     */
    public Builder arguments(String arguments) {
      this.arguments = Objects.requireNonNull(arguments, "arguments");
      return this;
    }

    /**
     * Sets members of the call this version does not know.
     *
     * @param additionalProperties the members by name
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ?> additionalProperties) {
      this.additionalProperties =
          Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
      return this;
    }

    /** {@return the fragment} */
    public ToolCallFragment build() {
      return new ToolCallFragment(this);
    }
  }
}
