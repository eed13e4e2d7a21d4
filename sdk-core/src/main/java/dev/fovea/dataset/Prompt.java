package dev.fovea.dataset;

import dev.fovea.chat.Message;
import dev.fovea.chat.Tool;
import dev.fovea.config.ValueObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A conversation without its answer, and what a grader compares the answer with. Immutable. */
public final class Prompt extends ValueObject implements Example {
  private final List<Message> messages;
  private final List<Tool> tools;
  private final Map<String, Object> fields;
  private final Map<String, Object> additionalProperties;

  private Prompt(Builder from) {
    this.messages = List.copyOf(from.messages);
    this.tools = List.copyOf(from.tools);
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(from.fields));
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the messages shown to the model} */
  public List<Message> messages() {
    return messages;
  }

  /** {@return the tools the answers may call; empty when there are none} */
  public List<Tool> tools() {
    return tools;
  }

  /** {@return the grader's reference values} */
  public Map<String, Object> fields() {
    return fields;
  }

  @Override
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("messages", messages);
    part.accept("tools", tools);
    part.accept("fields", fields);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a builder that starts with this prompt} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a builder without any content} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Prompt}; for one thread and one use. */
  public static final class Builder {
    private final List<Message> messages = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    private Builder(Prompt from) {
      messages.addAll(from.messages);
      tools.addAll(from.tools);
      fields.putAll(from.fields);
      additionalProperties = from.additionalProperties;
    }

    /**
     * Sets the messages shown to the model.
     *
     * @param messages the elements in their order
     * @return this builder
     */
    public Builder messages(Iterable<? extends Message> messages) {
      this.messages.clear();
      messages.forEach(this.messages::add);
      return this;
    }

    /**
     * Adds one to the messages shown to the model.
     *
     * @param element the next element
     * @return this builder
     */
    public Builder addMessage(Message element) {
      messages.add(Objects.requireNonNull(element, "element"));
      return this;
    }

    /**
     * Sets the tools the answers may call.
     *
     * @param tools the elements in their order
     * @return this builder
     */
    public Builder tools(Iterable<? extends Tool> tools) {
      this.tools.clear();
      tools.forEach(this.tools::add);
      return this;
    }

    /**
     * Adds one to the tools the answers may call.
     *
     * @param element the next element
     * @return this builder
     */
    public Builder addTool(Tool element) {
      tools.add(Objects.requireNonNull(element, "element"));
      return this;
    }

    /**
     * Sets the grader's reference values.
     *
     * @param fields the values by name
     * @return this builder
     */
    public Builder fields(Map<String, ? extends @Nullable Object> fields) {
      this.fields.clear();
      this.fields.putAll(fields);
      return this;
    }

    /**
     * Sets one of the grader's reference values.
     *
     * @param name the name
     * @param value a JDK value
     * @return this builder
     */
    public Builder putField(String name, @Nullable Object value) {
      fields.put(name, value);
      return this;
    }

    /**
     * Sets the top-level fields that have no meaning of their own here.
     *
     * @param fields the values by name
     * @return this builder
     */
    public Builder additionalProperties(Map<String, ? extends @Nullable Object> fields) {
      this.additionalProperties = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      return this;
    }

    /** {@return the prompt} */
    public Prompt build() {
      return new Prompt(this);
    }
  }
}
