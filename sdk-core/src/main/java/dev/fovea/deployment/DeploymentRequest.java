package dev.fovea.deployment;

import dev.fovea.config.ExtraProperty;
import dev.fovea.config.ProviderOptions;
import dev.fovea.finetuning.FineTunedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Which model to make callable, on what, in how many copies. Immutable. */
@Value.Immutable
public abstract class DeploymentRequest {
  DeploymentRequest() {}

  /** {@return the model's name or id, as the provider spells it} */
  public abstract String model();

  /** {@return the fine-tuned model, when the request was given one instead of a name} */
  public abstract Optional<FineTunedModel> fineTunedModel();

  /**
   * {@return the kind of machine, an id of {@link DeploymentService#hardware()}; absent lets the
   * provider decide where the model leaves no choice}
   */
  public abstract Optional<String> hardware();

  /** {@return the name people read; one is made up when absent} */
  public abstract Optional<String> name();

  /** {@return how many replicas; one, which bills until it is stopped, when absent} */
  public abstract Optional<Autoscaling> autoscaling();

  /** {@return options only one provider understands} */
  public abstract List<ProviderOptions> options();

  abstract List<ExtraProperty> extras();

  /**
   * {@return fields this version has no setter for: by provider, then by path in the request, names
   * parted by dots}
   */
  public Map<String, Map<String, @Nullable Object>> extraProperties() {
    return ExtraProperty.byProvider(extras());
  }

  @Value.Check
  void check() {
    fineTunedModel().filter(tuned -> !tuned.name().equals(model())).ifPresent(tuned -> {
      throw new IllegalArgumentException(
          "a deployment serves one model: " + model() + " and " + tuned.name() + " were given");
    });
    if (model().isBlank()) {
      throw new IllegalArgumentException("model must not be blank");
    }
  }

  /** {@return a builder that starts with these values} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableDeploymentRequest.builder();
  }

  /** Builds {@link DeploymentRequest}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the model. Required.
     *
     * @param model its name or id, as the provider spells it
     * @return this builder
     */
    public abstract Builder model(String model);

    /**
     * Sets the model to what a fine-tuning job made.
     *
     * @param model the job's result
     * @return this builder
     */
    public Builder model(FineTunedModel model) {
      return model(model.name()).fineTunedModel(model);
    }

    abstract Builder fineTunedModel(FineTunedModel model);

    /**
     * Sets the kind of machine one replica runs on.
     *
     * @param hardware an id of {@link DeploymentService#hardware()}
     * @return this builder
     */
    public abstract Builder hardware(String hardware);

    /**
     * Sets the name people read.
     *
     * @param name the name; providers want letters, digits and dashes
     * @return this builder
     */
    public abstract Builder name(String name);

    /**
     * Sets how many replicas there are.
     *
     * @param autoscaling the range and the idle stop
     * @return this builder
     */
    public abstract Builder autoscaling(Autoscaling autoscaling);

    /**
     * Sets how many replicas there are, in place.
     *
     * @param spec sets the range and the idle stop
     * @return this builder
     */
    public Builder autoscaling(Consumer<Autoscaling.Builder> spec) {
      Autoscaling.Builder nested = Autoscaling.builder();
      spec.accept(nested);
      return autoscaling(nested.build());
    }

    /**
     * Adds options only one provider understands. A request may carry options for several; each
     * takes its own. Options for others but none for the provider at hand are refused.
     *
     * @param options the provider's options
     * @return this builder
     */
    public Builder options(ProviderOptions options) {
      return addOption(options);
    }

    abstract Builder addOption(ProviderOptions options);

    abstract Builder addExtra(ExtraProperty extra);

    /**
     * Sets a field of the request this version has no setter for. A last resort: nothing checks it.
     *
     * @param provider the provider it is for; others do not get it
     * @param path where it goes, names parted by dots, like {@code path.to.field}
     * @param value maps, lists, strings, numbers, booleans or null
     * @return this builder
     */
    public Builder putExtraProperty(String provider, String path, @Nullable Object value) {
      return addExtra(new ExtraProperty(provider, path, value));
    }

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract DeploymentRequest build();
  }
}
