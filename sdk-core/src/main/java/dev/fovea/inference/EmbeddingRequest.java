package dev.fovea.inference;

import dev.fovea.config.ExtraProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Which model turns which texts into vectors. Immutable and thread-safe. */
@Value.Immutable
public abstract class EmbeddingRequest {
  EmbeddingRequest() {}

  /** {@return the model's name, as the provider spells it} */
  public abstract String model();

  /** {@return the texts; how long and how many they may be depends on the model} */
  public abstract List<String> inputs();

  /** {@return how many numbers a vector is to have; the model's own choice if absent} */
  public abstract Optional<Integer> dimensions();

  abstract List<ExtraProperty> extras();

  /**
   * {@return members of the wire format this library has no word for: by provider, then by path}
   */
  public Map<String, Map<String, @Nullable Object>> extraProperties() {
    return ExtraProperty.byProvider(extras());
  }

  @Value.Check
  void check() {
    if (model().isBlank() || inputs().isEmpty()) {
      throw new IllegalArgumentException(
          "an embedding request needs a model and at least one text");
    }
    if (dimensions().orElse(1) < 1) {
      throw new IllegalArgumentException(
          "a vector has at least 1 number, not " + dimensions().orElseThrow());
    }
  }

  /**
   * Makes a request in place.
   *
   * @param spec fills in the model and the texts
   * @return the request
   */
  public static EmbeddingRequest of(Consumer<Builder> spec) {
    Builder request = builder();
    spec.accept(request);
    return request.build();
  }

  /** {@return a builder that starts with this request} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableEmbeddingRequest.builder();
  }

  /** Builds an {@link EmbeddingRequest}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the model's name. Required.
     *
     * @param model the name, as the provider spells it
     * @return this builder
     */
    public abstract Builder model(String model);

    /**
     * Adds a text. At least one is required.
     *
     * @param text the text
     * @return this builder
     */
    public abstract Builder addInput(String text);

    /**
     * Sets all texts.
     *
     * @param texts the texts in their order
     * @return this builder
     */
    public abstract Builder inputs(Iterable<String> texts);

    /**
     * Sets how many numbers a vector is to have. Few models can choose.
     *
     * @param dimensions at least 1
     * @return this builder
     */
    public abstract Builder dimensions(int dimensions);

    abstract Builder addExtra(ExtraProperty extra);

    /**
     * Sets a member of the wire format this library has no word for. A last resort: nothing checks
     * it.
     *
     * @param provider the provider it is for; others do not get it
     * @param path where it goes, names parted by dots
     * @param value maps, lists, strings, numbers, booleans or null
     * @return this builder
     */
    public Builder putExtraProperty(String provider, String path, @Nullable Object value) {
      return addExtra(new ExtraProperty(provider, path, value));
    }

    /** {@return the request} */
    public abstract EmbeddingRequest build();
  }
}
