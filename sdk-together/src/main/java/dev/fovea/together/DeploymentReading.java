package dev.fovea.together;

import dev.fovea.config.Money;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.provider.WireObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes neutral deployments of what Together answers. */
final class DeploymentReading {
  private static final String STATE = "DEPLOYMENT_STATE_";

  private DeploymentReading() {}

  /**
   * Reads a deployment, or the summary of one that stands inside its endpoint.
   *
   * @param price what one replica on a machine costs per hour, as far as it is known
   */
  static Deployment read(
      WireObject wire,
      String endpoint,
      @Nullable String endpointName,
      Function<String, Optional<Money>> price) {
    DeploymentId id = new DeploymentId(endpoint, wire.required("id"));
    String name = wire.text("name").orElseGet(id::deployment);
    Optional<WireObject> status = wire.object("status");
    WireObject facts = status.orElse(wire);
    Optional<WireObject> scaling = wire.object("autoscaling");
    Optional<Integer> min = scaling.flatMap(s -> number(s, "minReplicas"));
    Optional<Integer> max = scaling.flatMap(s -> number(s, "maxReplicas")).or(() -> min);
    Optional<Integer> ready = number(facts, "readyReplicas");
    Optional<String> hardware = wire.text("hardware");
    String state = facts.text("state").orElse("");
    Deployment.Builder deployment = Deployment.builder()
        .id(id.toString())
        .name(name)
        .chatModel(endpointName == null ? endpointOf(name) : endpointName)
        .providerStatus(state)
        .status(status(state, max.orElse(-1)))
        .meta(wire.meta());
    wire.text("model").ifPresent(deployment::model);
    min.ifPresent(deployment::minReplicas);
    max.ifPresent(deployment::maxReplicas);
    ready.ifPresent(deployment::readyReplicas);
    hardware.ifPresent(deployment::hardware);
    hardware
        .flatMap(price)
        .flatMap(each -> max.map(most -> each.times(Math.max(most, ready.orElse(0)))))
        .ifPresent(deployment::pricePerHour);
    wire.time("createdAt").ifPresent(deployment::createdAt);
    status.flatMap(s -> s.text("message")).ifPresent(deployment::message);
    return deployment.additionalProperties(wire.rest()).build();
  }

  /** Reads a deployment that was only checked: it may have no id of its own yet. */
  static Deployment unmade(
      WireObject wire, String endpoint, Function<String, Optional<Money>> price) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(wire.rest());
    if (!(fields.get("id") instanceof String id) || id.isEmpty()) {
      fields.put("id", "unmade");
    }
    return read(WireObject.of(fields), endpoint, null, price);
  }

  // A deployment is called <slug>/<endpoint>/<deployment>; chat wants the first two.
  private static String endpointOf(String name) {
    int last = name.lastIndexOf('/');
    return last > 0 ? name.substring(0, last) : name;
  }

  private static DeploymentStatus status(String state, int max) {
    String word = state.startsWith(STATE) ? state.substring(STATE.length()) : state;
    return switch (word) {
      case "", "PENDING", "PROVISIONING" -> DeploymentStatus.PENDING;
      // The same word stands for growing and for draining to nothing.
      case "SCALING" -> max == 0 ? DeploymentStatus.STOPPING : DeploymentStatus.STARTING;
      case "READY" -> DeploymentStatus.READY;
      case "DEGRADED" -> DeploymentStatus.DEGRADED;
      case "STOPPING" -> DeploymentStatus.STOPPING;
      case "STOPPED" -> DeploymentStatus.STOPPED;
      case "FAILED" -> DeploymentStatus.FAILED;
      default -> DeploymentStatus.UNKNOWN;
    };
  }

  private static Optional<Integer> number(WireObject object, String name) {
    return object.integer(name).filter(n -> n >= 0 && n <= Integer.MAX_VALUE).map(Long::intValue);
  }
}
