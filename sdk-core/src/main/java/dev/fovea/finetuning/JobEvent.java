package dev.fovea.finetuning;

import dev.fovea.config.AllowNulls;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Something that happened in a fine-tuning job, as the provider told it. Immutable. */
@Value.Immutable
public abstract class JobEvent {
  JobEvent() {}

  /** {@return the provider's id or hash of the event; absent where events have none} */
  public abstract Optional<String> id();

  /** {@return when it happened; absent when the provider did not say} */
  public abstract Optional<Instant> createdAt();

  /** {@return how serious it is} */
  public abstract Level level();

  /** {@return what happened, in the provider's word as it came; empty when it sent none} */
  public abstract String type();

  /** {@return what happened, in the provider's sentence; may be empty} */
  public abstract String message();

  /** {@return the training step it belongs to; absent when the provider did not say} */
  public abstract Optional<Long> step();

  /** {@return what else the provider said, by the wire's names} */
  @AllowNulls
  public abstract Map<String, Object> additionalProperties();

  /** How serious an event is. May grow in a minor version: keep a default branch. */
  public enum Level {
    /** Told for information. */
    INFO,
    /** Something to look at; the job goes on. */
    WARNING,
    /** Something failed. */
    ERROR,
    /** No level, or a word this version does not know. */
    UNKNOWN
  }

  /** {@return a builder that starts with this event} */
  public abstract Builder toBuilder();

  /** {@return an empty builder; for provider modules and tests} */
  public static Builder builder() {
    return ImmutableJobEvent.builder().type("");
  }

  /** Builds a {@link JobEvent}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the provider's id or hash of the event.
     *
     * @param id the id
     * @return this builder
     */
    public abstract Builder id(String id);

    /**
     * Sets when it happened.
     *
     * @param createdAt the time
     * @return this builder
     */
    public abstract Builder createdAt(Instant createdAt);

    /**
     * Sets how serious it is. Required.
     *
     * @param level our word
     * @return this builder
     */
    public abstract Builder level(Level level);

    /**
     * Sets what happened, in the provider's word.
     *
     * @param type the word as it came
     * @return this builder
     */
    public abstract Builder type(String type);

    /**
     * Sets what happened, in the provider's sentence. Required.
     *
     * @param message the sentence; may be empty
     * @return this builder
     */
    public abstract Builder message(String message);

    /**
     * Sets the training step it belongs to.
     *
     * @param step the step
     * @return this builder
     */
    public abstract Builder step(long step);

    /**
     * Sets what else the provider said.
     *
     * @param properties values of JDK types by the wire's names
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ? extends Object> properties);

    /** {@return the event} */
    public abstract JobEvent build();
  }
}
