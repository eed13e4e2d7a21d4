package dev.fovea.fireworks;

import dev.fovea.provider.WireSpec;
import java.time.Duration;
import java.util.Map;

/**
 * What to change about a deployment. More replicas bill more. What is not set keeps its value.
 * Fields without a method here go through {@link #putExtraProperty}.
 */
public final class FireworksDeploymentSpec extends WireSpec<FireworksDeploymentSpec> {
  FireworksDeploymentSpec() {
    super(FireworksProvider.ID);
  }

  /**
   * Sets the name people read; the id stays.
   *
   * @param displayName fewer than 64 characters
   * @return these settings
   */
  public FireworksDeploymentSpec displayName(String displayName) {
    return set("displayName", displayName);
  }

  /**
   * Sets what is said about it.
   *
   * @param description a text for people
   * @return these settings
   */
  public FireworksDeploymentSpec description(String description) {
    return set("description", description);
  }

  /**
   * Sets the smallest number of replicas.
   *
   * @param minReplicas 0 lets it stop by itself when it is idle
   * @return these settings
   */
  public FireworksDeploymentSpec minReplicas(int minReplicas) {
    return set("minReplicaCount", minReplicas);
  }

  /**
   * Sets the largest number of replicas.
   *
   * @param maxReplicas at least the smallest; 0 stops it
   * @return these settings
   */
  public FireworksDeploymentSpec maxReplicas(int maxReplicas) {
    return set("maxReplicaCount", maxReplicas);
  }

  /**
   * Sets how long more replicas must be wanted before they are started.
   *
   * @param window 1 s to 1 h, whole seconds
   * @return these settings
   */
  public FireworksDeploymentSpec scaleUpWindow(Duration window) {
    return set(DeploymentCalls.POLICY, "scaleUpWindow", seconds(window));
  }

  /**
   * Sets how long fewer replicas must be wanted before some are stopped.
   *
   * @param window 1 s to 1 h, whole seconds
   * @return these settings
   */
  public FireworksDeploymentSpec scaleDownWindow(Duration window) {
    return set(DeploymentCalls.POLICY, "scaleDownWindow", seconds(window));
  }

  /**
   * Sets the time without a request after which it stops by itself; counts only with a smallest
   * number of 0.
   *
   * @param window 5 min or more, whole seconds
   * @return these settings
   */
  public FireworksDeploymentSpec scaleToZeroWindow(Duration window) {
    return set(DeploymentCalls.POLICY, "scaleToZeroWindow", seconds(window));
  }

  /**
   * Sets what decides how many replicas there are; in place of all that decided before.
   *
   * @param targets the values to keep, by Fireworks' words
   * @return these settings
   */
  public FireworksDeploymentSpec loadTargets(Map<String, Double> targets) {
    return set(DeploymentCalls.POLICY, "loadTargets", Map.copyOf(targets));
  }

  /**
   * Sets the model it serves.
   *
   * @param baseModel the model's full name
   * @return these settings
   */
  public FireworksDeploymentSpec baseModel(String baseModel) {
    return set("baseModel", baseModel);
  }

  /**
   * Sets the validated set-up to run with.
   *
   * @param deploymentShape its full name, or that of one of its versions
   * @return these settings
   */
  public FireworksDeploymentSpec deploymentShape(String deploymentShape) {
    return set("deploymentShape", deploymentShape);
  }

  /**
   * Sets whether adapters can be loaded while it runs.
   *
   * @param enableAddons true to allow it
   * @return these settings
   */
  public FireworksDeploymentSpec enableAddons(boolean enableAddons) {
    return set("enableAddons", enableAddons);
  }
}
