package dev.fovea.fireworks;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.deployment.Hardware;
import dev.fovea.error.ApiFailure;
import dev.fovea.error.Failure;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.provider.WireObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes neutral deployments of what Fireworks answers. */
final class DeploymentReading {
  private DeploymentReading() {}

  static Deployment read(WireObject wire) {
    String id = wire.required("name");
    String state = wire.text("state").orElse("");
    Replicas replicas = Replicas.of(wire);
    Optional<Integer> min = wire.count("minReplicaCount");
    Optional<Integer> max = wire.count("maxReplicaCount");
    Deployment.Builder deployment = Deployment.builder()
        .id(id)
        .name(wire.text("displayName").orElseGet(() -> shortId(id)))
        .chatModel(id)
        .providerStatus(state)
        .status(status(state, replicas, max.orElse(replicas.complete ? 0 : -1)))
        .meta(wire.meta());
    wire.text("baseModel").ifPresent(deployment::model);
    wire.text("acceleratorType").ifPresent(deployment::hardware);
    min.ifPresent(deployment::minReplicas);
    max.ifPresent(deployment::maxReplicas);
    if (replicas.ready != null) {
      deployment.readyReplicas(replicas.ready);
    }
    wire.time("createTime").ifPresent(deployment::createdAt);
    said(wire).ifPresent(deployment::message);
    return deployment.additionalProperties(wire.rest()).build();
  }

  /**
   * Reads a deployment that was asked for by itself. One that was deleted can be had back for some
   * time, but it is gone until then.
   */
  static Deployment kept(WireObject wire) {
    Deployment deployment = read(wire);
    if (deployment.providerStatus().equals("DELETED")) {
      throw new NotFoundException(ApiFailure.builder()
          .status(404)
          .failure(Failure.builder()
              .provider(FireworksProvider.ID)
              .operation("get deployment " + deployment.id())
              .message("it was deleted")
              .outcome(Outcome.REJECTED)
              .attempts(1)
              .next("deployments().undelete(..) takes that back while Fireworks keeps it;"
                  + " list(q -> q.showDeleted(true)) shows until when")
              .build())
          .build());
    }
    return deployment;
  }

  /** Reads a deployment that was only checked: it has no name of its own yet. */
  static Deployment unmade(WireObject wire) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(wire.glance().rest());
    if (wire.glance().text("name").isEmpty()) {
      fields.put("name", "unmade");
    }
    return read(WireObject.of(fields));
  }

  /**
   * Reads an adapter on a deployment. It has no machine of its own, so it costs nothing besides the
   * deployment.
   */
  static Deployment adapter(WireObject wire) {
    String id = wire.required("name");
    String state = wire.text("state").orElse("");
    String model = wire.required("model");
    Optional<String> base = wire.glance().text("deployment");
    Deployment.Builder deployment = Deployment.builder()
        .id(id)
        .name(wire.text("displayName").orElseGet(() -> shortId(id)))
        .chatModel(base.map(on -> model + "#" + on).orElse(model))
        .model(model)
        .providerStatus(state)
        .status(
            switch (state) {
              case "DEPLOYING" -> DeploymentStatus.STARTING;
              case "DEPLOYED", "UPDATING" -> DeploymentStatus.READY;
              case "UNDEPLOYING" -> DeploymentStatus.STOPPING;
              default -> DeploymentStatus.UNKNOWN;
            })
        .pricePerHour(WireObject.dollars(BigDecimal.ZERO))
        .meta(wire.meta());
    wire.time("createTime").ifPresent(deployment::createdAt);
    said(wire).ifPresent(deployment::message);
    return deployment.additionalProperties(wire.rest()).build();
  }

  /** {@return a shape as the hardware that a request can name} */
  static Hardware hardware(FireworksDeploymentShape shape) {
    Hardware.Builder hardware = Hardware.builder().id(shape.id());
    shape.displayName().or(shape::presetType).ifPresent(hardware::description);
    shape.acceleratorCount().ifPresent(hardware::gpuCount);
    shape.acceleratorType().ifPresent(type -> {
      hardware.gpuType(type);
      ServingFacts.bundled().accelerators().stream()
          .filter(known -> known.id().equals(type))
          .findFirst()
          .flatMap(Hardware::gpuMemoryGib)
          .ifPresent(hardware::gpuMemoryGib);
    });
    return hardware.additionalProperties(shape.additionalProperties()).build();
  }

  private static String shortId(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static Optional<String> said(WireObject wire) {
    return wire.glance().object("status").flatMap(status -> status.text("message"));
  }

  /**
   * How many replicas there are. A number that is left out is 0 where the answer is otherwise
   * complete.
   */
  private record Replicas(
      @Nullable Integer ready, int running, int desired, boolean told, boolean complete) {
    static Replicas of(WireObject wire) {
      Optional<WireObject> stats = wire.glance().object("replicaStats");
      Optional<Integer> running = wire.glance().count("replicaCount");
      Optional<Integer> desired = wire.glance().count("desiredReplicaCount");
      Optional<Integer> ready =
          stats.map(counts -> counts.count("readyReplicaCount").orElse(0));
      int most = Math.max(running.orElse(0), ready.orElse(0));
      return new Replicas(
          ready.orElse(null),
          Math.max(most, stats.map(Replicas::starting).orElse(0)),
          desired.orElse(0),
          stats.isPresent() || running.isPresent() || desired.isPresent(),
          wire.glance().text("baseModel").isPresent());
    }

    private static int starting(WireObject counts) {
      return counts.count("downloadingModelReplicaCount").orElse(0)
          + counts.count("initializingReplicaCount").orElse(0);
    }
  }

  private static DeploymentStatus status(String state, Replicas replicas, int max) {
    return switch (state) {
      case "CREATING" -> creating(replicas, max);
      case "READY" -> settled(replicas, max);
      case "UPDATING" -> max == 0 ? DeploymentStatus.STOPPING : active(replicas);
      case "DELETING" -> DeploymentStatus.STOPPING;
      case "DELETED" -> DeploymentStatus.STOPPED;
      case "FAILED" -> DeploymentStatus.FAILED;
      default -> DeploymentStatus.UNKNOWN;
    };
  }

  private static DeploymentStatus creating(Replicas replicas, int max) {
    if (replicas.running > 0) {
      return max == 0 ? DeploymentStatus.STOPPING : active(replicas);
    }
    return max == 0 && replicas.desired == 0 ? DeploymentStatus.STOPPED : DeploymentStatus.PENDING;
  }

  // A deployment that was idle for long has no replica and still says READY.
  private static DeploymentStatus settled(Replicas replicas, int max) {
    if (replicas.running > 0) {
      return max == 0 ? DeploymentStatus.STOPPING : active(replicas);
    }
    if (replicas.desired > 0) {
      return max == 0 ? DeploymentStatus.STOPPING : DeploymentStatus.STARTING;
    }
    // In doubt it runs, and bills.
    return replicas.told || max == 0 ? DeploymentStatus.STOPPED : DeploymentStatus.READY;
  }

  private static DeploymentStatus active(Replicas replicas) {
    return (replicas.ready == null ? replicas.running : replicas.ready) > 0
        ? DeploymentStatus.READY
        : DeploymentStatus.STARTING;
  }
}
