package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The management API: endpoints, deployments, adapters, configs and instance types. */
final class ManagementRoutes {
  static final String PROJECT = "/projects/{project}";
  private static final String[] FIELDS = {"name", "created_at", "updated_at"};

  private final EndpointStore endpoints;
  private final Registry registry;
  private final Catalogue catalogue;
  private final AdapterStore adapters;

  ManagementRoutes(
      EndpointStore endpoints, Registry registry, Catalogue catalogue, AdapterStore adapters) {
    this.adapters = adapters;
    this.endpoints = endpoints;
    this.registry = registry;
    this.catalogue = catalogue;
  }

  void addTo(Routes routes) {
    String endpoint = PROJECT + "/endpoints/{endpoint}";
    String deployment = endpoint + "/deployments/{deployment}";
    project(
        routes, "POST", PROJECT + "/endpoints", e -> Reply.json(200, endpoints.create(body(e))));
    project(routes, "GET", PROJECT + "/endpoints", e -> Listing.page(e, endpoints.list(), FIELDS));
    project(routes, "GET", endpoint, e -> Reply.json(200, endpoints.get(ep(e))));
    project(
        routes,
        "PATCH",
        endpoint,
        e -> Reply.json(
            200, endpoints.update(ep(e), masked(e, "name", "visibility", "trafficSplit"))));
    project(routes, "DELETE", endpoint, this::deleteEndpoint);
    project(
        routes,
        "GET",
        endpoint + "/events",
        e -> Listing.page(e, EndpointEvents.chosen(endpoints.events(ep(e)), e)));
    project(routes, "POST", endpoint + "/deployments", this::deploy);
    project(routes, "GET", endpoint + "/deployments", this::deployments);
    project(routes, "GET", deployment, e -> Reply.json(200, endpoints.deployment(ep(e), dep(e))));
    project(
        routes,
        "PATCH",
        deployment,
        e -> Reply.json(
            200, endpoints.updateDeployment(ep(e), dep(e), masked(e, "name", "autoscaling"))));
    project(routes, "DELETE", deployment, this::deleteDeployment);
    adaptersTo(routes, deployment + "/adapters");
    routes
        .add("GET", PROJECT + "/configs", this::configs)
        .add("GET", PROJECT + "/configs/{id}", this::config)
        .add("GET", "/supported-models", this::supported)
        .add("GET", "/supported-models/{id}", this::supportedModel)
        .add("GET", "/public/inference-instance-types", e -> Listing.page(e, instanceTypes()))
        .add("GET", "/public/inference-instance-types/{id}", this::instanceType);
  }

  private void adaptersTo(Routes routes, String path) {
    String one = path + "/{adapter}";
    project(routes, "GET", path, e -> Listing.page(e, adapters.list(ep(e), dep(e))));
    project(routes, "POST", path, e -> Reply.json(200, adapters.load(ep(e), dep(e), body(e))));
    project(
        routes,
        "GET",
        one,
        e -> Reply.json(200, adapters.get(ep(e), dep(e), e.pathValue("adapter"))));
    project(
        routes,
        "PATCH",
        one,
        e -> Reply.json(200, adapters.update(ep(e), dep(e), e.pathValue("adapter"), body(e))));
    project(routes, "DELETE", one, e -> {
      adapters.unload(ep(e), dep(e), e.pathValue("adapter"), Listing.query(e, "etag"));
      return Reply.json(200, Json.object());
    });
  }

  static void project(Routes routes, String method, String path, Routes.Action action) {
    routes.add(method, path, exchange -> {
      String project = exchange.pathValue("project");
      if (!project.equals(Account.PROJECT)) {
        throw Refusals.managed(404, 5, "project " + project + " not found");
      }
      return action.handle(exchange);
    });
  }

  static JsonNode body(Exchange exchange) throws IOException {
    JsonNode body = exchange.json();
    if (!body.isObject()) {
      throw Refusals.managed(400, 3, "Invalid Argument: the body must be a JSON object");
    }
    return body;
  }

  /** What a change names of these fields, or of those of them its mask names, and its etag. */
  static ObjectNode masked(Exchange exchange, String... fields) throws IOException {
    JsonNode body = body(exchange);
    String mask = Listing.query(exchange, "updateMask");
    List<String> named = mask.isEmpty() ? List.of(fields) : List.of(mask.split(","));
    ObjectNode changes = Json.object();
    for (String field : fields) {
      if (body.has(field) && named.contains(field)) {
        changes.set(field, body.get(field));
      }
    }
    boolean nothing = changes.isEmpty()
        || (changes.path("trafficSplit").isArray()
            && changes.path("trafficSplit").isEmpty()
            && changes.size() == 1);
    if (nothing) {
      throw Refusals.managed(400, 3, "no fields to update");
    }
    if (body.has("etag")) {
      changes.set("etag", body.get("etag"));
    }
    return changes;
  }

  private static String ep(Exchange exchange) {
    return exchange.pathValue("endpoint");
  }

  private static String dep(Exchange exchange) {
    return exchange.pathValue("deployment");
  }

  private Reply deleteEndpoint(Exchange exchange) {
    endpoints.delete(ep(exchange), Listing.query(exchange, "etag"));
    return Reply.json(200, Json.object());
  }

  private Reply deleteDeployment(Exchange exchange) {
    endpoints.deleteDeployment(ep(exchange), dep(exchange), Listing.query(exchange, "etag"));
    return Reply.json(200, Json.object());
  }

  private Reply deploy(Exchange exchange) throws IOException {
    boolean validateOnly = Listing.query(exchange, "validateOnly").equals("true");
    return Reply.json(200, endpoints.deploy(ep(exchange), body(exchange), validateOnly));
  }

  private Reply deployments(Exchange exchange) {
    return Listing.page(
        exchange,
        endpoints.deployments(ep(exchange)),
        "name",
        "created_at",
        "updated_at",
        "state",
        "model");
  }

  private Reply configs(Exchange exchange) {
    String reference = Listing.query(exchange, "referenceModel");
    if (reference.isEmpty()) {
      throw Refusals.managed(400, 3, "Invalid Argument: referenceModel is required");
    }
    return Listing.page(exchange, registry.configs(registry.byPath(reference)));
  }

  private Reply config(Exchange exchange) {
    String id = exchange.pathValue("id");
    return registry
        .config(id)
        .map(config -> Reply.json(200, config))
        .orElseThrow(() -> Refusals.managed(404, 5, "config " + id + " not found"));
  }

  private Reply supported(Exchange exchange) {
    String search = Listing.query(exchange, "search").toLowerCase(Locale.ROOT);
    String modality = Listing.query(exchange, "modality");
    String product = Listing.query(exchange, "product");
    return Listing.page(
        exchange,
        catalogue.models().stream()
            .filter(model -> model.name().toLowerCase(Locale.ROOT).contains(search))
            .map(this::supported)
            .filter(model -> has(model, "inputModalities", modality))
            .filter(model -> has(model, "products", product))
            .toList());
  }

  private static boolean has(ObjectNode model, String field, String wanted) {
    return wanted.isEmpty()
        || StreamSupport.stream(model.get(field).spliterator(), false)
            .anyMatch(word -> word.asText().equals(wanted));
  }

  private Reply supportedModel(Exchange exchange) {
    String id = exchange.pathValue("id");
    return catalogue.models().stream()
        .filter(model -> model.registryId().equals(id))
        .findFirst()
        .map(model -> Reply.json(200, supported(model)))
        .orElseThrow(() -> Refusals.managed(404, 5, "supported model " + id + " not found"));
  }

  private ObjectNode supported(Catalogue.Model model) {
    ObjectNode object = Json.object().put("id", model.registryId()).put("name", model.name());
    ArrayNode modalities = object.putArray("inputModalities").add("MODALITY_TEXT");
    if (model.vision()) {
      modalities.add("MODALITY_IMAGE");
    }
    ArrayNode products =
        object.putArray("products").add("PRODUCT_DEDICATED").add("PRODUCT_FINE_TUNING");
    if (model.serverless()) {
      products.add("PRODUCT_SERVERLESS");
    }
    ArrayNode profiles = object.putArray("deploymentProfiles");
    registry
        .byId(model.registryId())
        .ifPresent(entry -> registry
            .configs(entry)
            .forEach(config -> profiles
                .addObject()
                .put("profileId", "pf_" + config.get("id").textValue().substring(3))
                .put(
                    "config",
                    "projects/" + Registry.PLATFORM + "/configs/"
                        + config.get("id").textValue())
                .put("model", entry.path())
                .put("modelName", entry.name())
                .put("gpuType", config.at("/selectors/0/value").textValue())
                .put("gpuCount", config.at("/selectors/1/value").asInt())
                .put("parallelism", "TP" + config.at("/selectors/1/value").asInt())
                .put("quantization", "BF16")));
    return object;
  }

  private List<ObjectNode> instanceTypes() {
    return catalogue.instanceTypes().stream()
        .map(ManagementRoutes::instanceType)
        .toList();
  }

  private static ObjectNode instanceType(JsonNode type) {
    ObjectNode object = type.deepCopy();
    object.set("name", type.get("id"));
    object.put(
        "description",
        type.get("gpuCount").asText() + " x " + type.get("gpuType").asText());
    ObjectNode region = object.putArray("regions").addObject().put("name", "embedded-1");
    region.putObject("headroom").put("relation", "RELATION_GTE").put("value", 4);
    return object;
  }

  private Reply instanceType(Exchange exchange) {
    String id = exchange.pathValue("id");
    return instanceTypes().stream()
        .filter(t -> t.get("id").textValue().equals(id))
        .findFirst()
        .map(t -> Reply.json(200, t))
        .orElseThrow(() -> Refusals.managed(404, 5, "instance type " + id + " not found"));
  }
}
