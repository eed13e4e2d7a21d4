package dev.fovea.chat;

import dev.fovea.config.AllowNulls;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What a piece of a stream adds to one of the answers. Immutable and thread-safe. */
@Value.Immutable
public abstract class ChunkChoice {
  ChunkChoice() {}

  /** {@return the answer's place among the choices, from 0} */
  public abstract int index();

  /** {@return what is new} */
  public abstract Delta delta();

  /** {@return why the model stopped; absent before it did} */
  public abstract Optional<FinishReason> finishReason();

  /** {@return the provider's own word for why the model stopped} */
  public abstract Optional<String> providerFinishReason();

  /**
   * {@return the likelihoods of the new words, in the form the whole answer has them, its lists to
   * be joined; absent if not asked for}
   */
  public abstract Optional<Map<String, Object>> logprobs();

  /** {@return members this version does not know, by name; JSON null is null} */
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return a builder that starts with this choice} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableChunkChoice.builder().index(0).delta(Delta.none());
  }

  /** Builds a {@link ChunkChoice}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the answer's place among the choices.
     *
     * @param index the place, from 0
     * @return this builder
     */
    public abstract Builder index(int index);

    /**
     * Sets what is new.
     *
     * @param delta the news
     * @return this builder
     */
    public abstract Builder delta(Delta delta);

    /**
     * Sets why the model stopped.
     *
     * @param finishReason the reason
     * @return this builder
     */
    public abstract Builder finishReason(FinishReason finishReason);

    /**
     * Sets the provider's own word for why the model stopped.
     *
     * @param providerFinishReason the word
     * @return this builder
     */
    public abstract Builder providerFinishReason(String providerFinishReason);

    /**
     * Sets the likelihoods of the new words.
     *
     * @param logprobs maps, lists and numbers in the form the whole answer has them
     * @return this builder
     */
    public abstract Builder logprobs(Map<String, Object> logprobs);

    /**
     * Sets the members this version does not know.
     *
     * @param additionalProperties the members by name
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ?> additionalProperties);

    /** {@return the choice} */
    public abstract ChunkChoice build();
  }
}
