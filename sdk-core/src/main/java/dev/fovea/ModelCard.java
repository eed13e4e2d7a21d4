package dev.fovea;

import dev.fovea.config.AllowNulls;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What a provider tells about one model. Immutable. */
@Value.Immutable
public abstract class ModelCard {
  ModelCard() {}

  /** {@return the model's name, as requests spell it} */
  public abstract String id();

  /** {@return the name people read; absent when there is none} */
  public abstract Optional<String> displayName();

  /** {@return the kind of model, in the provider's own word, such as {@code chat}} */
  public abstract Optional<String> type();

  /** {@return who made it or whom it belongs to} */
  public abstract Optional<String> owner();

  /** {@return the most tokens a request and its answer may have together} */
  public abstract Optional<Long> contextLength();

  /** {@return when it was made or listed} */
  public abstract Optional<Instant> createdAt();

  /** {@return fields of the answer this version has no accessor for, as JDK types} */
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableModelCard.builder();
  }

  /** Builds {@link ModelCard}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the model's name. Required.
     *
     * @param id the name, as requests spell it
     * @return this builder
     */
    public abstract Builder id(String id);

    /**
     * Sets the name people read.
     *
     * @param displayName the name
     * @return this builder
     */
    public abstract Builder displayName(String displayName);

    /**
     * Sets the kind of model.
     *
     * @param type the provider's word
     * @return this builder
     */
    public abstract Builder type(String type);

    /**
     * Sets who made it or whom it belongs to.
     *
     * @param owner the name
     * @return this builder
     */
    public abstract Builder owner(String owner);

    /**
     * Sets the most tokens a request and its answer may have together.
     *
     * @param contextLength the number of tokens
     * @return this builder
     */
    public abstract Builder contextLength(long contextLength);

    /**
     * Sets when it was made or listed.
     *
     * @param createdAt the time
     * @return this builder
     */
    public abstract Builder createdAt(Instant createdAt);

    /**
     * Sets the fields without an accessor.
     *
     * @param additionalProperties the fields by name
     * @return this builder
     */
    public abstract Builder additionalProperties(
        Map<String, ? extends Object> additionalProperties);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract ModelCard build();
  }
}
