package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The account's endpoints and their deployments, with the management API's rules. Thread-safe. */
final class EndpointStore {
  private static final int INVALID = 3;
  private static final int NOT_FOUND = 5;
  private static final int EXISTS = 6;
  private static final int PRECONDITION = 9;
  private static final int ABORTED = 10;

  private final Account account;
  private final Registry registry;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final List<String> created = new ArrayList<>();

  EndpointStore(Account account, Registry registry) {
    this.account = account;
    this.registry = registry;
  }

  synchronized ObjectNode create(JsonNode request) {
    String name = free(request.path("name").asText(""));
    Endpoint endpoint = new Endpoint("ep_" + account.hex(10), name, account.now());
    if (request.has("visibility")) {
      endpoint.show(request.get("visibility").asText());
    }
    endpoints.put(endpoint.id(), endpoint);
    record(endpoint, "", "ENDPOINT_CREATED", "Endpoint created");
    return endpoint.object(account.now());
  }

  /** The qualified form of a name nobody has yet. */
  private String free(String name) {
    String qualified = name.startsWith(Account.SLUG + "/") ? name : Account.SLUG + "/" + name;
    boolean legal =
        qualified.substring(Account.SLUG.length() + 1).matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    refuse(!legal, 400, INVALID, "Invalid Argument: '" + name + "' is no name for an endpoint");
    boolean taken = endpoints.values().stream().anyMatch(e -> e.name().equals(qualified));
    refuse(taken, 409, EXISTS, "endpoint " + qualified + " already exists");
    return qualified;
  }

  synchronized List<ObjectNode> list() {
    return endpoints.values().stream().map(e -> e.object(account.now())).toList();
  }

  synchronized ObjectNode get(String id) {
    return endpoint(id).object(account.now());
  }

  synchronized ObjectNode update(String id, JsonNode request) {
    Endpoint endpoint = endpoint(id);
    fresh(request.path("etag").asText(""), endpoint.etag());
    JsonNode split = request.path("trafficSplit");
    if (request.has("name")) {
      endpoint.rename(free(request.get("name").asText("")));
    }
    if (request.has("visibility")) {
      endpoint.show(request.get("visibility").asText());
    }
    if (!split.isEmpty()) {
      endpoint.split(weights(endpoint, split), account.now());
    }
    endpoint.touch(account.now());
    record(
        endpoint,
        "",
        split.isEmpty() ? "ENDPOINT_UPDATED" : "TRAFFIC_SPLIT_UPDATED",
        split.isEmpty() ? "Endpoint updated" : "Traffic split updated");
    return endpoint.object(account.now());
  }

  private static Map<String, Integer> weights(Endpoint endpoint, JsonNode split) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (JsonNode entry : split) {
      String deployment = entry.path("deploymentId").asText("");
      refuse(
          !endpoint.deployments().containsKey(deployment),
          400,
          INVALID,
          "Invalid Argument: deployment '" + deployment + "' is not at this endpoint");
      int weight = entry.path("weight").asInt(-1);
      refuse(weight < 0, 400, INVALID, "Invalid Argument: weight must be 0 or more");
      weights.put(deployment, weight);
    }
    return weights;
  }

  synchronized void delete(String id, String etag) {
    Endpoint endpoint = endpoint(id);
    fresh(etag, endpoint.etag());
    refuse(
        !endpoint.deployments().isEmpty(),
        400,
        PRECONDITION,
        "endpoint " + endpoint.name() + " still has deployments: delete them first");
    endpoints.remove(id);
  }

  synchronized ObjectNode deploy(String endpointId, JsonNode request, boolean validateOnly) {
    Endpoint endpoint = endpoint(endpointId);
    String name = request.path("name").asText("");
    refuse(
        !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}"),
        400,
        INVALID,
        "Invalid Argument: '" + name + "' is no name for a deployment");
    boolean taken = endpoint.deployments().values().stream()
        .anyMatch(d -> d.qualifiedName().equals(endpoint.name() + "/" + name));
    refuse(taken, 409, EXISTS, "deployment " + name + " already exists");
    refuse(
        !request.path("autoscaling").isObject(),
        400,
        INVALID,
        "Invalid Argument: autoscaling is required");
    ObjectNode autoscaling = autoscaling(Json.object(), request.get("autoscaling"));
    Registry.Entry model = registry.byPath(request.path("model").asText(""));
    ObjectNode config = config(model, request.path("config").asText(""));
    Deployment deployment = new Deployment(
        new Deployment.Order(
            "dep_" + account.hex(10),
            endpoint.id(),
            endpoint::name,
            model,
            config,
            registry.hardware(config),
            request,
            account.now()),
        name,
        autoscaling);
    if (!validateOnly) {
      endpoint.deployments().put(deployment.id(), deployment);
      created.add(deployment.id());
      record(endpoint, deployment.id(), "DEPLOYMENT_CREATED", "Deployment created");
    }
    return deployment.object(deployment.order().createdAt(), 0);
  }

  private ObjectNode config(Registry.Entry model, String path) {
    String id = path.substring(path.lastIndexOf('/') + 1);
    return registry.configs(model).stream()
        .filter(c -> c.get("id").textValue().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusals.managed(
            400,
            INVALID,
            "Invalid Argument: config '" + path + "' does not fit model " + model.path()));
  }

  /** Takes new bounds over the old ones. */
  private static ObjectNode autoscaling(ObjectNode before, JsonNode request) {
    ObjectNode after = before.deepCopy();
    request.properties().forEach(field -> after.set(field.getKey(), field.getValue()));
    int min = after.path("minReplicas").asInt(1);
    int max = after.path("maxReplicas").asInt(min);
    boolean onlyMin = request.has("minReplicas") && !request.has("maxReplicas") && max < min;
    max = onlyMin ? min : max;
    refuse(
        min < 0 || max < min,
        400,
        INVALID,
        "Invalid Argument: minReplicas must be between 0 and maxReplicas");
    refuse(
        min == 0 && max > 0,
        400,
        INVALID,
        "Invalid Argument: minReplicas 0 with maxReplicas " + max
            + " is not allowed; 0/0 stops the deployment");
    return after.put("minReplicas", min).put("maxReplicas", max);
  }

  synchronized List<ObjectNode> deployments(String endpointId) {
    Endpoint endpoint = endpoint(endpointId);
    Instant now = account.now();
    return endpoint.deployments().values().stream()
        .map(d -> d.object(now, endpoint.share(d, now)))
        .toList();
  }

  synchronized ObjectNode deployment(String endpointId, String id) {
    Endpoint endpoint = endpoint(endpointId);
    Deployment deployment = deployment(endpoint, id);
    return deployment.object(account.now(), endpoint.share(deployment, account.now()));
  }

  synchronized ObjectNode updateDeployment(String endpointId, String id, JsonNode request) {
    Instant now = account.now();
    Endpoint endpoint = endpoint(endpointId);
    Deployment deployment = deployment(endpoint, id);
    fresh(request.path("etag").asText(""), deployment.etag());
    if (request.has("autoscaling")) {
      int before = deployment.desired();
      deployment.scale(autoscaling(deployment.autoscaling(), request.get("autoscaling")), now);
      record(endpoint, id, "DEPLOYMENT_SCALED", "Replicas set to " + deployment.desired())
          .put("oldReplicas", before)
          .put("newReplicas", deployment.desired());
    }
    if (request.has("name")) {
      deployment.rename(request.get("name").asText());
    }
    return deployment.object(now, endpoint.share(deployment, now));
  }

  synchronized void deleteDeployment(String endpointId, String id, String etag) {
    Endpoint endpoint = endpoint(endpointId);
    Deployment deployment = deployment(endpoint, id);
    fresh(etag, deployment.etag());
    String state = deployment.state(account.now());
    refuse(
        !state.equals("STOPPED"),
        400,
        PRECONDITION,
        "deployment is " + state + ": it must be STOPPED first");
    refuse(endpoint.inSplit(id), 400, PRECONDITION, "deployment is still in the traffic split");
    endpoint.forget(id, account.now());
    record(endpoint, id, "DEPLOYMENT_DELETED", "Deployment deleted");
  }

  synchronized List<ObjectNode> events(String endpointId) {
    return EndpointEvents.all(endpoint(endpointId), account.now());
  }

  private ObjectNode record(Endpoint endpoint, String deployment, String type, String message) {
    ObjectNode event = EndpointEvents.event(endpoint, deployment, type, message, account.now());
    endpoint.events().add(event);
    return event;
  }

  /** Finds who answers for a chat model name; nothing when no endpoint or deployment has it. */
  synchronized Optional<Served> find(String chatModel) {
    Instant now = account.now();
    for (Endpoint endpoint : endpoints.values()) {
      if (endpoint.name().equals(chatModel)) {
        return Optional.of(new Served(endpoint.route(now)));
      }
      for (Deployment deployment : endpoint.deployments().values()) {
        if (deployment.qualifiedName().equals(chatModel)) {
          return Optional.of(new Served(Optional.of(deployment).filter(d -> d.serves(now))));
        }
      }
    }
    return Optional.empty();
  }

  synchronized List<String> created() {
    return List.copyOf(created);
  }

  private Endpoint endpoint(String id) {
    Endpoint endpoint = endpoints.get(id);
    if (endpoint == null) {
      throw Refusals.managed(404, NOT_FOUND, "endpoint " + id + " not found");
    }
    return endpoint;
  }

  private static Deployment deployment(Endpoint endpoint, String id) {
    Deployment deployment = endpoint.deployments().get(id);
    if (deployment == null) {
      throw Refusals.managed(404, NOT_FOUND, "deployment " + id + " not found");
    }
    return deployment;
  }

  private static void fresh(String given, String etag) {
    refuse(
        !given.isEmpty() && !given.equals(etag),
        409,
        ABORTED,
        "ABORTED: etag " + given + " is stale, now " + etag);
  }

  private static void refuse(boolean wrong, int status, int code, String message) {
    if (wrong) {
      throw Refusals.managed(status, code, message);
    }
  }
}
