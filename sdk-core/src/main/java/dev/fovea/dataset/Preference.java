package dev.fovea.dataset;

import dev.fovea.chat.Message;
import dev.fovea.chat.Tool;
import dev.fovea.config.AllowNulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A conversation with a better and a worse answer to its last message. Immutable. */
@Value.Immutable
public abstract non-sealed class Preference implements Example {
  Preference() {}

  /** {@return the messages before the answer} */
  public abstract List<Message> input();

  /** {@return the better answer} */
  public abstract Message preferred();

  /** {@return the worse answer} */
  public abstract Message nonPreferred();

  /** {@return the tools the answers may call; empty when there are none} */
  public abstract List<Tool> tools();

  /** {@return the factor of this example's loss, 0 or more; absent means 1} */
  public abstract Optional<Double> weight();

  @Override
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return a builder that starts with this preference} */
  public abstract Builder toBuilder();

  /** {@return a builder without any content} */
  public static Builder builder() {
    return ImmutablePreference.builder();
  }

  /** Builds a {@link Preference}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the messages before the answer.
     *
     * @param input the elements in their order
     * @return this builder
     */
    public abstract Builder input(Iterable<? extends Message> input);

    /**
     * Adds one to the messages before the answer.
     *
     * @param element the next element
     * @return this builder
     */
    public abstract Builder addInput(Message element);

    /**
     * Sets the better answer. Required.
     *
     * @param preferred the better answer
     * @return this builder
     */
    public abstract Builder preferred(Message preferred);

    /**
     * Sets the worse answer. Required.
     *
     * @param nonPreferred the worse answer
     * @return this builder
     */
    public abstract Builder nonPreferred(Message nonPreferred);

    /**
     * Sets the tools the answers may call.
     *
     * @param tools the elements in their order
     * @return this builder
     */
    public abstract Builder tools(Iterable<? extends Tool> tools);

    /**
     * Adds one to the tools the answers may call.
     *
     * @param element the next element
     * @return this builder
     */
    public abstract Builder addTool(Tool element);

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

    /** {@return the preference} */
    public abstract Preference build();
  }
}
