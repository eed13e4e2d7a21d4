package dev.fovea.together;

import dev.fovea.provider.WireSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to change about a deployment. More replicas bill more. A bound that is not set keeps its
 * value.
 */
public final class TogetherDeploymentSpec extends WireSpec<TogetherDeploymentSpec> {
  TogetherDeploymentSpec() {
    super(TogetherProvider.ID);
  }

  /**
   * Sets the name.
   *
   * @param name the last part of its name
   * @return these settings
   */
  public TogetherDeploymentSpec name(String name) {
    return set("name", name);
  }

  /**
   * Sets the smallest number of replicas.
   *
   * @param minReplicas 0 only together with a largest number of 0, which stops it
   * @return these settings
   */
  public TogetherDeploymentSpec minReplicas(int minReplicas) {
    return set("autoscaling", "minReplicas", minReplicas);
  }

  /**
   * Sets the largest number of replicas.
   *
   * @param maxReplicas at least the smallest
   * @return these settings
   */
  public TogetherDeploymentSpec maxReplicas(int maxReplicas) {
    return set("autoscaling", "maxReplicas", maxReplicas);
  }

  /**
   * Sets what decides how many replicas there are; in place of all that decided before.
   *
   * @param metrics the measures
   * @return these settings
   */
  public TogetherDeploymentSpec scalingMetrics(TogetherScalingMetric... metrics) {
    return set(
        "autoscaling",
        "scalingMetrics",
        List.copyOf(Stream.of(metrics).map(TogetherScalingMetric::fields).toList()));
  }

  /**
   * Sets how long more replicas must be wanted before they are started.
   *
   * @param window 1 s or more, whole seconds
   * @return these settings
   */
  public TogetherDeploymentSpec scaleUpWindow(Duration window) {
    return set("autoscaling", "scaleUpWindow", seconds(window));
  }

  /**
   * Sets how long fewer replicas must be wanted before some are stopped.
   *
   * @param window 1 s or more, whole seconds
   * @return these settings
   */
  public TogetherDeploymentSpec scaleDownWindow(Duration window) {
    return set("autoscaling", "scaleDownWindow", seconds(window));
  }

  /**
   * Sets the time without a request after which it stops by itself.
   *
   * @param window 1 s or more, whole seconds
   * @return these settings
   */
  public TogetherDeploymentSpec scaleToZeroWindow(Duration window) {
    return set("autoscaling", "scaleToZeroWindow", seconds(window));
  }

  /**
   * Sets which state is changed. When it is no longer the present one, the change is refused with a
   * {@code ConflictException}.
   *
   * @param etag of {@link TogetherDeployment#etag()}
   * @return these settings
   */
  public TogetherDeploymentSpec etag(String etag) {
    return set("etag", etag);
  }
}
