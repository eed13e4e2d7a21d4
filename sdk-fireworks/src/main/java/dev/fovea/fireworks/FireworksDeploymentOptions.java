package dev.fovea.fireworks;

import dev.fovea.config.ProviderOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What only Fireworks understands in a request for a deployment. What is absent is left to
 * Fireworks. Immutable; its text shows no secret.
 *
 * <p>Fields without a method here go through {@code DeploymentRequest.putExtraProperty}.
 */
// Longer than our files are: so many settings, each with its words twice.
@Value.Immutable
public abstract class FireworksDeploymentOptions implements ProviderOptions {
  FireworksDeploymentOptions() {}

  /** {@return {@code fireworks}} */
  @Override
  public final String provider() {
    return FireworksProvider.ID;
  }

  /**
   * {@return the validated set-up to run with; absent takes the hardware of the request, or leaves
   * it to Fireworks}
   */
  public abstract Optional<String> deploymentShape();

  /** {@return how many accelerators one replica has; absent means as few as the model needs} */
  public abstract Optional<Integer> acceleratorCount();

  /** {@return in which precision it computes, in Fireworks' word} */
  public abstract Optional<String> precision();

  /** {@return the most tokens of a request and its answer; absent means the model's own} */
  public abstract Optional<Integer> maxContextLength();

  /** {@return the most replicas with those counted that may be taken away at any time} */
  public abstract Optional<Integer> maxWithRevocableReplicas();

  /** {@return how long more replicas must be wanted before they are started} */
  public abstract Optional<Duration> scaleUpWindow();

  /** {@return how long fewer replicas must be wanted before some are stopped} */
  public abstract Optional<Duration> scaleDownWindow();

  /**
   * {@return what decides how many replicas there are, by Fireworks' words; empty leaves it to
   * Fireworks}
   */
  public abstract Map<String, Double> loadTargets();

  /** {@return the regions it may run in, as Fireworks spells them; empty for any} */
  public abstract List<String> regions();

  /** {@return the part of the world it may run in, in Fireworks' word} */
  public abstract Optional<String> multiRegion();

  /** {@return whether adapters can be loaded while it runs} */
  public abstract Optional<Boolean> enableAddons();

  /** {@return whether its weights can be exchanged while it runs} */
  public abstract Optional<Boolean> enableHotLoad();

  /** {@return whether one adapter at a time is merged into it, the latest} */
  public abstract Optional<Boolean> enableHotReloadLatestAddon();

  /** {@return the name people read, besides the id} */
  public abstract Optional<String> displayName();

  /** {@return what is said about it} */
  public abstract Optional<String> description();

  /** {@return the model that guesses ahead} */
  public abstract Optional<String> draftModel();

  /** {@return how many tokens are guessed ahead} */
  public abstract Optional<Integer> draftTokenCount();

  /** {@return how many tokens of the text so far guess the next ones} */
  public abstract Optional<Integer> ngramSpeculationLength();

  /** {@return whether requests of one user or prompt cache key go to one replica} */
  public abstract Optional<Boolean> enableSessionAffinity();

  /** {@return notes of one's own, by name} */
  public abstract Map<String, String> annotations();

  /** {@return how it is reached besides through Fireworks' gateway, in Fireworks' word} */
  public abstract Optional<String> directRouteType();

  /** {@return the keys that direct route takes; sent and never shown} */
  @Value.Redacted
  public abstract List<String> directRouteApiKeys();

  /** {@return whether the model is left undeployed elsewhere} */
  public abstract Optional<Boolean> disableAutoDeploy();

  /** {@return whether nothing is guessed ahead} */
  public abstract Optional<Boolean> disableSpeculativeDecoding();

  /** {@return whether a shape that was not validated may be used} */
  public abstract Optional<Boolean> skipShapeValidation();

  /** {@return whether a set-up without a shape is knowingly asked for} */
  public abstract Optional<Boolean> acceptShapelessRisk();

  /**
   * {@return the running deployment to load an adapter on; absent starts a deployment of its own}
   */
  public abstract Optional<String> baseDeployment();

  /** {@return whether the adapter takes the place of the one merged before} */
  public abstract Optional<Boolean> replaceMergedAddon();

  @Value.Check
  void check() {
    if (!regions().isEmpty() && multiRegion().isPresent()) {
      throw new IllegalArgumentException("give regions or a multiRegion, not both");
    }
    if (deploymentShape().isPresent() && acceleratorCount().isPresent()) {
      throw new IllegalArgumentException(
          "a deploymentShape fixes the hardware: give it or an acceleratorCount, not both");
    }
  }

  /** {@return a builder that starts with these options} */
  public abstract Builder toBuilder();

  /** {@return a new builder} */
  public static Builder builder() {
    return ImmutableFireworksDeploymentOptions.builder();
  }

  /** Builds {@link FireworksDeploymentOptions}; for one thread and one use. */
  public abstract static class Builder {
    Builder() {}

    /**
     * Sets the validated set-up to run with, which fixes the hardware.
     *
     * @param deploymentShape its full name, that of one of its versions, or {@code default}
     * @return this builder
     */
    public abstract Builder deploymentShape(String deploymentShape);

    /**
     * Sets how many accelerators one replica has.
     *
     * @param acceleratorCount 1 or more
     * @return this builder
     */
    public abstract Builder acceleratorCount(int acceleratorCount);

    /**
     * Sets in which precision it computes.
     *
     * @param precision Fireworks' word, such as {@code FP8} or {@code BF16}
     * @return this builder
     */
    public abstract Builder precision(String precision);

    /**
     * Sets the most tokens of a request and its answer.
     *
     * @param maxContextLength 1 or more
     * @return this builder
     */
    public abstract Builder maxContextLength(int maxContextLength);

    /**
     * Sets the most replicas with those counted that may be taken away at any time.
     *
     * @param maxWithRevocableReplicas at least the largest number of replicas
     * @return this builder
     */
    public abstract Builder maxWithRevocableReplicas(int maxWithRevocableReplicas);

    /**
     * Sets how long more replicas must be wanted before they are started.
     *
     * @param scaleUpWindow 1 s to 1 h, whole seconds
     * @return this builder
     */
    public abstract Builder scaleUpWindow(Duration scaleUpWindow);

    /**
     * Sets how long fewer replicas must be wanted before some are stopped.
     *
     * @param scaleDownWindow 1 s to 1 h, whole seconds
     * @return this builder
     */
    public abstract Builder scaleDownWindow(Duration scaleDownWindow);

    /**
     * Adds a measure that decides how many replicas there are.
     *
     * @param measure Fireworks' word, such as {@code default} or {@code concurrent_requests}
     * @param target the value to keep, such as 0.8
     * @return this builder
     */
    public abstract Builder putLoadTarget(String measure, double target);

    /**
     * Adds a region it may run in.
     *
     * @param region Fireworks' word, such as {@code US_IOWA_1}
     * @return this builder
     */
    public abstract Builder addRegion(String region);

    /**
     * Sets the part of the world it may run in.
     *
     * @param multiRegion {@code GLOBAL}, {@code US}, {@code EUROPE} or {@code APAC}
     * @return this builder
     */
    public abstract Builder multiRegion(String multiRegion);

    /**
     * Sets whether adapters can be loaded while it runs; wants 16 bit precision.
     *
     * @param enableAddons true to allow it
     * @return this builder
     */
    public abstract Builder enableAddons(boolean enableAddons);

    /**
     * Sets whether its weights can be exchanged while it runs.
     *
     * @param enableHotLoad true to allow it
     * @return this builder
     */
    public abstract Builder enableHotLoad(boolean enableHotLoad);

    /**
     * Sets whether one adapter at a time is merged into it, the latest.
     *
     * @param enableHotReloadLatestAddon true to do so
     * @return this builder
     */
    public abstract Builder enableHotReloadLatestAddon(boolean enableHotReloadLatestAddon);

    /**
     * Sets the name people read, besides the id.
     *
     * @param displayName fewer than 64 characters
     * @return this builder
     */
    public abstract Builder displayName(String displayName);

    /**
     * Sets what is said about it.
     *
     * @param description fewer than 1000 characters
     * @return this builder
     */
    public abstract Builder description(String description);

    /**
     * Sets the model that guesses ahead, which makes answers faster.
     *
     * @param draftModel its full name
     * @return this builder
     */
    public abstract Builder draftModel(String draftModel);

    /**
     * Sets how many tokens are guessed ahead.
     *
     * @param draftTokenCount 1 or more
     * @return this builder
     */
    public abstract Builder draftTokenCount(int draftTokenCount);

    /**
     * Sets how many tokens of the text so far guess the next ones.
     *
     * @param ngramSpeculationLength 1 or more
     * @return this builder
     */
    public abstract Builder ngramSpeculationLength(int ngramSpeculationLength);

    /**
     * Sets whether requests of one user or prompt cache key go to one replica.
     *
     * @param enableSessionAffinity true to do so
     * @return this builder
     */
    public abstract Builder enableSessionAffinity(boolean enableSessionAffinity);

    /**
     * Adds a note of one's own.
     *
     * @param name its name
     * @param value its text
     * @return this builder
     */
    public abstract Builder putAnnotation(String name, String value);

    /**
     * Sets how it is reached besides through Fireworks' gateway.
     *
     * @param directRouteType {@code INTERNET}, {@code GCP_PRIVATE_SERVICE_CONNECT} or
     *     {@code AWS_PRIVATELINK}
     * @return this builder
     */
    public abstract Builder directRouteType(String directRouteType);

    /**
     * Adds a key that the direct route takes. It is sent and never shown.
     *
     * @param key the key
     * @return this builder
     */
    public abstract Builder addDirectRouteApiKey(String key);

    /**
     * Sets whether the base model's own name does not lead here.
     *
     * @param disableAutoDeploy true to leave the name alone
     * @return this builder
     */
    public abstract Builder disableAutoDeploy(boolean disableAutoDeploy);

    /**
     * Sets whether nothing is guessed ahead.
     *
     * @param disableSpeculativeDecoding true to guess nothing
     * @return this builder
     */
    public abstract Builder disableSpeculativeDecoding(boolean disableSpeculativeDecoding);

    /**
     * Sets whether a shape that was not validated may be used.
     *
     * @param skipShapeValidation true to allow it
     * @return this builder
     */
    public abstract Builder skipShapeValidation(boolean skipShapeValidation);

    /**
     * Sets whether a set-up without a shape is knowingly asked for.
     *
     * @param acceptShapelessRisk true to ask for it
     * @return this builder
     */
    public abstract Builder acceptShapelessRisk(boolean acceptShapelessRisk);

    /**
     * Loads the model as an adapter on a running deployment instead of starting one of its own.
     * That deployment must have been started with {@link #enableAddons}; it bills, the adapter does
     * not.
     *
     * @param baseDeployment its full name, or its id in this account
     * @return this builder
     */
    public abstract Builder baseDeployment(String baseDeployment);

    /**
     * Sets whether the adapter takes the place of the one merged before; for deployments with
     * {@link #enableHotReloadLatestAddon}.
     *
     * @param replaceMergedAddon true to replace it
     * @return this builder
     */
    public abstract Builder replaceMergedAddon(boolean replaceMergedAddon);

    /**
     * Builds the value.
     *
     * @return the value
     */
    public abstract FireworksDeploymentOptions build();
  }
}
