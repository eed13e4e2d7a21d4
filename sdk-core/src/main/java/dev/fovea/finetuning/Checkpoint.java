package dev.fovea.finetuning;

import dev.fovea.config.ValueObject;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A state of the model that a fine-tuning job has kept, as the provider told it. Immutable. */
public final class Checkpoint extends ValueObject {
  private final String id;
  private final @Nullable Long step;
  private final @Nullable Instant createdAt;
  private final String type;
  private final @Nullable FineTunedModel model;
  private final @Nullable String path;
  private final Map<String, Object> additionalProperties;

  private Checkpoint(Builder from) {
    this.id = required("id", from.id);
    this.step = from.step;
    this.createdAt = from.createdAt;
    this.type = from.type;
    this.model = from.model;
    this.path = from.path;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return how the provider names it where a checkpoint is asked for} */
  public String id() {
    return id;
  }

  /** {@return the training step it was kept after; absent when the provider did not say} */
  public Optional<Long> step() {
    return Optional.ofNullable(step);
  }

  /** {@return when it was kept; absent when the provider did not say} */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }

  /** {@return what it is, in the provider's word such as {@code Final Adapter}; may be empty} */
  public String type() {
    return type;
  }

  /** {@return the model it makes; absent when it cannot be deployed or called by itself} */
  public Optional<FineTunedModel> model() {
    return Optional.ofNullable(model);
  }

  /** {@return where the provider keeps it, in the provider's words; absent when it did not say} */
  public Optional<String> path() {
    return Optional.ofNullable(path);
  }

  /** {@return what else the provider said, by the wire's names} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("id", id);
    part.accept("step", step);
    part.accept("createdAt", createdAt);
    part.accept("type", type);
    part.accept("model", model);
    part.accept("path", path);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return an empty builder; for provider modules and tests} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Checkpoint}; for one thread and one use. */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable Long step;
    private @Nullable Instant createdAt;
    private String type = "";
    private @Nullable FineTunedModel model;
    private @Nullable String path;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    /**
     * Sets the provider's name of it. Required.
     *
     * @param id the name
     * @return this builder
     */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Sets the training step it was kept after.
     *
     * @param step the step
     * @return this builder
     */
    public Builder step(long step) {
      this.step = step;
      return this;
    }

    /**
     * Sets when it was kept.
     *
     * @param createdAt the time
     * @return this builder
     */
    public Builder createdAt(Instant createdAt) {
      this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
      return this;
    }

    /**
     * Sets what it is.
     *
     * @param type the provider's word as it came
     * @return this builder
     */
    public Builder type(String type) {
      this.type = Objects.requireNonNull(type, "type");
      return this;
    }

    /**
     * Sets the model it makes.
     *
     * @param model the model
     * @return this builder
     */
    public Builder model(FineTunedModel model) {
      this.model = Objects.requireNonNull(model, "model");
      return this;
    }

    /**
     * Sets where the provider keeps it.
     *
     * @param path the provider's words
     * @return this builder
     */
    public Builder path(String path) {
      this.path = Objects.requireNonNull(path, "path");
      return this;
    }

    /**
     * Sets what else the provider said.
     *
     * @param properties values of JDK types by the wire's names
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ? extends Object> properties) {
      this.additionalProperties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
      return this;
    }

    /** {@return the checkpoint} */
    public Checkpoint build() {
      return new Checkpoint(this);
    }
  }
}
