package dev.fovea.fireworks;

import dev.fovea.config.ExtraProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Which texts to order by how well they fit which question. Immutable and thread-safe. */
@Value.Immutable
public abstract class FireworksRerankRequest {
  FireworksRerankRequest() {}

  /** {@return the model's full name} */
  public abstract String model();

  /** {@return the question the texts are to fit} */
  public abstract String query();

  /** {@return the texts} */
  public abstract List<String> documents();

  /** {@return how many of the best to give back; all if absent} */
  public abstract Optional<Integer> topN();

  /** {@return whether the texts come back too; Fireworks' own choice if absent} */
  public abstract Optional<Boolean> returnDocuments();

  /** {@return what the question is about, for models that take such an instruction} */
  public abstract Optional<String> task();

  abstract List<ExtraProperty> extras();

  /** {@return members of the wire format this library has no word for, by path} */
  public Map<String, @Nullable Object> extraProperties() {
    return ExtraProperty.byProvider(extras()).getOrDefault(FireworksProvider.ID, Map.of());
  }

  @Value.Check
  void check() {
    if (model().isBlank() || query().isBlank() || documents().isEmpty()) {
      throw new IllegalArgumentException(
          "fireworks: ranking needs a model, a query and at least one document");
    }
    if (topN().orElse(1) < 1) {
      throw new IllegalArgumentException(
          "fireworks: topN is at least 1, not " + topN().orElseThrow());
    }
  }

  /**
   * Makes a request in place.
   *
   * @param spec fills in the question and the texts
   * @return the request
   */
  public static FireworksRerankRequest of(Consumer<Builder> spec) {
    Builder request = builder();
    spec.accept(request);
    return request.build();
  }

  /** {@return a builder that starts with this request} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableFireworksRerankRequest.builder();
  }

  /** Builds a {@link FireworksRerankRequest}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the model's name. Required.
     *
     * @param model its full name, such as {@code accounts/fireworks/models/qwen3-reranker-8b}
     * @return this builder
     */
    public abstract Builder model(String model);

    /**
     * Sets the question the texts are to fit. Required.
     *
     * @param query the question
     * @return this builder
     */
    public abstract Builder query(String query);

    /**
     * Adds a text. At least one is required.
     *
     * @param document the text
     * @return this builder
     */
    public abstract Builder addDocument(String document);

    /**
     * Sets all texts.
     *
     * @param documents the texts; answers count them from 0
     * @return this builder
     */
    public abstract Builder documents(Iterable<String> documents);

    /**
     * Sets how many of the best to give back.
     *
     * @param topN at least 1
     * @return this builder
     */
    public abstract Builder topN(int topN);

    /**
     * Sets whether the texts come back too.
     *
     * @param returnDocuments true to get them
     * @return this builder
     */
    public abstract Builder returnDocuments(boolean returnDocuments);

    /**
     * Sets what the question is about.
     *
     * @param task an instruction to the model
     * @return this builder
     */
    public abstract Builder task(String task);

    abstract Builder addExtra(ExtraProperty extra);

    /**
     * Sets a member of the wire format this library has no word for. A last resort: nothing checks
     * it.
     *
     * @param path where it goes, names parted by dots
     * @param value maps, lists, strings, numbers, booleans or null
     * @return this builder
     */
    public Builder putExtraProperty(String path, @Nullable Object value) {
      return addExtra(new ExtraProperty(FireworksProvider.ID, path, value));
    }

    /** {@return the request} */
    public abstract FireworksRerankRequest build();
  }
}
