package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * One deployment of a model at an endpoint, and its replicas on the virtual clock. Guarded by its
 * store.
 */
final class Deployment {
  private static final Duration PROVISIONING = Duration.ofSeconds(30);
  private static final Duration STARTING = Duration.ofSeconds(90);
  private static final Duration RESIZING = Duration.ofSeconds(20);
  private static final Duration STOPPING = Duration.ofSeconds(20);
  private static final String STATE = "DEPLOYMENT_STATE_";

  /**
   * What never changes.
   *
   * @param id its id
   * @param endpointId the endpoint it stands at
   * @param endpointName that endpoint's qualified name, which may change
   * @param model what it runs
   * @param config how it runs
   * @param hardware the instance type
   * @param request what was asked for
   * @param createdAt when it was created
   */
  record Order(
      String id,
      String endpointId,
      Supplier<String> endpointName,
      Registry.Entry model,
      ObjectNode config,
      String hardware,
      JsonNode request,
      Instant createdAt) {}

  private final Order order;
  private String name;
  private ObjectNode autoscaling;
  private Instant changedAt;
  private boolean fromStopped = true;
  private int before;
  private int etag = 1;

  Deployment(Order order, String name, ObjectNode autoscaling) {
    this.order = order;
    this.name = name;
    this.autoscaling = autoscaling;
    this.changedAt = order.createdAt();
  }

  String id() {
    return order.id();
  }

  Order order() {
    return order;
  }

  String qualifiedName() {
    return order.endpointName().get() + "/" + name;
  }

  String etag() {
    return String.valueOf(etag);
  }

  int desired() {
    return autoscaling.path("minReplicas").asInt(0);
  }

  void rename(String to) {
    name = to;
    etag++;
  }

  ObjectNode autoscaling() {
    return autoscaling;
  }

  void scale(ObjectNode to, Instant now) {
    fromStopped = state(now).equals("STOPPED") || state(now).equals("STOPPING");
    before = ready(now);
    autoscaling = to;
    changedAt = now;
    etag++;
  }

  /** The state's word without its prefix. */
  String state(Instant now) {
    Duration age = Duration.between(changedAt, now);
    if (desired() == 0) {
      boolean neverRan = before == 0 && fromStopped;
      return neverRan || age.compareTo(STOPPING) >= 0 ? "STOPPED" : "STOPPING";
    }
    if (!fromStopped) {
      return age.compareTo(RESIZING) < 0 ? "SCALING" : "READY";
    }
    if (age.compareTo(PROVISIONING) < 0) {
      return "PROVISIONING";
    }
    return age.compareTo(STARTING) < 0 ? "SCALING" : "READY";
  }

  int ready(Instant now) {
    return switch (state(now)) {
      case "READY" -> desired();
      case "SCALING" -> fromStopped ? 0 : Math.min(before, desired());
      default -> 0;
    };
  }

  boolean serves(Instant now) {
    return ready(now) > 0;
  }

  /** When it became ready after its last start, for the event list. */
  Instant readyAt() {
    return changedAt.plus(fromStopped ? STARTING : RESIZING);
  }

  /** When its last replica went. */
  Instant stoppedAt() {
    return changedAt.plus(before == 0 && fromStopped ? Duration.ZERO : STOPPING);
  }

  private String message(Instant now) {
    return switch (state(now)) {
      case "PROVISIONING" -> "Scheduling replicas";
      case "SCALING" -> "Starting replicas";
      case "READY" -> "All replicas are ready";
      case "STOPPING" -> "Draining replicas";
      default -> "Stopped";
    };
  }

  ObjectNode object(Instant now, double share) {
    ObjectNode object = Json.object()
        .put("id", id())
        .put("name", qualifiedName())
        .put("projectId", Account.PROJECT)
        .put("endpointId", order.endpointId())
        .put("model", order.model().path() + "/revisions/" + order.model().revision())
        .put("modelId", order.model().id())
        .put("modelRevisionId", order.model().revision())
        .put(
            "config",
            "projects/" + Registry.PLATFORM + "/configs/"
                + order.config().get("id").textValue())
        .put("configId", order.config().get("id").textValue())
        .put("hardware", order.hardware());
    object.set("autoscaling", autoscaling);
    object
        .putObject("status")
        .put("state", STATE + state(now))
        .put("message", message(now))
        .put("scheduledReplicas", state(now).equals("PROVISIONING") ? 0 : desired())
        .put("readyReplicas", ready(now));
    if (order.request().path("placement").isObject()) {
      object.set("placement", order.request().get("placement"));
    }
    return object
        .put("desiredReplicas", desired())
        .put("trafficMode", "TRAFFIC_MODE_LIVE")
        .put("enableLora", order.request().path("enableLora").asBoolean(false))
        .put("estimatedEffectiveTrafficShare", share)
        .put("etag", etag())
        .put("createdAt", order.createdAt().toString())
        .put("updatedAt", changedAt.toString());
  }

  /** The short form inside an endpoint. */
  ObjectNode summary(Instant now, double share) {
    ObjectNode summary = Json.object()
        .put("id", id())
        .put("name", qualifiedName())
        .put("model", order.model().path() + "/revisions/" + order.model().revision())
        .put("modelId", order.model().id())
        .put("state", STATE + state(now));
    summary.set("autoscaling", autoscaling);
    return summary
        .put("trafficMode", "TRAFFIC_MODE_LIVE")
        .put("estimatedEffectiveTrafficShare", share)
        .put("desiredReplicas", desired())
        .put("readyReplicas", ready(now))
        .put("hardware", order.hardware())
        .put("createdAt", order.createdAt().toString());
  }
}
