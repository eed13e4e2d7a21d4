package dev.fovea.dataset;

import dev.fovea.chat.Message;
import dev.fovea.chat.Tool;
import dev.fovea.config.AllowNulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Messages that end with the wanted answer. Immutable. */
@Value.Immutable
public abstract non-sealed class Conversation implements Example {
  Conversation() {}

  /** {@return the messages in their order} */
  public abstract List<Message> messages();

  /** {@return the tools the answers may call; empty when there are none} */
  public abstract List<Tool> tools();

  /** {@return the factor of this example's loss, 0 or more; absent means 1} */
  public abstract Optional<Double> weight();

  @Override
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return a builder that starts with this conversation} */
  public abstract Builder toBuilder();

  /** {@return a builder without any content} */
  public static Builder builder() {
    return ImmutableConversation.builder();
  }

  /** Builds a {@link Conversation}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the messages in their order.
     *
     * @param messages the elements in their order
     * @return this builder
     */
    public abstract Builder messages(Iterable<? extends Message> messages);

    /**
     * Adds one to the messages in their order.
     *
     * @param element the next element
     * @return this builder
     */
    public abstract Builder addMessage(Message element);

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

    /** {@return the conversation} */
    public abstract Conversation build();
  }
}
