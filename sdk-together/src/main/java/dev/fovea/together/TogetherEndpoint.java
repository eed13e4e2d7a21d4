package dev.fovea.together;

import dev.fovea.deployment.Deployment;
import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A name to chat with, and the deployments that share its traffic; {@code ep_…}. An endpoint alone
 * costs nothing: the replicas of its deployments do.
 */
public final class TogetherEndpoint extends WireResource {
  TogetherEndpoint(WireObject wire) {
    super(wire, "id");
  }

  /** {@return the name chat uses as its model, {@code <slug>/<name>}} */
  public Optional<String> name() {
    return text("name");
  }

  /** {@return the project it belongs to} */
  public Optional<String> projectId() {
    return text("projectId");
  }

  /** {@return its kind in Together's word, such as {@code ENDPOINT_TYPE_DEDICATED}} */
  public Optional<String> endpointType() {
    return text("endpointType");
  }

  /** {@return who may use it, in Together's word, such as {@code VISIBILITY_PRIVATE}} */
  public Optional<String> visibility() {
    return text("visibility");
  }

  /**
   * {@return the weight of each deployment by its id, {@code dep_…}; a deployment's share is its
   * weight times its ready replicas} One that is missing or has weight 0 gets no traffic.
   */
  public Map<String, Double> trafficSplit() {
    Map<String, Double> split = new LinkedHashMap<>();
    for (WireObject entry : wire().objects("trafficSplit")) {
      entry
          .text("deploymentId")
          .ifPresent(id -> split.put(id, entry.decimal("weight").orElse(0.0)));
    }
    return split;
  }

  /** {@return what stands below it; without prices} */
  public List<Deployment> deployments() {
    return list(
        "deployments",
        summary ->
            DeploymentReading.read(summary, id(), name().orElse(null), word -> Optional.empty()));
  }

  /** {@return the change of deployments that goes on; absent when there is none} */
  public Optional<String> activeRolloutId() {
    return text("activeRolloutId");
  }

  /** {@return the mark of this state, for changes that must not overwrite another's} */
  public Optional<String> etag() {
    return text("etag");
  }

  /** {@return when it was made} */
  public Optional<Instant> createdAt() {
    return time("createdAt");
  }

  /** {@return when it was last changed} */
  public Optional<Instant> updatedAt() {
    return time("updatedAt");
  }
}
