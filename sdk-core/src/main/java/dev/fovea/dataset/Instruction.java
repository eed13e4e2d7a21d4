package dev.fovea.dataset;

import dev.fovea.chat.ContentPart;
import dev.fovea.config.AllowNulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A prompt and the wanted completion. Immutable. */
@Value.Immutable
public abstract non-sealed class Instruction implements Example {
  Instruction() {}

  /** {@return the parts of the prompt, pictures included} */
  public abstract List<ContentPart> prompt();

  /** {@return the parts of the wanted answer} */
  public abstract List<ContentPart> completion();

  /** {@return the factor of this example's loss, 0 or more; absent means 1} */
  public abstract Optional<Double> weight();

  @Override
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return a builder that starts with this instruction} */
  public abstract Builder toBuilder();

  /** {@return a builder without any content} */
  public static Builder builder() {
    return ImmutableInstruction.builder();
  }

  /** Builds an {@link Instruction}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the parts of the prompt, pictures included.
     *
     * @param prompt the elements in their order
     * @return this builder
     */
    public abstract Builder prompt(Iterable<? extends ContentPart> prompt);

    /**
     * Adds one to the parts of the prompt, pictures included.
     *
     * @param element the next element
     * @return this builder
     */
    public abstract Builder addPrompt(ContentPart element);

    /**
     * Sets the parts of the wanted answer.
     *
     * @param completion the elements in their order
     * @return this builder
     */
    public abstract Builder completion(Iterable<? extends ContentPart> completion);

    /**
     * Adds one to the parts of the wanted answer.
     *
     * @param element the next element
     * @return this builder
     */
    public abstract Builder addCompletion(ContentPart element);

    /**
     * Sets the factor of this example's loss, 0 or more.
     *
     * @param weight the factor of this example's loss, 0 or more
     * @return this builder
     */
    public abstract Builder weight(double weight);

    /**
     * Sets the top-level fields that have no meaning of their own here.
     *
     * @param fields the values by name
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ? extends @Nullable Object> fields);

    /** {@return the instruction} */
    public abstract Instruction build();
  }
}
