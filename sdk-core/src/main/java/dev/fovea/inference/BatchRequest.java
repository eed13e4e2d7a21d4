package dev.fovea.inference;

import dev.fovea.config.ExtraProperty;
import dev.fovea.config.ProviderOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Which file's requests are to be answered, and where. Immutable and thread-safe. */
@Value.Immutable
public abstract class BatchRequest {
  BatchRequest() {}

  /** {@return the id of the uploaded file with the requests} */
  public abstract String inputFile();

  /** {@return the path the requests are for; {@code /v1/chat/completions} by default} */
  public abstract String endpoint();

  /** {@return how long the provider may take, in its own words, such as {@code 24h}} */
  public abstract Optional<String> completionWindow();

  /** {@return how urgent it is among one's own batches, in the provider's numbers} */
  public abstract Optional<Integer> priority();

  /** {@return the model for all requests; each line names its own when this is absent} */
  public abstract Optional<String> model();

  /** {@return options that only one provider understands; each takes its own} */
  public abstract List<ProviderOptions> options();

  abstract List<ExtraProperty> extras();

  /**
   * {@return members of the wire format this library has no word for: by provider, then by path}
   */
  public Map<String, Map<String, @Nullable Object>> extraProperties() {
    return ExtraProperty.byProvider(extras());
  }

  /**
   * Makes a request in place.
   *
   * @param spec fills in which file
   * @return the request
   */
  public static BatchRequest of(Consumer<Builder> spec) {
    Builder request = builder();
    spec.accept(request);
    return request.build();
  }

  /** {@return a builder that starts with this request} */
  public abstract Builder toBuilder();

  /** {@return a builder for chat requests} */
  public static Builder builder() {
    return ImmutableBatchRequest.builder().endpoint("/v1/chat/completions");
  }

  /** Builds a {@link BatchRequest}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the id of the uploaded file with the requests. Required.
     *
     * @param inputFile the id
     * @return this builder
     */
    public abstract Builder inputFile(String inputFile);

    /**
     * Sets the path the requests are for.
     *
     * @param endpoint the path from the root
     * @return this builder
     */
    public abstract Builder endpoint(String endpoint);

    /**
     * Sets how long the provider may take.
     *
     * @param completionWindow in its own words, such as {@code 24h}
     * @return this builder
     */
    public abstract Builder completionWindow(String completionWindow);

    /**
     * Sets how urgent it is among one's own batches.
     *
     * @param priority in the provider's numbers
     * @return this builder
     */
    public abstract Builder priority(int priority);

    /**
     * Sets the model for all requests.
     *
     * @param model its name, as the provider spells it
     * @return this builder
     */
    public abstract Builder model(String model);

    /**
     * Adds options that only one provider understands.
     *
     * @param options the options
     * @return this builder
     */
    public Builder options(ProviderOptions options) {
      return addOption(options);
    }

    abstract Builder addOption(ProviderOptions options);

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
    public abstract BatchRequest build();
  }
}
