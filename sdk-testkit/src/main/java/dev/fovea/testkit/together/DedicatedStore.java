package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The endpoints of the first interface. Thread-safe. */
final class DedicatedStore {
  private static final Set<String> STATES = Set.of("STARTED", "STOPPED");

  private final Account account;
  private final Catalogue catalogue;
  private final JobStore jobs;
  private final Map<String, DedicatedEndpoint> endpoints = new LinkedHashMap<>();

  DedicatedStore(Account account, Catalogue catalogue, JobStore jobs) {
    this.account = account;
    this.catalogue = catalogue;
    this.jobs = jobs;
  }

  synchronized ObjectNode create(JsonNode request) {
    if (!account.takesDedicatedEndpoints()) {
      throw Refusals.of(
          403,
          "Creating v1 endpoints is disabled. Use the v2 dedicated inference API.",
          null,
          "endpoints_v1_create_access_disabled");
    }
    String model = request.path("model").asText("");
    Refusals.unless(!model.isEmpty(), "model is required", "model");
    if (!isKnown(model)) {
      throw Refusals.notFound("Model not found: " + model);
    }
    String hardware = request.path("hardware").asText("");
    Refusals.unless(
        catalogue.instanceTypes().stream().anyMatch(type -> hardwareId(type).equals(hardware)),
        "hardware '" + hardware + "' is unknown",
        "hardware");
    Refusals.unless(request.has("autoscaling"), "autoscaling is required", "autoscaling");
    check(request);
    Instant now = account.now();
    String bare = model.substring(model.lastIndexOf('/') + 1);
    DedicatedEndpoint endpoint = new DedicatedEndpoint(
        "endpoint-" + account.uuid(),
        Account.SLUG + "/" + bare + "-" + account.hex(8),
        request.deepCopy(),
        now);
    endpoints.put(endpoint.id(), endpoint);
    return endpoint.object(now);
  }

  private boolean isKnown(String model) {
    return catalogue.model(model).isPresent()
        || jobs.all().stream()
            .anyMatch(job -> job.order().names().name().equals(model)
                && job.status(account.now()).equals("completed"));
  }

  private static void check(JsonNode request) {
    if (request.has("autoscaling")) {
      int min = request.path("autoscaling").path("min_replicas").asInt(-1);
      int max = request.path("autoscaling").path("max_replicas").asInt(-1);
      Refusals.unless(
          min >= 0 && max >= min,
          "autoscaling needs 0 <= min_replicas <= max_replicas",
          "autoscaling");
    }
    Refusals.unless(
        STATES.contains(request.path("state").asText("STARTED")),
        "state must be STARTED or STOPPED",
        "state");
    Refusals.unless(
        request.path("inactive_timeout").asLong(0) >= 0,
        "inactive_timeout must be 0 or more",
        "inactive_timeout");
  }

  synchronized ObjectNode update(String id, JsonNode request) {
    check(request);
    DedicatedEndpoint endpoint = get(id);
    endpoint.change(request, account.now());
    return endpoint.object(account.now());
  }

  synchronized ObjectNode object(String id) {
    return get(id).object(account.now());
  }

  synchronized List<ObjectNode> items() {
    return endpoints.values().stream().map(e -> e.item(account.now())).toList();
  }

  synchronized void delete(String id) {
    get(id);
    endpoints.remove(id);
  }

  synchronized String bind(String id, JsonNode request) {
    DedicatedEndpoint endpoint = get(id);
    String model = request.path("model_id").asText("");
    Refusals.unless(
        model.startsWith(endpoint.name() + ":")
            && model.length() > endpoint.name().length() + 1,
        "model_id must be " + endpoint.name() + ":<adapter>",
        "model_id");
    endpoint.adapters().add(model);
    return model;
  }

  synchronized String unbind(String id, JsonNode request) {
    String model = request.path("model_id").asText("");
    if (!get(id).adapters().remove(model)) {
      throw Refusals.notFound("Adapter not bound: " + model);
    }
    return model;
  }

  synchronized List<ObjectNode> adapters(String id) {
    DedicatedEndpoint endpoint = get(id);
    return endpoint.adapters().stream()
        .map(model -> Json.object()
            .put("adapter_name", model.substring(endpoint.name().length() + 1))
            .put("endpoint_name", endpoint.name())
            .put("model_id", model))
        .toList();
  }

  /** The model that answers under the name of a started endpoint or of an adapter bound to one. */
  synchronized Optional<String> serves(String chatModel) {
    return endpoints.values().stream()
        .filter(e -> e.name().equals(chatModel) || e.adapters().contains(chatModel))
        .filter(e -> e.answers(account.now()))
        .map(DedicatedEndpoint::model)
        .findFirst();
  }

  /** Whether there is an endpoint of this name, started or not. */
  synchronized boolean knows(String chatModel) {
    return endpoints.values().stream().anyMatch(e -> e.name().equals(chatModel));
  }

  List<ObjectNode> hardware(String model) {
    if (!model.isEmpty() && !isKnown(model)) {
      throw Refusals.notFound("Model not found: " + model);
    }
    return catalogue.instanceTypes().stream()
        .map(type -> hardware(type, !model.isEmpty()))
        .toList();
  }

  private ObjectNode hardware(JsonNode type, boolean available) {
    ObjectNode hardware = Json.object().put("object", "hardware").put("id", hardwareId(type));
    hardware
        .putObject("pricing")
        .put("cents_per_minute", type.get("priceCentsPerHour").asDouble() / 60);
    hardware
        .putObject("specs")
        .put("gpu_type", type.get("gpuType").asText().replace("nvidia-", ""))
        .put("gpu_link", "sxm")
        .put("gpu_memory", type.get("gpuMemoryGib").asInt())
        .put("gpu_count", type.get("gpuCount").asInt());
    if (available) {
      hardware.putObject("availability").put("status", "available");
    }
    return hardware.put("updated_at", account.now().toString());
  }

  private static String hardwareId(JsonNode type) {
    return type.get("gpuCount").asInt() + "x_" + type.get("gpuType").asText().replace('-', '_')
        + "_sxm";
  }

  private DedicatedEndpoint get(String id) {
    DedicatedEndpoint endpoint = endpoints.get(id);
    if (endpoint == null) {
      throw Refusals.notFound("Endpoint not found: " + id);
    }
    return endpoint;
  }
}
