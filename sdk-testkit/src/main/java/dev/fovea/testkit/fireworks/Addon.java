package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Duration;
import java.time.Instant;

/** An adapter on a running deployment, what the wire calls a deployed model. Guarded by itself. */
final class Addon {
  private static final Duration LOADING = Duration.ofSeconds(15);

  private final String id;
  private final ModelStore.Weights weights;
  private final Deployment deployment;
  private final Instant createdAt;
  private ObjectNode fields;
  private Instant updatedAt;
  private boolean loaded;

  Addon(
      String id,
      ObjectNode fields,
      ModelStore.Weights weights,
      Deployment deployment,
      Instant now) {
    this.id = id;
    this.fields = fields;
    this.weights = weights;
    this.deployment = deployment;
    this.createdAt = now;
    this.updatedAt = now;
  }

  String id() {
    return id;
  }

  String name() {
    return Account.name("deployedModels", id);
  }

  ModelStore.Weights weights() {
    return weights;
  }

  Deployment deployment() {
    return deployment;
  }

  synchronized boolean isDefault() {
    return fields.path("default").asBoolean(false);
  }

  /** Whether its weights are there; once they are, the deployment brings them up with itself. */
  synchronized boolean isLoaded(Instant now) {
    loaded |= deployment.ready(now) > 0 && !now.isBefore(createdAt.plus(LOADING));
    return loaded;
  }

  synchronized void update(ObjectNode changes, Instant now) {
    ObjectNode changed = fields.deepCopy();
    changed.setAll(changes);
    fields = changed;
    updatedAt = now;
  }

  synchronized ObjectNode object(Instant now) {
    ObjectNode object = Json.object()
        .put("name", name())
        .put("model", weights.name())
        .put("deployment", deployment.name());
    object.setAll(fields);
    object.put("state", isLoaded(now) ? "DEPLOYED" : "DEPLOYING");
    object.set("status", Status.of(Status.OK));
    return object.put("createTime", createdAt.toString()).put("updateTime", updatedAt.toString());
  }

  /** The short form inside a model. */
  ObjectNode ref(Instant now) {
    return object(now).retain("name", "deployment", "state", "default", "public");
  }
}
