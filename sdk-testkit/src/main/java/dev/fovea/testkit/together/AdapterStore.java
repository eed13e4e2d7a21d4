package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adapters loaded into running deployments, on the virtual clock. Thread-safe. */
final class AdapterStore {
  private static final int ROOM = 4;
  private static final Duration PENDING = Duration.ofSeconds(5);
  private static final Duration LOADING = Duration.ofSeconds(20);

  /** One adapter in one deployment. */
  private record Loaded(String model, String revision, int etag, Instant since) {}

  private final Account account;
  private final EndpointStore endpoints;
  private final Registry registry;
  private final Map<String, Map<String, Loaded>> byDeployment = new LinkedHashMap<>();

  AdapterStore(Account account, EndpointStore endpoints, Registry registry) {
    this.account = account;
    this.endpoints = endpoints;
    this.registry = registry;
  }

  synchronized ObjectNode load(String endpoint, String deployment, JsonNode request) {
    Map<String, Loaded> loaded = loaded(endpoint, deployment);
    String model = request.path("adapterModelId").asText("");
    Registry.Entry entry = registry
        .byId(model)
        .filter(Registry.Entry::adapter)
        .orElseThrow(
            () -> Refusals.managed(400, 3, "Invalid Argument: '" + model + "' is no adapter"));
    if (!loaded.containsKey(model) && loaded.size() >= ROOM) {
      if (!request.path("force").asBoolean(false)) {
        throw Refusals.managed(400, 9, "the deployment has no room for another adapter");
      }
      loaded.remove(loaded.keySet().iterator().next());
    }
    String revision = request.path("adapterRevisionId").asText(entry.revision());
    Loaded adapter = new Loaded(model, revision, 1, account.now());
    loaded.put(model, adapter);
    return object(adapter);
  }

  synchronized List<ObjectNode> list(String endpoint, String deployment) {
    return loaded(endpoint, deployment).values().stream().map(this::object).toList();
  }

  synchronized ObjectNode get(String endpoint, String deployment, String model) {
    return object(one(endpoint, deployment, model));
  }

  synchronized ObjectNode update(
      String endpoint, String deployment, String model, JsonNode request) {
    Loaded before = one(endpoint, deployment, model);
    String revision = request.path("adapterRevisionId").asText("");
    if (revision.isEmpty()) {
      throw Refusals.managed(400, 3, "Invalid Argument: adapterRevisionId is required");
    }
    fresh(request.path("etag").asText(""), before);
    Loaded after = new Loaded(model, revision, before.etag() + 1, account.now());
    loaded(endpoint, deployment).put(model, after);
    return object(after);
  }

  synchronized void unload(String endpoint, String deployment, String model, String etag) {
    fresh(etag, one(endpoint, deployment, model));
    loaded(endpoint, deployment).remove(model);
  }

  private Map<String, Loaded> loaded(String endpoint, String deployment) {
    if (!endpoints.deployment(endpoint, deployment).path("enableLora").asBoolean()) {
      throw Refusals.managed(400, 9, "the deployment was not started with enableLora");
    }
    return byDeployment.computeIfAbsent(deployment, id -> new LinkedHashMap<>());
  }

  private Loaded one(String endpoint, String deployment, String model) {
    Loaded adapter = loaded(endpoint, deployment).get(model);
    if (adapter == null) {
      throw Refusals.managed(404, 5, "adapter " + model + " is not loaded");
    }
    return adapter;
  }

  private static void fresh(String etag, Loaded adapter) {
    if (etag.isEmpty()) {
      throw Refusals.managed(400, 3, "Invalid Argument: etag is required");
    }
    if (!etag.equals(String.valueOf(adapter.etag()))) {
      throw Refusals.managed(409, 10, "ABORTED: etag " + etag + " is stale");
    }
  }

  private ObjectNode object(Loaded adapter) {
    Duration age = Duration.between(adapter.since(), account.now());
    boolean ready = age.compareTo(LOADING) >= 0;
    String state = ready ? "READY" : age.compareTo(PENDING) < 0 ? "PENDING" : "LOADING";
    ObjectNode object = Json.object()
        .put("adapterModelId", adapter.model())
        .put("adapterModel", "projects/" + Account.PROJECT + "/models/" + adapter.model())
        .put("desiredRevisionId", adapter.revision())
        .put("etag", String.valueOf(adapter.etag()));
    object
        .putArray("perCluster")
        .addObject()
        .put("adapterModelId", adapter.model())
        .put("clusterId", "cluster-embedded-1")
        .put("state", "ADAPTER_LOAD_STATE_" + state)
        .put("readyPodCount", ready ? 1 : 0)
        .put("failedPodCount", 0)
        .put("totalPodCount", 1);
    return object;
  }
}
