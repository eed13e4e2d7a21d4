package dev.fovea.openai;

import dev.fovea.chat.ResponseFormat;
import dev.fovea.config.ProviderOptions;
import dev.fovea.finetuning.FineTuningRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * What only OpenAI understands in a request for a fine-tuning job. What is absent is left to
 * OpenAI; what a kind of tuning has no place for is refused. Immutable.
 */
@Value.Immutable
public abstract class OpenAiFineTuningOptions implements ProviderOptions {
  OpenAiFineTuningOptions() {}

  /** {@return {@code openai}} */
  @Override
  public final String provider() {
    return OpenAiProvider.ID;
  }

  /**
   * {@return labels of the job, by which it can be listed; at most 15, since Fovea adds one of its
   * own, {@code fovea_token}, by which it finds a job whose answer was lost}
   */
  public abstract Map<String, String> metadata();

  /** {@return by what OpenAI's own step size is multiplied, more than 0; its choice when absent} */
  public abstract Optional<Double> learningRateMultiplier();

  /** {@return the settings that are sent as {@code auto}, and not merely left out} */
  public abstract Set<Setting> auto();

  /**
   * {@return how much the model thinks in reinforcement tuning, in OpenAI's word, such as
   * {@code low}, {@code medium} or {@code high}; its choice when absent}
   */
  public abstract Optional<String> reasoningEffort();

  /**
   * {@return how much of the space of answers reinforcement tuning explores, more than 0.00001 and
   * at most 10; OpenAI's choice when absent}
   */
  public abstract Optional<Double> computeMultiplier();

  /**
   * {@return after how many steps of reinforcement tuning is evaluated, at least 1; OpenAI's choice
   * when absent}
   */
  public abstract Optional<Integer> evalInterval();

  /**
   * {@return how many answers of each example such an evaluation takes, at least 1; OpenAI's choice
   * when absent}
   */
  public abstract Optional<Integer> evalSamples();

  /**
   * {@return the form of the answers that reinforcement tuning grades; free text when absent} Told
   * by OpenAI's guide, missing in its description (2026-08-21).
   */
  public abstract Optional<ResponseFormat.JsonSchema> responseFormat();

  /** {@return the project at Weights &amp; Biases, which then follows the job; none when absent} */
  public abstract Optional<String> wandbProject();

  /** {@return the run's name there; the job's id when absent} */
  public abstract Optional<String> wandbName();

  /** {@return the user or team there; the key's own when absent} */
  public abstract Optional<String> wandbEntity();

  /** {@return the run's labels there} */
  public abstract List<String> wandbTags();

  /** {@return a builder that starts with these options} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableOpenAiFineTuningOptions.builder();
  }

  /** {@return a request with these options, both filled in place} */
  static FineTuningRequest request(
      Consumer<FineTuningRequest.Builder> spec, Consumer<Builder> options) {
    Builder own = builder();
    options.accept(own);
    FineTuningRequest.Builder request = FineTuningRequest.builder();
    spec.accept(request);
    return request.options(own.build()).build();
  }

  /**
   * A setting that may be a number or {@code auto}. May grow in a minor version: keep a default
   * branch.
   */
  public enum Setting {
    /** How often all examples are gone through. */
    EPOCHS("n_epochs"),
    /** How many examples make one step. */
    BATCH_SIZE("batch_size"),
    /** By what the step size is multiplied. */
    LEARNING_RATE_MULTIPLIER("learning_rate_multiplier"),
    /** How strongly preference tuning holds the model to what it was. */
    BETA("beta"),
    /** How much reinforcement tuning explores. */
    COMPUTE_MULTIPLIER("compute_multiplier"),
    /** After how many steps of reinforcement tuning is evaluated. */
    EVAL_INTERVAL("eval_interval"),
    /** How many answers such an evaluation takes. */
    EVAL_SAMPLES("eval_samples");

    /** The name on the wire. */
    final String field;

    Setting(String field) {
      this.field = field;
    }
  }

  /** Builds {@link OpenAiFineTuningOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets a label of the job.
     *
     * @param key its name, 1 to 64 characters
     * @param value its value, at most 512 characters
     * @return this builder
     */
    public abstract Builder putMetadata(String key, String value);

    /**
     * Sets the labels of the job, in place of all before.
     *
     * @param metadata at most 15, by name
     * @return this builder
     */
    public abstract Builder metadata(Map<String, ? extends String> metadata);

    /**
     * Sets by what OpenAI's own step size is multiplied.
     *
     * @param learningRateMultiplier more than 0
     * @return this builder
     */
    public abstract Builder learningRateMultiplier(double learningRateMultiplier);

    /**
     * Sends a setting as {@code auto}.
     *
     * @param setting the setting, which then has no number
     * @return this builder
     */
    public Builder auto(Setting setting) {
      return addAuto(setting);
    }

    abstract Builder addAuto(Setting setting);

    /**
     * Sets how much the model thinks in reinforcement tuning.
     *
     * @param reasoningEffort OpenAI's word, such as {@code low}
     * @return this builder
     */
    public abstract Builder reasoningEffort(String reasoningEffort);

    /**
     * Sets how much reinforcement tuning explores.
     *
     * @param computeMultiplier more than 0.00001 and at most 10
     * @return this builder
     */
    public abstract Builder computeMultiplier(double computeMultiplier);

    /**
     * Sets after how many steps of reinforcement tuning is evaluated.
     *
     * @param evalInterval at least 1
     * @return this builder
     */
    public abstract Builder evalInterval(int evalInterval);

    /**
     * Sets how many answers of each example such an evaluation takes.
     *
     * @param evalSamples at least 1
     * @return this builder
     */
    public abstract Builder evalSamples(int evalSamples);

    /**
     * Sets the form of the answers that reinforcement tuning grades.
     *
     * @param responseFormat a schema, as {@link ResponseFormat#jsonSchema(String, Map)} makes it
     * @return this builder
     */
    public Builder responseFormat(ResponseFormat responseFormat) {
      if (responseFormat instanceof ResponseFormat.JsonSchema schema) {
        return responseFormat(schema);
      }
      throw new IllegalArgumentException(
          "reinforcement tuning takes ResponseFormat.jsonSchema(..) alone, not " + responseFormat);
    }

    abstract Builder responseFormat(ResponseFormat.JsonSchema responseFormat);

    /**
     * Lets Weights &amp; Biases follow the job. Its key is stored at OpenAI, never sent from here.
     *
     * @param wandbProject the project there
     * @return this builder
     */
    public abstract Builder wandbProject(String wandbProject);

    /**
     * Sets the run's name there.
     *
     * @param wandbName the name
     * @return this builder
     */
    public abstract Builder wandbName(String wandbName);

    /**
     * Sets the user or team there.
     *
     * @param wandbEntity the name
     * @return this builder
     */
    public abstract Builder wandbEntity(String wandbEntity);

    /**
     * Sets the run's labels there.
     *
     * @param wandbTags the labels
     * @return this builder
     */
    public abstract Builder wandbTags(Iterable<String> wandbTags);

    /** {@return the options} */
    public abstract OpenAiFineTuningOptions build();
  }
}
