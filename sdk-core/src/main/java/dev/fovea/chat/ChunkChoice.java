package dev.fovea.chat;

import dev.fovea.config.ValueObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a piece of a stream adds to one of the answers. Immutable and thread-safe. */
public final class ChunkChoice extends ValueObject {
  private final int index;
  private final Delta delta;
  private final @Nullable FinishReason finishReason;
  private final @Nullable String providerFinishReason;
  private final @Nullable Map<String, Object> logprobs;
  private final Map<String, Object> additionalProperties;

  private ChunkChoice(Builder from) {
    this.index = from.index;
    this.delta = from.delta;
    this.finishReason = from.finishReason;
    this.providerFinishReason = from.providerFinishReason;
    this.logprobs = from.logprobs;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the answer's place among the choices, from 0} */
  public int index() {
    return index;
  }

  /** {@return what is new} */
  public Delta delta() {
    return delta;
  }

  /** {@return why the model stopped; absent before it did} */
  public Optional<FinishReason> finishReason() {
    return Optional.ofNullable(finishReason);
  }

  /** {@return the provider's own word for why the model stopped} */
  public Optional<String> providerFinishReason() {
    return Optional.ofNullable(providerFinishReason);
  }

  /**
   * {@return the likelihoods of the new words, in the form the whole answer has them, its lists to
   * be joined; absent if not asked for}
   */
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
    part.accept("delta", delta);
    part.accept("finishReason", finishReason);
    part.accept("providerFinishReason", providerFinishReason);
    part.accept("logprobs", logprobs);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a builder that starts with this choice} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return an empty builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ChunkChoice}; for one thread and one use. */
  public static final class Builder {
    private int index;
    private Delta delta = Delta.none();
    private @Nullable FinishReason finishReason;
    private @Nullable String providerFinishReason;
    private @Nullable Map<String, Object> logprobs;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    private Builder(ChunkChoice from) {
      index = from.index;
      delta = from.delta;
      finishReason = from.finishReason;
      providerFinishReason = from.providerFinishReason;
      logprobs = from.logprobs;
      additionalProperties = from.additionalProperties;
    }

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
     * Sets what is new.
     *
     * @param delta the news
     * @return this builder
     */
    public Builder delta(Delta delta) {
      this.delta = Objects.requireNonNull(delta, "delta");
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
     * Sets the likelihoods of the new words.
     *
     * @param logprobs maps, lists and numbers in the form the whole answer has them
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
    public ChunkChoice build() {
      return new ChunkChoice(this);
    }
  }
}
