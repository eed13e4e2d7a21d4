package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.storage.Blob;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One model of the account: uploaded, or what a job has left. Guarded by itself. */
final class Model {
  static final String ADDON = "HF_PEFT_ADDON";

  /** Where a job's model comes from. */
  interface Origin {
    /** Whether the job has left it. */
    boolean isThere(Instant now);

    /** What was learned. */
    Optional<TunedModel> learned();
  }

  private final String id;
  private final Catalogue.Model base;
  private final @Nullable Origin origin;
  private final Instant createdAt;
  private final Map<String, Blob> files = new TreeMap<>();
  private final Map<String, Long> announced = new TreeMap<>();
  private ObjectNode fields;
  private Instant updatedAt;
  private boolean uploaded;

  Model(String id, ObjectNode fields, Catalogue.Model base, @Nullable Origin origin, Instant now) {
    this.id = id;
    this.fields = fields;
    this.base = base;
    this.origin = origin;
    this.createdAt = now;
    this.updatedAt = now;
  }

  String name() {
    return Account.name("models", id);
  }

  String kind() {
    return fields.path("kind").asText(ADDON);
  }

  boolean isAddon() {
    return kind().equals(ADDON);
  }

  Catalogue.Model base() {
    return base;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** Whether a job has left it, or will. */
  boolean isOfJob() {
    return origin != null;
  }

  /** Whether anybody sees it: a job's model comes with the job's end. */
  boolean isThere(Instant now) {
    return origin == null || origin.isThere(now);
  }

  synchronized boolean isReady(Instant now) {
    return isThere(now) && (origin != null || uploaded);
  }

  Optional<TunedModel> learned() {
    return origin == null ? Optional.empty() : origin.learned();
  }

  synchronized void announce(String file, long size) {
    announced.put(file, size);
  }

  synchronized void put(String file, Blob bytes) {
    files.put(file, bytes);
  }

  synchronized Map<String, Blob> files() {
    return new TreeMap<>(files);
  }

  synchronized Map<String, Long> announced() {
    return new TreeMap<>(announced);
  }

  synchronized void uploaded(Instant now) {
    uploaded = true;
    updatedAt = now;
  }

  synchronized void update(ObjectNode changes, Instant now) {
    ObjectNode changed = fields.deepCopy();
    changed.setAll(changes);
    fields = changed;
    updatedAt = now;
  }

  synchronized ObjectNode object(Instant now) {
    ObjectNode object = Json.object().put("name", name());
    object
        .put("kind", kind())
        .put("contextLength", base.contextLength())
        .put("supportsImageInput", base.vision())
        .put("supportsTools", base.tools())
        .put("supportsLora", false)
        .put("tunable", false);
    object.setAll(fields);
    object.put("state", isReady(now) ? "READY" : "UPLOADING");
    object.set("status", Status.of(Status.OK));
    return object.put("createTime", createdAt.toString()).put("updateTime", updatedAt.toString());
  }

  /** The object of a model that is there for everybody. */
  static ObjectNode open(Catalogue.Model model) {
    ObjectNode object = Json.object()
        .put("name", model.name())
        .put("displayName", model.displayName())
        .put("state", "READY")
        .put("kind", model.kind())
        .put("public", true)
        .put("contextLength", model.contextLength())
        .put("supportsImageInput", model.vision())
        .put("supportsTools", model.tools())
        .put("supportsLora", model.tunable())
        .put("supportsServerless", model.serverless())
        .put("tunable", model.tunable())
        .put("rlTunable", model.tunable())
        .put("supervisedLoraTunable", model.tunable())
        .put("supervisedFullParameterTunable", false);
    object.set("status", Status.of(Status.OK));
    object
        .putObject("baseModelDetails")
        .put("checkpointFormat", "HUGGINGFACE")
        .put("parameterCount", String.valueOf(model.parameters()))
        .put("tunable", model.tunable())
        .put("worldSize", model.accelerators());
    object.putArray("supportedPrecisions").add("BF16").add("FP8");
    return object
        .put("createTime", "2026-01-05T00:00:00Z")
        .put("updateTime", "2026-01-05T00:00:00Z");
  }
}
