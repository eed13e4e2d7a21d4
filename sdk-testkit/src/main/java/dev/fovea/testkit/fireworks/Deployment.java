package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One deployment on the virtual clock: its copies come up, sleep when nobody asks for long, and
 * wake when somebody does. A deleted one can be brought back for a while. Guarded by itself.
 */
final class Deployment {
  private static final Duration FAILING = Duration.ofSeconds(30);
  private static final Duration DELETING = Duration.ofSeconds(10);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration TRAFFIC_KEPT = Duration.ofHours(1);
  private static final Duration IDLE = Duration.ofHours(1);

  private final String id;
  private final Instant createdAt;
  private final @Nullable String failure;
  private ModelStore.Weights weights;
  private ObjectNode fields;
  private Replicas replicas;
  private Instant updatedAt;
  private @Nullable Instant askedAt;
  private @Nullable Instant deletedAt;
  private boolean created = true;
  private boolean changing;

  /**
   * A deployment that begins to come up.
   *
   * @param fields what was asked for, with the defaults filled in
   * @param weights what it runs
   * @param failure why it shall fail; null if it shall not
   */
  Deployment(
      String id,
      ObjectNode fields,
      ModelStore.Weights weights,
      @Nullable String failure,
      Instant now) {
    this.id = id;
    this.fields = fields;
    this.weights = weights;
    this.failure = failure;
    this.createdAt = now;
    this.updatedAt = now;
    this.replicas = new Replicas(0, Math.min(most(), Math.max(1, least())), now);
  }

  String name() {
    return Account.name("deployments", id);
  }

  String baseModel() {
    return weights.name();
  }

  ModelStore.Weights weights() {
    return weights;
  }

  synchronized boolean takesAddons() {
    return fields.path("enableAddons").asBoolean(false);
  }

  synchronized boolean swapsAddon() {
    return fields.path("enableHotReloadLatestAddon").asBoolean(false);
  }

  private int least() {
    return fields.path("minReplicaCount").asInt(0);
  }

  private int most() {
    return fields.path("maxReplicaCount").asInt(1);
  }

  private Duration idle() {
    String window = fields.at("/autoscalingPolicy/scaleToZeroWindow").asText("");
    return window.isEmpty() ? IDLE : DeploymentRules.seconds(window);
  }

  /** Lets happen what should have happened by now. */
  private void settle(Instant now) {
    if (!replicas.isSettled(now)) {
      return;
    }
    created = false;
    changing = false;
    Instant awake = replicas.settledAt();
    Instant asked = askedAt;
    Instant sleepy = (asked != null && asked.isAfter(awake) ? asked : awake).plus(idle());
    if (least() == 0 && replicas.target() > 0 && !now.isBefore(sleepy)) {
      replicas = replicas.to(0, sleepy);
    }
  }

  /** Whether it is there to be used, changed or deleted. */
  synchronized boolean isThere() {
    return deletedAt == null;
  }

  /** Whether nothing is left of it. */
  synchronized boolean isPurged(Instant now) {
    return deletedAt != null && !now.isBefore(deletedAt.plus(KEPT));
  }

  synchronized String state(Instant now) {
    if (deletedAt != null) {
      return now.isBefore(deletedAt.plus(DELETING)) ? "DELETING" : "DELETED";
    }
    if (failed(now).isPresent()) {
      return "FAILED";
    }
    settle(now);
    return created ? "CREATING" : changing ? "UPDATING" : "READY";
  }

  synchronized Optional<String> failed(Instant now) {
    return failure == null || now.isBefore(createdAt.plus(FAILING))
        ? Optional.empty()
        : Optional.of(failure);
  }

  synchronized int ready(Instant now) {
    settle(now);
    return isThere() && failure == null ? replicas.ready(now) : 0;
  }

  /** Whether it is on its way up, and known to whoever asks: a new one is not at once. */
  synchronized boolean isWaking(Instant now) {
    settle(now);
    boolean known = !created || replicas.isScheduled(now);
    return isThere() && failure == null && replicas.target() > 0 && known;
  }

  /** Somebody asks: what sleeps begins to wake. */
  synchronized void asked(Instant now) {
    settle(now);
    askedAt = now;
    if (isThere() && replicas.target() == 0 && most() > 0) {
      replicas = replicas.to(1, now);
    }
  }

  /** Whether it was asked in the last hour. */
  synchronized boolean isBusy(Instant now) {
    return askedAt != null && now.isBefore(askedAt.plus(TRAFFIC_KEPT));
  }

  synchronized ObjectNode fields() {
    return fields.deepCopy();
  }

  synchronized void update(ObjectNode changed, Instant now) {
    settle(now);
    fields = changed;
    updatedAt = now;
    int wanted = Math.max(least(), Math.min(most(), replicas.target()));
    changing = true;
    replicas = replicas.to(wanted, now);
  }

  synchronized void scale(int number, Instant now) {
    settle(now);
    changing = true;
    updatedAt = now;
    replicas = replicas.to(number, now);
  }

  synchronized void delete(Instant now) {
    deletedAt = now;
    updatedAt = now;
    replicas = new Replicas(0, 0, now);
  }

  /** Brings it back asleep, or on its way up if it never sleeps. */
  synchronized void undelete(Instant now) {
    deletedAt = null;
    askedAt = null;
    updatedAt = now;
    created = false;
    replicas = new Replicas(0, least(), now);
  }

  synchronized ObjectNode metrics(Instant now) {
    int ready = ready(now);
    ObjectNode answer = Json.object();
    answer
        .putObject("metrics")
        .put("replica_count", ready)
        .put("requests_per_second", isBusy(now) ? 0.1 : 0.0)
        .put("gpu_utilization", ready > 0 && isBusy(now) ? 0.3 : 0.0);
    return answer;
  }

  synchronized ObjectNode object(Instant now) {
    String state = state(now);
    ObjectNode object = Json.object().put("name", name());
    object.setAll(fields.deepCopy());
    object.remove("directRouteApiKeys");
    object.put("state", state);
    Status status = failed(now).map(why -> new Status("INTERNAL", why)).orElse(Status.OK);
    object.set("status", Status.of(status));
    object
        .put("replicaCount", ready(now))
        .put("desiredReplicaCount", failure == null ? replicas.target() : 0);
    object.set("replicaStats", replicas.stats(now));
    object
        .put("region", "US_IOWA_1")
        .put("createdBy", Account.USER)
        .put("createTime", createdAt.toString())
        .put("updateTime", updatedAt.toString());
    if (deletedAt != null) {
      object
          .put("deleteTime", deletedAt.toString())
          .put("purgeTime", deletedAt.plus(KEPT).toString());
    }
    return object;
  }
}
