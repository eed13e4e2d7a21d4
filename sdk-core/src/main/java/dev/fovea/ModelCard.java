package dev.fovea;

import dev.fovea.config.ValueObject;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a provider tells about one model. Immutable. */
public final class ModelCard extends ValueObject {
  private final String id;
  private final @Nullable String displayName;
  private final @Nullable String type;
  private final @Nullable String owner;
  private final @Nullable Long contextLength;
  private final @Nullable Instant createdAt;
  private final Map<String, Object> additionalProperties;

  private ModelCard(Builder from) {
    this.id = required("id", from.id);
    this.displayName = from.displayName;
    this.type = from.type;
    this.owner = from.owner;
    this.contextLength = from.contextLength;
    this.createdAt = from.createdAt;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the model's name, as requests spell it} */
  public String id() {
    return id;
  }

  /** {@return the name people read; absent when there is none} */
  public Optional<String> displayName() {
    return Optional.ofNullable(displayName);
  }

  /** {@return the kind of model, in the provider's own word, such as {@code chat}} */
  public Optional<String> type() {
    return Optional.ofNullable(type);
  }

  /** {@return who made it or whom it belongs to} */
  public Optional<String> owner() {
    return Optional.ofNullable(owner);
  }

  /** {@return the most tokens a request and its answer may have together} */
  public Optional<Long> contextLength() {
    return Optional.ofNullable(contextLength);
  }

  /** {@return when it was made or listed} */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }

  /** {@return fields of the answer this version has no accessor for, as JDK types} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("id", id);
    part.accept("displayName", displayName);
    part.accept("type", type);
    part.accept("owner", owner);
    part.accept("contextLength", contextLength);
    part.accept("createdAt", createdAt);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a new builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link ModelCard}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable String displayName;
    private @Nullable String type;
    private @Nullable String owner;
    private @Nullable Long contextLength;
    private @Nullable Instant createdAt;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    /**
     * Sets the model's name. Required.
     *
     * @param id the name, as requests spell it
     * @return this builder
     */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Sets the name people read.
     *
     * @param displayName the name
     * @return this builder
     */
    public Builder displayName(String displayName) {
      this.displayName = Objects.requireNonNull(displayName, "displayName");
      return this;
    }

    /**
     * Sets the kind of model.
     *
     * @param type the provider's word
     * @return this builder
     */
    public Builder type(String type) {
      this.type = Objects.requireNonNull(type, "type");
      return this;
    }

    /**
     * Sets who made it or whom it belongs to.
     *
     * @param owner the name
     * @return this builder
     */
    public Builder owner(String owner) {
      this.owner = Objects.requireNonNull(owner, "owner");
      return this;
    }

    /**
     * Sets the most tokens a request and its answer may have together.
     *
     * @param contextLength the number of tokens
     * @return this builder
     */
    public Builder contextLength(long contextLength) {
      this.contextLength = contextLength;
      return this;
    }

    /**
     * Sets when it was made or listed.
     *
     * @param createdAt the time
     * @return this builder
     */
    public Builder createdAt(Instant createdAt) {
      this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
      return this;
    }

    /**
     * Sets the fields without an accessor.
     *
     * @param additionalProperties the fields by name
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ? extends Object> additionalProperties) {
      this.additionalProperties =
          Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the value
     */
    public ModelCard build() {
      return new ModelCard(this);
    }
  }
}
