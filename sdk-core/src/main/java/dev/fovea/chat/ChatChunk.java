package dev.fovea.chat;

import dev.fovea.config.AllowNulls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A piece of an answer, as it is generated. Immutable and thread-safe. */
@Value.Immutable
public abstract class ChatChunk {
  ChatChunk() {}

  /** {@return the answer's id, the same in every piece; {@code ""} if the provider gave none} */
  public abstract String id();

  /** {@return the model that answers, as the provider spells it; {@code ""} if not told} */
  public abstract String model();

  /** {@return when the answer was begun; absent if not told} */
  public abstract Optional<Instant> created();

  /** {@return what is new in each of the answers; empty in a piece that only tells the usage} */
  public abstract List<ChunkChoice> choices();

  /** {@return the tokens the answer cost; usually in the last piece only} */
  public abstract Optional<Usage> usage();

  /** {@return members this version does not know, by name; JSON null is null} */
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return the new text of the first choice; {@code ""} if there is none} */
  public String text() {
    return choices().isEmpty() ? "" : choices().get(0).delta().text();
  }

  /** {@return a builder that starts with this chunk} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableChatChunk.builder().id("").model("");
  }

  /** Builds a {@link ChatChunk}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the answer's id.
     *
     * @param id the id
     * @return this builder
     */
    public abstract Builder id(String id);

    /**
     * Sets the model that answers.
     *
     * @param model the name, as the provider spells it
     * @return this builder
     */
    public abstract Builder model(String model);

    /**
     * Sets when the answer was begun.
     *
     * @param created the time
     * @return this builder
     */
    public abstract Builder created(Instant created);

    /**
     * Adds what is new in one of the answers.
     *
     * @param choice the news
     * @return this builder
     */
    public abstract Builder addChoice(ChunkChoice choice);

    /**
     * Sets what is new in each of the answers.
     *
     * @param choices the news in their order
     * @return this builder
     */
    public abstract Builder choices(Iterable<? extends ChunkChoice> choices);

    /**
     * Sets the tokens the answer cost.
     *
     * @param usage the tokens
     * @return this builder
     */
    public abstract Builder usage(Usage usage);

    /**
     * Sets the members this version does not know.
     *
     * @param additionalProperties the members by name
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ?> additionalProperties);

    /** {@return the chunk} */
    public abstract ChatChunk build();
  }
}
