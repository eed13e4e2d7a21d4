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

/** A conversation with a better and a worse answer to its last message. Immutable. */
public final class Preference extends ValueObject implements Example {
  private final List<Message> input;
  private final Message preferred;
  private final Message nonPreferred;
  private final List<Tool> tools;
  private final @Nullable Double weight;
  private final Map<String, Object> additionalProperties;

  private Preference(Builder from) {
    this.input = List.copyOf(from.input);
    this.preferred = required("preferred", from.preferred);
    this.nonPreferred = required("nonPreferred", from.nonPreferred);
    this.tools = List.copyOf(from.tools);
    this.weight = from.weight;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the messages before the answer} */
  public List<Message> input() {
    return input;
  }

  /** {@return the better answer} */
  public Message preferred() {
    return preferred;
  }

  /** {@return the worse answer} */
  public Message nonPreferred() {
    return nonPreferred;
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
    part.accept("input", input);
    part.accept("preferred", preferred);
    part.accept("nonPreferred", nonPreferred);
    part.accept("tools", tools);
    part.accept("weight", weight);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a builder that starts with this preference} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a builder without any content} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Preference}; for one thread and one use. */
  public static final class Builder {
    private final List<Message> input = new ArrayList<>();
    private @Nullable Message preferred;
    private @Nullable Message nonPreferred;
    private final List<Tool> tools = new ArrayList<>();
    private @Nullable Double weight;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    private Builder(Preference from) {
      input.addAll(from.input);
      preferred = from.preferred;
      nonPreferred = from.nonPreferred;
      tools.addAll(from.tools);
      weight = from.weight;
      additionalProperties = from.additionalProperties;
    }

    /**
     * Sets the messages before the answer.
     *
     * @param input the elements in their order
     * @return this builder
     */
    public Builder input(Iterable<? extends Message> input) {
      this.input.clear();
      input.forEach(this.input::add);
      return this;
    }

    /**
     * Adds one to the messages before the answer.
     *
     * @param element the next element
     * @return this builder
     */
    public Builder addInput(Message element) {
      input.add(Objects.requireNonNull(element, "element"));
      return this;
    }

    /**
     * Sets the better answer. Required.
     *
     * @param preferred the better answer
     * @return this builder
     */
    public Builder preferred(Message preferred) {
      this.preferred = Objects.requireNonNull(preferred, "preferred");
      return this;
    }

    /**
     * Sets the worse answer. Required.
     *
     * @param nonPreferred the worse answer
     * @return this builder
     */
    public Builder nonPreferred(Message nonPreferred) {
      this.nonPreferred = Objects.requireNonNull(nonPreferred, "nonPreferred");
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

    /** {@return the preference} */
    public Preference build() {
      return new Preference(this);
    }
  }
}
