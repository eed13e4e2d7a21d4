package dev.fovea.together;

import dev.fovea.config.ProviderOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What only Together understands in a request for a deployment. What is absent is left to Together.
 * Immutable.
 */
@Value.Immutable
public abstract class TogetherDeploymentOptions implements ProviderOptions {
  TogetherDeploymentOptions() {}

  /** {@return {@code together}} */
  @Override
  public final String provider() {
    return TogetherProvider.ID;
  }

  /**
   * {@return the configuration to run with, {@code cr_…} or its full name; absent lets the
   * request's hardware choose}
   */
  public abstract Optional<String> config();

  /** {@return whether adapters can be loaded while it runs} */
  public abstract Optional<Boolean> enableLora();

  /** {@return the regions it may run in, as the provider spells them; empty for any} */
  public abstract List<String> regions();

  /** {@return a named rule for where it may run} */
  public abstract Optional<String> placementProfile();

  /** {@return how long more replicas must be wanted before they are started} */
  public abstract Optional<Duration> scaleUpWindow();

  /** {@return how long fewer replicas must be wanted before some are stopped} */
  public abstract Optional<Duration> scaleDownWindow();

  /** {@return what decides how many replicas there are; empty leaves it to Together} */
  public abstract List<TogetherScalingMetric> scalingMetrics();

  /** {@return how strictly the regions are meant, in the provider's word} */
  public abstract Optional<String> placementConstraint();

  /** {@return whether it may only run where HIPAA is kept} */
  public abstract Optional<Boolean> hipaa();

  /** {@return the visibility, in the provider's word} */
  public abstract Optional<String> visibility();

  @Value.Check
  void check() {
    boolean inline =
        !regions().isEmpty() || placementConstraint().isPresent() || hipaa().isPresent();
    if (inline && placementProfile().isPresent()) {
      throw new IllegalArgumentException(
          "give regions, placementConstraint and hipaa, or a placementProfile, not both");
    }
  }

  /** {@return a builder that starts with these options} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableTogetherDeploymentOptions.builder();
  }

  /** Builds {@link TogetherDeploymentOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the configuration to run with, when the hardware alone does not tell them apart.
     *
     * @param config {@code cr_…} or its full name
     * @return this builder
     */
    public abstract Builder config(String config);

    /**
     * Sets whether adapters can be loaded while it runs.
     *
     * @param enableLora true to allow it
     * @return this builder
     */
    public abstract Builder enableLora(boolean enableLora);

    /**
     * Adds a region it may run in.
     *
     * @param region the region, as the provider spells it
     * @return this builder
     */
    public abstract Builder addRegion(String region);

    /**
     * Sets a named rule for where it may run.
     *
     * @param placementProfile the rule's name
     * @return this builder
     */
    public abstract Builder placementProfile(String placementProfile);

    /**
     * Sets how long more replicas must be wanted before they are started.
     *
     * @param scaleUpWindow a positive time, whole seconds
     * @return this builder
     */
    public abstract Builder scaleUpWindow(Duration scaleUpWindow);

    /**
     * Sets how long fewer replicas must be wanted before some are stopped.
     *
     * @param scaleDownWindow a positive time, whole seconds
     * @return this builder
     */
    public abstract Builder scaleDownWindow(Duration scaleDownWindow);

    /**
     * Adds a measure that decides how many replicas there are.
     *
     * @param metric the measure
     * @return this builder
     */
    public abstract Builder addScalingMetric(TogetherScalingMetric metric);

    /**
     * Sets how strictly the regions are meant.
     *
     * @param constraint {@code ENFORCEMENT_REQUIRED} or {@code ENFORCEMENT_PREFERRED}
     * @return this builder
     */
    public abstract Builder placementConstraint(String constraint);

    /**
     * Sets whether it may only run where HIPAA is kept.
     *
     * @param hipaa true to ask for it
     * @return this builder
     */
    public abstract Builder hipaa(boolean hipaa);

    /**
     * Sets the visibility.
     *
     * @param visibility the provider's word
     * @return this builder
     */
    public abstract Builder visibility(String visibility);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract TogetherDeploymentOptions build();
  }
}
