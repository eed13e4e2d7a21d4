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

/** Plain text to learn, without a question. Immutable. */
public final class Text extends ValueObject implements Example {
  private final List<ContentPart> content;
  private final @Nullable Double weight;
  private final Map<String, Object> additionalProperties;

  private Text(Builder from) {
    this.content = List.copyOf(from.content);
    this.weight = from.weight;
    this.additionalProperties = from.additionalProperties;
  }

  /** {@return the parts of the text; usually one} */
  public List<ContentPart> content() {
    return content;
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
    part.accept("content", content);
    part.accept("weight", weight);
    part.accept("additionalProperties", additionalProperties);
  }

  /** {@return a builder that starts with this text} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return a builder without any content} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Text}; for one thread and one use. */
  public static final class Builder {
    private final List<ContentPart> content = new ArrayList<>();
    private @Nullable Double weight;
    private Map<String, Object> additionalProperties = Map.of();

    private Builder() {}

    private Builder(Text from) {
      content.addAll(from.content);
      weight = from.weight;
      additionalProperties = from.additionalProperties;
    }

    /**
     * Sets the parts of the text.
     *
     * @param content the elements in their order
     * @return this builder
     */
    public Builder content(Iterable<? extends ContentPart> content) {
      this.content.clear();
      content.forEach(this.content::add);
      return this;
    }

    /**
     * Adds one to the parts of the text.
     *
     * @param element the next element
     * @return this builder
     */
    public Builder addContent(ContentPart element) {
      content.add(Objects.requireNonNull(element, "element"));
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

    /** {@return the text} */
    public Text build() {
      return new Text(this);
    }
  }
}
