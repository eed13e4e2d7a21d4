package dev.fovea.finetuning;

import dev.fovea.config.AllowNulls;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A state of the model that a fine-tuning job has kept, as the provider told it. Immutable. */
@Value.Immutable
public abstract class Checkpoint {
  Checkpoint() {}

  /** {@return how the provider names it where a checkpoint is asked for} */
  public abstract String id();

  /** {@return the training step it was kept after; absent when the provider did not say} */
  public abstract Optional<Long> step();

  /** {@return when it was kept; absent when the provider did not say} */
  public abstract Optional<Instant> createdAt();

  /** {@return what it is, in the provider's word such as {@code Final Adapter}; may be empty} */
  public abstract String type();

  /** {@return the model it makes; absent when it cannot be deployed or called by itself} */
  public abstract Optional<FineTunedModel> model();

  /** {@return where the provider keeps it, in the provider's words; absent when it did not say} */
  public abstract Optional<String> path();

  /** {@return what else the provider said, by the wire's names} */
  @AllowNulls
  public abstract Map<String, Object> additionalProperties();

  /** {@return a builder that starts with this checkpoint} */
  public abstract Builder toBuilder();

  /** {@return an empty builder; for provider modules and tests} */
  public static Builder builder() {
    return ImmutableCheckpoint.builder().type("");
  }

  /** Builds a {@link Checkpoint}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the provider's name of it. Required.
     *
     * @param id the name
     * @return this builder
     */
    public abstract Builder id(String id);

    /**
     * Sets the training step it was kept after.
     *
     * @param step the step
     * @return this builder
     */
    public abstract Builder step(long step);

    /**
     * Sets when it was kept.
     *
     * @param createdAt the time
     * @return this builder
     */
    public abstract Builder createdAt(Instant createdAt);

    /**
     * Sets what it is.
     *
     * @param type the provider's word as it came
     * @return this builder
     */
    public abstract Builder type(String type);

    /**
     * Sets the model it makes.
     *
     * @param model the model
     * @return this builder
     */
    public abstract Builder model(FineTunedModel model);

    /**
     * Sets where the provider keeps it.
     *
     * @param path the provider's words
     * @return this builder
     */
    public abstract Builder path(String path);

    /**
     * Sets what else the provider said.
     *
     * @param properties values of JDK types by the wire's names
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ? extends Object> properties);

    /** {@return the checkpoint} */
    public abstract Checkpoint build();
  }
}
