package dev.fovea.dataset;

import dev.fovea.chat.Message;
import dev.fovea.chat.Tool;
import dev.fovea.config.AllowNulls;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A conversation without its answer, and what a grader compares the answer with. Immutable. */
@Value.Immutable
public abstract non-sealed class Prompt implements Example {
  Prompt() {}

  /** {@return the messages shown to the model} */
  public abstract List<Message> messages();

  /** {@return the tools the answers may call; empty when there are none} */
  public abstract List<Tool> tools();

  /** {@return the grader's reference values} */
  public abstract Map<String, @AllowNulls Object> fields();

  @Override
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return a builder that starts with this prompt} */
  public abstract Builder toBuilder();

  /** {@return a builder without any content} */
  public static Builder builder() {
    return ImmutablePrompt.builder();
  }

  /** Builds a {@link Prompt}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the messages shown to the model.
     *
     * @param messages the elements in their order
     * @return this builder
     */
    public abstract Builder messages(Iterable<? extends Message> messages);

    /**
     * Adds one to the messages shown to the model.
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
     * Sets the grader's reference values.
     *
     * @param fields the values by name
     * @return this builder
     */
    public abstract Builder fields(Map<String, ? extends @Nullable Object> fields);

    /**
     * Sets one of the grader's reference values.
     *
     * @param name the name
     * @param value a JDK value
     * @return this builder
     */
    public abstract Builder putField(String name, @Nullable Object value);

    /**
     * Sets the top-level fields that have no meaning of their own here.
     *
     * @param fields the values by name
     * @return this builder
     */
    public abstract Builder additionalProperties(Map<String, ? extends @Nullable Object> fields);

    /** {@return the prompt} */
    public abstract Prompt build();
  }
}
