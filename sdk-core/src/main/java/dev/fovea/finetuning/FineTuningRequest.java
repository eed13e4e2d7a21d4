package dev.fovea.finetuning;

import dev.fovea.config.ExtraProperty;
import dev.fovea.config.ProviderOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What to train, from which file, with which settings. What is absent is left to the provider.
 * Immutable.
 */
@Value.Immutable
public abstract class FineTuningRequest {
  FineTuningRequest() {}

  /** {@return the base model's name, as the provider spells it} */
  public abstract Optional<String> baseModel();

  /** {@return the id of the uploaded training file} */
  public abstract String trainingFile();

  /** {@return the id of the uploaded validation file; without one nothing is validated} */
  public abstract Optional<String> validationFile();

  /** {@return how the model learns; from right answers unless set} */
  public abstract FineTuningMethod method();

  /** {@return which weights are trained; the provider's choice when absent} */
  public abstract Optional<Adapter> adapter();

  /** {@return the settings of training; the provider's choice when absent} */
  public Optional<Hyperparameters> hyperparameters() {
    return layers().stream().reduce(Hyperparameters::over);
  }

  // What the builder was given, one upon the other: its shortcuts only add to what stands there.
  // One at most once the request is built.
  abstract List<Hyperparameters> layers();

  /** {@return the ending of the fine-tuned model's name; the provider invents one when absent} */
  public abstract Optional<String> suffix();

  /** {@return the seed of the job's random numbers; the provider's choice when absent} */
  public abstract Optional<Long> seed();

  /** {@return options that only one provider understands; at most one set for each provider} */
  public abstract List<ProviderOptions> options();

  abstract List<ExtraProperty> extras();

  /**
   * {@return fields this version has no setter for: by provider, then by path in the request, such
   * as {@code training_type.lora_r}}
   */
  public Map<String, Map<String, @Nullable Object>> extraProperties() {
    return ExtraProperty.byProvider(extras());
  }

  @Value.Check
  FineTuningRequest check() {
    if (trainingFile().isBlank()) {
      throw new IllegalArgumentException("trainingFile must be the id of an uploaded file");
    }
    Set<String> seen = new HashSet<>();
    for (ProviderOptions option : options()) {
      if (!seen.add(option.provider())) {
        throw new IllegalArgumentException("options for " + option.provider() + " given twice");
      }
    }
    return layers().size() < 2 ? this : flattened();
  }

  // Two requests that say the same are equal, however they were built.
  private FineTuningRequest flattened() {
    return ImmutableFineTuningRequest.builder()
        .from(this)
        .layers(hyperparameters().map(List::of).orElse(List.of()))
        .build();
  }

  /** {@return a builder that starts with this request} */
  public abstract Builder toBuilder();

  /** {@return an empty builder} */
  public static Builder builder() {
    return ImmutableFineTuningRequest.builder().method(FineTuningMethod.supervised());
  }

  /** Builds a {@link FineTuningRequest}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the base model's name, as the provider spells it.
     *
     * @param baseModel the name
     * @return this builder
     */
    public abstract Builder baseModel(String baseModel);

    /**
     * Sets the id of the uploaded training file. Required.
     *
     * @param trainingFile the id, as {@code RemoteFile.id()} gives it
     * @return this builder
     */
    public abstract Builder trainingFile(String trainingFile);

    /**
     * Sets the id of the uploaded validation file.
     *
     * @param validationFile the id, as {@code RemoteFile.id()} gives it
     * @return this builder
     */
    public abstract Builder validationFile(String validationFile);

    /**
     * Sets how the model learns.
     *
     * @param method one of {@link FineTuningMethod}'s
     * @return this builder
     */
    public abstract Builder method(FineTuningMethod method);

    /**
     * Sets which weights are trained.
     *
     * @param adapter one of {@link Adapter}'s
     * @return this builder
     */
    public abstract Builder adapter(Adapter adapter);

    /**
     * Sets settings of training. Those set before stay where these are absent.
     *
     * @param hyperparameters the settings
     * @return this builder
     */
    public Builder hyperparameters(Hyperparameters hyperparameters) {
      return addLayer(hyperparameters);
    }

    /**
     * Sets settings of training in place; the others stay.
     *
     * @param spec fills the settings
     * @return this builder
     */
    public Builder hyperparameters(Consumer<Hyperparameters.Builder> spec) {
      Hyperparameters.Builder settings = Hyperparameters.builder();
      spec.accept(settings);
      return addLayer(settings.build());
    }

    /**
     * Sets how often all examples are gone through; the other settings stay.
     *
     * @param epochs at least 1
     * @return this builder
     */
    public Builder epochs(int epochs) {
      return hyperparameters(settings -> settings.epochs(epochs));
    }

    /**
     * Sets the step size of learning; the other settings stay.
     *
     * @param learningRate 0 or more
     * @return this builder
     */
    public Builder learningRate(double learningRate) {
      return hyperparameters(settings -> settings.learningRate(learningRate));
    }

    /**
     * Sets how many examples make one step; the other settings stay.
     *
     * @param batchSize at least 1
     * @return this builder
     */
    public Builder batchSize(int batchSize) {
      return hyperparameters(settings -> settings.batchSize(batchSize));
    }

    /**
     * Sets the ending of the fine-tuned model's name.
     *
     * @param suffix the ending; providers limit its length and characters
     * @return this builder
     */
    public abstract Builder suffix(String suffix);

    /**
     * Sets the seed of the job's random numbers.
     *
     * @param seed any number; providers may take fewer
     * @return this builder
     */
    public abstract Builder seed(long seed);

    /**
     * Adds options that only one provider understands.
     *
     * @param options one set for one provider
     * @return this builder
     */
    public Builder options(ProviderOptions options) {
      return addOption(options);
    }

    abstract Builder addOption(ProviderOptions options);

    /**
     * Adds a field that this version has no setter for; the last resort. A later value for the same
     * path replaces an earlier one.
     *
     * @param provider which provider's request takes it
     * @param path where in that request it stands, such as {@code training_type.lora_r}
     * @param value a value of JDK types, or null for a JSON null
     * @return this builder
     */
    public Builder putExtraProperty(String provider, String path, @Nullable Object value) {
      return addExtra(new ExtraProperty(provider, path, value));
    }

    abstract Builder addExtra(ExtraProperty extra);

    abstract Builder addLayer(Hyperparameters layer);

    /** {@return the request} */
    public abstract FineTuningRequest build();
  }
}
