package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One endpoint: a name to chat with, its deployments, and who of them gets the traffic. Guarded by
 * its store.
 */
final class Endpoint {
  /** How long the routers need to learn a new split. */
  private static final Duration PROPAGATION = Duration.ofSeconds(30);

  private final String id;
  private final Instant createdAt;
  private final Map<String, Deployment> deployments = new LinkedHashMap<>();
  private final List<ObjectNode> events = new ArrayList<>();
  private String name;
  private String visibility = "VISIBILITY_PRIVATE";
  private Map<String, Integer> split = Map.of();
  private Map<String, Integer> splitBefore = Map.of();
  private Instant splitAt;
  private Instant updatedAt;
  private int etag = 1;

  Endpoint(String id, String name, Instant createdAt) {
    this.id = id;
    this.name = name;
    this.createdAt = createdAt;
    this.splitAt = createdAt;
    this.updatedAt = createdAt;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  String etag() {
    return String.valueOf(etag);
  }

  Map<String, Deployment> deployments() {
    return deployments;
  }

  List<ObjectNode> events() {
    return events;
  }

  void rename(String to) {
    name = to;
  }

  void show(String to) {
    visibility = to;
  }

  void split(Map<String, Integer> to, Instant now) {
    splitBefore = routed(now);
    split = to;
    splitAt = now;
  }

  void touch(Instant now) {
    updatedAt = now;
    etag++;
  }

  boolean inSplit(String deployment) {
    return split.getOrDefault(deployment, 0) > 0;
  }

  void forget(String deployment, Instant now) {
    deployments.remove(deployment);
    Map<String, Integer> left = new LinkedHashMap<>(split);
    left.remove(deployment);
    split = left;
    touch(now);
  }

  /** The split the routers know at a moment. */
  private Map<String, Integer> routed(Instant now) {
    return now.isBefore(splitAt.plus(PROPAGATION)) ? splitBefore : split;
  }

  /** The deployment that answers a request to this endpoint. */
  Optional<Deployment> route(Instant now) {
    Map<String, Integer> known = routed(now);
    return deployments.values().stream()
        .filter(d -> known.getOrDefault(d.id(), 0) > 0 && d.serves(now))
        .max(java.util.Comparator.comparingInt(d -> known.getOrDefault(d.id(), 0) * d.ready(now)));
  }

  double share(Deployment deployment, Instant now) {
    double all = deployments.values().stream()
        .mapToDouble(d -> split.getOrDefault(d.id(), 0) * (double) d.ready(now))
        .sum();
    return all == 0 ? 0 : split.getOrDefault(deployment.id(), 0) * deployment.ready(now) / all;
  }

  ObjectNode object(Instant now) {
    ObjectNode object = Json.object()
        .put("id", id)
        .put("name", name)
        .put("projectId", Account.PROJECT)
        .put("endpointType", "ENDPOINT_TYPE_DEDICATED")
        .put("visibility", visibility);
    ArrayNode weights = object.putArray("trafficSplit");
    split.forEach((deployment, weight) ->
        weights.addObject().put("deploymentId", deployment).put("weight", weight));
    ArrayNode list = object.putArray("deployments");
    deployments.values().forEach(d -> list.add(d.summary(now, share(d, now))));
    return object
        .put("etag", etag())
        .put("createdAt", createdAt.toString())
        .put("updatedAt", updatedAt.toString());
  }
}
