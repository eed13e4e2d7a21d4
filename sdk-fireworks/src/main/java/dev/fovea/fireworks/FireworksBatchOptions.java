package dev.fovea.fireworks;

import dev.fovea.config.ProviderOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What only Fireworks understands in a request for a batch. Settings here hold for the requests
 * that have none of their own. What is absent is left to Fireworks. Immutable.
 */
@Value.Immutable
public abstract class FireworksBatchOptions implements ProviderOptions {
  FireworksBatchOptions() {}

  /** {@return {@code fireworks}} */
  @Override
  public final String provider() {
    return FireworksProvider.ID;
  }

  /** {@return the batch's own short id; one is made up if absent} */
  public abstract Optional<String> jobId();

  /** {@return the data set for the answers; Fireworks makes one if absent} */
  public abstract Optional<String> outputDataset();

  /** {@return a name for people} */
  public abstract Optional<String> displayName();

  /** {@return how exactly the model counts, such as {@code FP8}} */
  public abstract Optional<String> precision();

  /** {@return the batch whose unanswered requests this one takes on} */
  public abstract Optional<String> continuedFrom();

  /** {@return the most tokens an answer may have} */
  public abstract Optional<Integer> maxTokens();

  /** {@return how freely the model chooses its words, 0 to 2} */
  public abstract Optional<Double> temperature();

  /** {@return the share of likely words the model chooses from, 0 to 1} */
  public abstract Optional<Double> topP();

  /** {@return how many of the likeliest tokens the model chooses from, 0 to 100} */
  public abstract Optional<Integer> topK();

  /** {@return how many answers to give each request; every one costs} */
  public abstract Optional<Integer> n();

  /** {@return other fields of chat requests by their name on the wire} */
  public abstract Map<String, Object> extraFields();

  /** The parameters for all requests; the caller turns the extra fields into a text. */
  Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    maxTokens().ifPresent(v -> parameters.put("maxTokens", v));
    temperature().ifPresent(v -> parameters.put("temperature", v));
    topP().ifPresent(v -> parameters.put("topP", v));
    topK().ifPresent(v -> parameters.put("topK", v));
    n().ifPresent(v -> parameters.put("n", v));
    return parameters;
  }

  /** {@return a builder that starts with these options} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableFireworksBatchOptions.builder();
  }

  /** Builds {@link FireworksBatchOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the batch's own short id.
     *
     * @param jobId 1 to 63 of {@code a-z}, {@code 0-9} and {@code -}, beginning with a letter
     * @return this builder
     */
    public abstract Builder jobId(String jobId);

    /**
     * Sets the data set for the answers.
     *
     * @param outputDataset its full name, or the short id of one in the account
     * @return this builder
     */
    public abstract Builder outputDataset(String outputDataset);

    /**
     * Sets a name for people.
     *
     * @param displayName any text
     * @return this builder
     */
    public abstract Builder displayName(String displayName);

    /**
     * Sets how exactly the model counts.
     *
     * @param precision Fireworks' word, such as {@code FP8}
     * @return this builder
     */
    public abstract Builder precision(String precision);

    /**
     * Sets the batch whose unanswered requests this one takes on.
     *
     * @param continuedFrom its full name, or the short id of one in the account
     * @return this builder
     */
    public abstract Builder continuedFrom(String continuedFrom);

    /**
     * Sets the most tokens an answer may have.
     *
     * @param maxTokens the limit
     * @return this builder
     */
    public abstract Builder maxTokens(int maxTokens);

    /**
     * Sets how freely the model chooses its words.
     *
     * @param temperature 0 to 2
     * @return this builder
     */
    public abstract Builder temperature(double temperature);

    /**
     * Sets the share of likely words the model chooses from.
     *
     * @param topP 0 to 1
     * @return this builder
     */
    public abstract Builder topP(double topP);

    /**
     * Sets how many of the likeliest tokens the model chooses from.
     *
     * @param topK 0 to 100
     * @return this builder
     */
    public abstract Builder topK(int topK);

    /**
     * Sets how many answers to give each request; every one costs.
     *
     * @param n at least 1
     * @return this builder
     */
    public abstract Builder n(int n);

    /**
     * Sets another field of all chat requests.
     *
     * @param name its name on the wire, such as {@code stop}
     * @param value a text, number, boolean, list or map
     * @return this builder
     */
    public abstract Builder putExtraField(String name, Object value);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract FireworksBatchOptions build();
  }
}
