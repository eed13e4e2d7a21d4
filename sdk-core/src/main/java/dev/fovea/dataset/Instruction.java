package dev.fovea.dataset;

import dev.fovea.chat.ContentPart;
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

/** A prompt and the wanted completion. Immutable. */
public final class Instruction extends ValueObject implements Example {
  private final List<ContentPart> prompt;
  private final List<ContentPart> completion;
  private final @Nullable Double weight;
  private final Map<String, Object> additionalProperties;

  private Instruction(Builder from) {
    this.prompt = List.copyOf(from.prompt);
    this.completion = List.copyOf(from.completion);
    this.weight = from.weight;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the parts of the prompt, pictures included} */
  public List<ContentPart> prompt() {
    return prompt;
  }

  /** {@return the parts of the wanted answer} */
  public List<ContentPart> completion() {
    return completion;
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
    part.accept("prompt", prompt);
    part.accept("completion", completion);
    part.accept("weight", weight);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a builder that starts with this instruction} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a builder without any content} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link Instruction}; for one thread and one use. */
  public static final class Builder {
    private final List<ContentPart> prompt = new ArrayList<>();
    private final List<ContentPart> completion = new ArrayList<>();
    private @Nullable Double weight;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    private Builder(Instruction from) {
      prompt.addAll(from.prompt);
      completion.addAll(from.completion);
      weight = from.weight;
      additionalProperties = from.additionalProperties;
    }

    /**
     * Sets the parts of the prompt, pictures included.
     *
     * @param prompt the elements in their order
     * @return this builder
     */
    public Builder prompt(Iterable<? extends ContentPart> prompt) {
      this.prompt.clear();
      prompt.forEach(this.prompt::add);
      return this;
    }

    /**
     * Adds one to the parts of the prompt, pictures included.
     *
     * @param element the next element
     * @return this builder
     */
    public Builder addPrompt(ContentPart element) {
      prompt.add(Objects.requireNonNull(element, "element"));
      return this;
    }

    /**
     * Sets the parts of the wanted answer.
     *
     * @param completion the elements in their order
     * @return this builder
     */
    public Builder completion(Iterable<? extends ContentPart> completion) {
      this.completion.clear();
      completion.forEach(this.completion::add);
      return this;
    }

    /**
     * Adds one to the parts of the wanted answer.
     *
     * @param element the next element
     * @return this builder
     */
    public Builder addCompletion(ContentPart element) {
      completion.add(Objects.requireNonNull(element, "element"));
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

    /** {@return the instruction} */
    public Instruction build() {
      return new Instruction(this);
    }
  }
}
