package dev.fovea.chat;

import dev.fovea.config.ValueObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One of a model's answers. Immutable and thread-safe. */
public final class Choice extends ValueObject {
  private final int index;
  private final Message message;
  private final @Nullable FinishReason finishReason;
  private final @Nullable String providerFinishReason;
  private final @Nullable Map<String, Object> logprobs;
  private final Map<String, Object> additionalProperties;

  private Choice(Builder from) {
    this.index = from.index;
    this.message = required("message", from.message);
    this.finishReason = from.finishReason;
    this.providerFinishReason = from.providerFinishReason;
    this.logprobs = from.logprobs;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the answer's place among the choices, from 0} */
  public int index() {
    return index;
  }

  /** {@return what the model said} */
  public Message message() {
    return message;
  }

  /** {@return why the model stopped; absent if the provider did not say} */
  public Optional<FinishReason> finishReason() {
    return Optional.ofNullable(finishReason);
  }

  /** {@return the provider's own word for why the model stopped} */
  public Optional<String> providerFinishReason() {
    return Optional.ofNullable(providerFinishReason);
  }

  /** {@return the likelihoods of the words as the provider gives them; absent if not asked for} */
  public Optional<Map<String, Object>> logprobs() {
    return Optional.ofNullable(logprobs);
  }

  /** {@return members this version does not know, by name; JSON null is null} */
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("index", index);
    part.accept("message", message);
    part.accept("finishReason", finishReason);
    part.accept("providerFinishReason", providerFinishReason);
    part.accept("logprobs", logprobs);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return an empty builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Choice}; for one thread and one use. */
  public static final class Builder {
    private int index;
    private @Nullable Message message;
    private @Nullable FinishReason finishReason;
    private @Nullable String providerFinishReason;
    private @Nullable Map<String, Object> logprobs;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    /**
     * Sets the answer's place among the choices.
     *
     * @param index the place, from 0
     * @return this builder
     */
    public Builder index(int index) {
      this.index = index;
      return this;
    }

    /**
     * Sets what the model said. Required.
     *
     * @param message the message
     * @return this builder
     */
    public Builder message(Message message) {
      this.message = Objects.requireNonNull(message, "message");
      return this;
    }

    /**
     * Sets why the model stopped.
     *
     * @param finishReason the reason
     * @return this builder
     */
    public Builder finishReason(FinishReason finishReason) {
      this.finishReason = Objects.requireNonNull(finishReason, "finishReason");
      return this;
    }

    /**
     * Sets the provider's own word for why the model stopped.
     *
     * @param providerFinishReason the word
     * @return this builder
     */
    public Builder providerFinishReason(String providerFinishReason) {
      this.providerFinishReason =
          Objects.requireNonNull(providerFinishReason, "providerFinishReason");
      return this;
    }

    /**
     * Sets the likelihoods of the words.
     *
     * @param logprobs maps, lists and numbers as the provider gives them
     * @return this builder
     */
    public Builder logprobs(Map<String, Object> logprobs) {
      this.logprobs = Collections.unmodifiableMap(new LinkedHashMap<>(logprobs));
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

    /** {@return the choice} */
    public Choice build() {
      return new Choice(this);
    }
  }
}
