package dev.fovea.fireworks;

import dev.fovea.deployment.Deployment;
import dev.fovea.provider.WireObject;
import java.time.Instant;
import java.util.Optional;

/** A deployment with what only Fireworks tells about it: a view of the neutral one. Immutable. */
public final class FireworksDeployment {
  private final Deployment deployment;

  private FireworksDeployment(Deployment deployment) {
    this.deployment = deployment;
  }

  /**
   * Looks at a deployment Fireworks reported.
   *
   * @param deployment the neutral deployment
   * @return the view
   * @throws IllegalArgumentException if another provider reported it
   */
  public static FireworksDeployment of(Deployment deployment) {
    if (!isAdapter(deployment.id())) {
      ResourceName unused = ResourceName.of(deployment.id(), "", DeploymentCalls.DEPLOYMENTS);
    }
    return new FireworksDeployment(deployment);
  }

  /** {@return whether an id is that of an adapter on a deployment} */
  static boolean isAdapter(String id) {
    return ResourceName.isIn(AdapterCalls.ADAPTERS, id);
  }

  /** {@return the neutral deployment} */
  public Deployment deployment() {
    return deployment;
  }

  /** {@return whether it is an adapter on another deployment, which alone bills} */
  public boolean isAdapter() {
    return isAdapter(deployment.id());
  }

  /** {@return the deployment an adapter is loaded on; absent for one of its own} */
  public Optional<String> baseDeployment() {
    return wire().text("deployment");
  }

  /** {@return the version of the shape it runs with} */
  public Optional<String> deploymentShape() {
    return wire().text("deploymentShape");
  }

  /** {@return how many accelerators one replica has} */
  public Optional<Integer> acceleratorCount() {
    return wire().count("acceleratorCount");
  }

  /** {@return in which precision it computes, in Fireworks' word} */
  public Optional<String> precision() {
    return wire().text("precision");
  }

  /** {@return where it runs, in Fireworks' word} */
  public Optional<String> region() {
    return wire().text("region");
  }

  /** {@return whether adapters can be loaded while it runs; absent when Fireworks does not say} */
  public Optional<Boolean> enableAddons() {
    return wire().flag("enableAddons");
  }

  /** {@return how many replicas Fireworks means to run now} */
  public Optional<Integer> desiredReplicas() {
    return wire().count("desiredReplicaCount");
  }

  /** {@return how many replicas wait for a machine} */
  public Optional<Integer> pendingReplicas() {
    return stats("pendingSchedulingReplicaCount");
  }

  /** {@return how many replicas fetch the model} */
  public Optional<Integer> downloadingReplicas() {
    return stats("downloadingModelReplicaCount");
  }

  /** {@return how many replicas have the model and are not ready yet} */
  public Optional<Integer> initializingReplicas() {
    return stats("initializingReplicaCount");
  }

  /** {@return when it was deleted in a way that can be undone; absent while it is not} */
  public Optional<Instant> deleteTime() {
    return wire().time("deleteTime");
  }

  /** {@return until when a deletion can be undone} */
  public Optional<Instant> purgeTime() {
    return wire().time("purgeTime");
  }

  private Optional<Integer> stats(String name) {
    return wire().object("replicaStats").flatMap(stats -> stats.count(name));
  }

  private WireObject wire() {
    return WireObject.of(deployment.additionalProperties());
  }

  @Override
  public String toString() {
    return "FireworksDeployment(" + deployment + ")";
  }
}
