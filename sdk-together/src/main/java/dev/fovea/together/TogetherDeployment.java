package dev.fovea.together;

import dev.fovea.deployment.Deployment;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deployment with what only Together tells about it: a view of the neutral one. Immutable. */
public final class TogetherDeployment {
  private final Deployment deployment;
  private final DeploymentId id;

  private TogetherDeployment(Deployment deployment) {
    this.deployment = deployment;
    this.id = DeploymentId.parse(deployment.id());
  }

  /**
   * Looks at a deployment Together reported.
   *
   * @param deployment the neutral deployment
   * @return the view
   * @throws IllegalArgumentException if another provider reported it
   */
  public static TogetherDeployment of(Deployment deployment) {
    return new TogetherDeployment(deployment);
  }

  /** {@return the neutral deployment} */
  public Deployment deployment() {
    return deployment;
  }

  /** {@return the endpoint it stands below, {@code ep_…}} */
  public String endpointId() {
    return id.endpoint();
  }

  /** {@return its own id below the endpoint, {@code dep_…}} */
  public String deploymentId() {
    return id.deployment();
  }

  /** {@return the project it belongs to} */
  public Optional<String> projectId() {
    return text("projectId");
  }

  /** {@return the configuration it runs with} */
  public Optional<String> config() {
    return text("config");
  }

  /** {@return the mark of this state, for changes that must not overwrite another's} */
  public Optional<String> etag() {
    return text("etag");
  }

  /** {@return how traffic reaches it, in Together's word, such as {@code TRAFFIC_MODE_LIVE}} */
  public Optional<String> trafficMode() {
    return text("trafficMode");
  }

  /** {@return how many replicas Together means to run now} */
  public Optional<Integer> desiredReplicas() {
    Map<String, @Nullable Object> fields = deployment.additionalProperties();
    return fields.get("desiredReplicas") instanceof Number count
        ? Optional.of(count.intValue())
        : Optional.empty();
  }

  /** {@return whether adapters can be loaded while it runs; absent when Together does not say} */
  public Optional<Boolean> enableLora() {
    return deployment.additionalProperties().get("enableLora") instanceof Boolean lora
        ? Optional.of(lora)
        : Optional.empty();
  }

  private Optional<String> text(String name) {
    return deployment.additionalProperties().get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "TogetherDeployment(" + deployment + ")";
  }
}
