package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Models being fetched from elsewhere, by either interface, on the virtual clock. Nothing is really
 * fetched; a source with {@code missing} in its name is not found. Thread-safe.
 */
final class ModelUploads {
  private static final Duration WAITING = Duration.ofSeconds(5);
  private static final Duration COPYING = Duration.ofSeconds(60);

  /** One upload; {@code old} for the first interface. */
  private record Upload(String id, String modelId, JsonNode request, Instant at, boolean old) {
    boolean fails() {
      return request.path(old ? "model_source" : "remoteUrl").asText().contains("missing");
    }

    /** 0 waiting, 1 copying, 2 over. */
    int phase(Instant now) {
      Duration age = Duration.between(at, now);
      return age.compareTo(WAITING) < 0 ? 0 : age.compareTo(COPYING) < 0 ? 1 : 2;
    }
  }

  private final Account account;
  private final Map<String, Upload> uploads = new LinkedHashMap<>();

  ModelUploads(Account account) {
    this.account = account;
  }

  synchronized ObjectNode start(JsonNode request) {
    if (request.path("remoteUrl").asText("").isEmpty()) {
      throw Refusals.managed(400, 3, "Invalid Argument: remoteUrl is required");
    }
    Upload upload = new Upload(
        "job_" + account.hex(10), request.get("modelId").asText(), request, account.now(), false);
    uploads.put(upload.id(), upload);
    return object(upload);
  }

  synchronized ObjectNode startOld(JsonNode request) {
    for (String field : List.of("model_name", "model_source")) {
      Refusals.unless(!request.path(field).asText("").isEmpty(), field + " is required", field);
    }
    String type = request.path("model_type").asText("model");
    Refusals.unless(
        type.equals("model") || type.equals("adapter"), "unknown model_type " + type, "model_type");
    Upload upload = new Upload(
        "job-" + account.uuid(), "model-" + account.hex(10), request, account.now(), true);
    uploads.put(upload.id(), upload);
    ObjectNode answer = Json.object();
    answer
        .putObject("data")
        .put("job_id", upload.id())
        .put("model_name", Account.SLUG + "/" + request.get("model_name").asText())
        .put("model_id", upload.modelId())
        .put("model_source", request.get("model_source").asText());
    return answer.put("message", "Job created.");
  }

  /** The revision a finished upload has given a model. */
  synchronized Optional<String> revision(String modelId) {
    return uploads.values().stream()
        .filter(u -> !u.old() && u.modelId().equals(modelId))
        .filter(u -> u.phase(account.now()) == 2 && !u.fails())
        .map(u -> "rv_" + u.id().substring(4))
        .reduce((first, second) -> second);
  }

  synchronized List<ObjectNode> list(boolean old) {
    return uploads.values().stream()
        .filter(u -> u.old() == old)
        .map(this::object)
        .toList();
  }

  synchronized ObjectNode get(String id, boolean old) {
    return object(one(id, old));
  }

  synchronized List<ObjectNode> events(String id) {
    Upload upload = one(id, false);
    List<String> types =
        List.of("UPLOAD_CREATED", "UPLOAD_STARTED", upload.fails() ? "UPLOAD_FAILED" : "UPLOADED");
    List<Duration> after = List.of(Duration.ZERO, WAITING, COPYING);
    List<ObjectNode> events = new java.util.ArrayList<>();
    for (int i = upload.phase(account.now()); i >= 0; i--) {
      events.add(Json.object()
          .put("id", "ev_" + id.substring(4) + i)
          .put("createdAt", upload.at().plus(after.get(i)).toString())
          .put("level", types.get(i).endsWith("FAILED") ? "LEVEL_ERROR" : "LEVEL_INFO")
          .put("type", types.get(i))
          .put("message", message(upload, i)));
    }
    return events;
  }

  private Upload one(String id, boolean old) {
    Upload upload = uploads.get(id);
    if (upload == null || upload.old() != old) {
      throw old
          ? Refusals.notFound("Job not found: " + id)
          : Refusals.managed(404, 5, "upload " + id + " not found");
    }
    return upload;
  }

  private static String message(Upload upload, int phase) {
    return switch (phase) {
      case 0 -> "Waiting";
      case 1 -> "Copying the weights";
      default -> upload.fails() ? "The source was not found" : "The model is there";
    };
  }

  private ObjectNode object(Upload upload) {
    int phase = upload.phase(account.now());
    return upload.old() ? oldObject(upload, phase) : newObject(upload, phase);
  }

  // The token was told once and is never shown.
  private static ObjectNode newObject(Upload upload, int phase) {
    String over = upload.fails() ? "FAILED" : "SUCCEEDED";
    String state = phase == 0 ? "PENDING" : phase == 1 ? "RUNNING" : over;
    return Json.object()
        .put("id", upload.id())
        .put("projectId", Account.PROJECT)
        .put("modelId", upload.modelId())
        .put("remoteUrl", upload.request().get("remoteUrl").asText())
        .put("status", "REMOTE_UPLOAD_STATUS_" + state)
        .put("statusMessage", message(upload, phase))
        .put("restartCount", 0)
        .put("maxRestarts", 0)
        .put("createdAt", upload.at().toString())
        .put("updatedAt", changed(upload, phase));
  }

  private static ObjectNode oldObject(Upload upload, int phase) {
    List<String> states = List.of("Queued", "Running", upload.fails() ? "Failed" : "Complete");
    ObjectNode object = Json.object()
        .put("type", "model_upload")
        .put("job_id", upload.id())
        .put("status", states.get(phase));
    ArrayNode updates = object.putArray("status_updates");
    for (int i = 0; i <= phase; i++) {
      updates
          .addObject()
          .put("status", states.get(i))
          .put("message", message(upload, i))
          .put("timestamp", changed(upload, i));
    }
    object
        .putObject("args")
        .put("description", upload.request().path("description").asText(""))
        .put(
            "modelName", Account.SLUG + "/" + upload.request().get("model_name").asText())
        .put("modelSource", upload.request().get("model_source").asText());
    return object
        .put("created_at", upload.at().toString())
        .put("updated_at", changed(upload, phase));
  }

  private static String changed(Upload upload, int phase) {
    Duration after = phase == 0 ? Duration.ZERO : phase == 1 ? WAITING : COPYING;
    return upload.at().plus(after).toString();
  }
}
