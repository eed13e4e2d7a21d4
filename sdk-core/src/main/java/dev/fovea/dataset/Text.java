package dev.fovea.dataset;

import dev.fovea.chat.ContentPart;
import dev.fovea.config.AllowNulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Plain text to learn, without a question. Immutable. */
@Value.Immutable
public abstract non-sealed class Text implements Example {
  Text() {}

  /** {@return the parts of the text; usually one} */
  public abstract List<ContentPart> content();

  /** {@return the factor of this example's loss, 0 or more; absent means 1} */
  public abstract Optional<Double> weight();

  @Override
  public abstract Map<String, @AllowNulls Object> additionalProperties();

  /** {@return a builder that starts with this text} */
  public abstract Builder toBuilder();

  /** {@return a builder without any content} */
  public static Builder builder() {
    return ImmutableText.builder();
  }

  /** Builds a {@link Text}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the parts of the text.
     *
     * @param content the elements in their order
     * @return this builder
     */
    public abstract Builder content(Iterable<? extends ContentPart> content);

    /**
     * Adds one to the parts of the text.
     *
     * @param element the next element
     * @return this builder
     */
    public abstract Builder addContent(ContentPart element);

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

    /** {@return the text} */
    public abstract Text build();
  }
}
