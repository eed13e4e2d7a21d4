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
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Messages that end with the wanted answer. Immutable. */
public final class Conversation extends ValueObject implements Example {
  private final List<Message> messages;
  private final List<Tool> tools;
  private final @Nullable Double weight;
  private final Map<String, Object> additionalProperties;

  private Conversation(Builder from) {
    this.messages = List.copyOf(from.messages);
    this.tools = List.copyOf(from.tools);
    this.weight = from.weight;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the messages in their order} */
  public List<Message> messages() {
    return messages;
  }

  /** {@return the tools the answers may call; empty when there are none} */
  public List<Tool> tools() {
    return tools;
  }

  /** {@return the factor of this example's loss, 0 or more; absent means 1} */
  public Optional<Double> weight() {
    return Optional.ofNullable(weight);
  }

  @Override
  public Map<String, Object> additionalProperties() {
    return additionalProperties;
  }

  @Override
  protected void parts(BiConsumer<String, @Nullable Object> part) {
    part.accept("messages", messages);
    part.accept("tools", tools);
    part.accept("weight", weight);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a builder that starts with this conversation} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a builder without any content} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Conversation}; for one thread and one use. */
  public static final class Builder {
    private final List<Message> messages = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private @Nullable Double weight;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    private Builder(Conversation from) {
      messages.addAll(from.messages);
      tools.addAll(from.tools);
      weight = from.weight;
      additionalProperties = from.additionalProperties;
    }

    /**
     * Sets the messages in their order.
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
     * Adds one to the messages in their order.
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
     * Sets the factor of this example's loss, 0 or more.
     *
     * @param weight the factor of this example's loss, 0 or more
     * @return this builder
     */
    public Builder weight(double weight) {
      this.weight = weight;
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

    /** {@return the conversation} */
    public Conversation build() {
      return new Conversation(this);
    }
  }
}
