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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The management API: endpoints, deployments, configs, the model registry and instance types. */
final class ManagementRoutes {
  private static final String PROJECT = "/projects/{project}";
  private static final Pattern NAME_FILTER = Pattern.compile("name\\s*(=|!=|:)\\s*\"([^\"]*)\"");
  private static final int MOST = 500;

  private final EndpointStore endpoints;
  private final Registry registry;
  private final Catalogue catalogue;

  ManagementRoutes(EndpointStore endpoints, Registry registry, Catalogue catalogue) {
    this.endpoints = endpoints;
    this.registry = registry;
    this.catalogue = catalogue;
  }

  void addTo(Routes routes) {
    String endpoint = PROJECT + "/endpoints/{endpoint}";
    String deployment = endpoint + "/deployments/{deployment}";
    project(
        routes, "POST", PROJECT + "/endpoints", e -> Reply.json(200, endpoints.create(body(e))));
    project(routes, "GET", PROJECT + "/endpoints", e -> page(e, endpoints.list()));
    project(routes, "GET", endpoint, e -> Reply.json(200, endpoints.get(ep(e))));
    project(routes, "PATCH", endpoint, e -> Reply.json(200, endpoints.update(ep(e), body(e))));
    project(routes, "DELETE", endpoint, this::deleteEndpoint);
    project(routes, "GET", endpoint + "/events", e -> page(e, endpoints.events(ep(e))));
    project(routes, "POST", endpoint + "/deployments", this::deploy);
    project(routes, "GET", endpoint + "/deployments", e -> page(e, endpoints.deployments(ep(e))));
    project(routes, "GET", deployment, e -> Reply.json(200, endpoints.deployment(ep(e), dep(e))));
    project(
        routes,
        "PATCH",
        deployment,
        e -> Reply.json(200, endpoints.updateDeployment(ep(e), dep(e), body(e))));
    project(routes, "DELETE", deployment, this::deleteDeployment);
    project(routes, "GET", PROJECT + "/models", e -> page(e, models()));
    project(
        routes,
        "GET",
        PROJECT + "/models/{model}",
        e -> Reply.json(200, model(e).object()));
    project(routes, "GET", PROJECT + "/models/{model}/revisions", this::revisions);
    routes
        .add("GET", PROJECT + "/configs", this::configs)
        .add("GET", "/supported-models", this::supported)
        .add("GET", "/public/inference-instance-types", e -> page(e, instanceTypes()))
        .add("GET", "/public/inference-instance-types/{id}", this::instanceType);
  }

  private static void project(Routes routes, String method, String path, Routes.Action action) {
    routes.add(method, path, exchange -> {
      String project = exchange.pathValue("project");
      if (!project.equals(Account.PROJECT)) {
        throw Refusals.managed(404, 5, "project " + project + " not found");
      }
      return action.handle(exchange);
    });
  }

  private static JsonNode body(Exchange exchange) throws IOException {
    JsonNode body = exchange.json();
    if (!body.isObject()) {
      throw Refusals.managed(400, 3, "Invalid Argument: the body must be a JSON object");
    }
    return body;
  }

  private static String ep(Exchange exchange) {
    return exchange.pathValue("endpoint");
  }

  private static String dep(Exchange exchange) {
    return exchange.pathValue("deployment");
  }

  private static String query(Exchange exchange, String name) {
    return exchange.queryValues().getOrDefault(name, "");
  }

  private Reply deleteEndpoint(Exchange exchange) {
    endpoints.delete(ep(exchange), query(exchange, "etag"));
    return Reply.json(200, Json.object());
  }

  private Reply deleteDeployment(Exchange exchange) {
    endpoints.deleteDeployment(ep(exchange), dep(exchange), query(exchange, "etag"));
    return Reply.json(200, Json.object());
  }

  private Reply deploy(Exchange exchange) throws IOException {
    boolean validateOnly = query(exchange, "validateOnly").equals("true");
    return Reply.json(200, endpoints.deploy(ep(exchange), body(exchange), validateOnly));
  }

  private List<ObjectNode> models() {
    return registry.own().stream().map(Registry.Entry::object).toList();
  }

  private Registry.Entry model(Exchange exchange) {
    String id = exchange.pathValue("model");
    return registry
        .byId(id)
        .orElseThrow(() -> Refusals.managed(404, 5, "model " + id + " not found"));
  }

  private Reply revisions(Exchange exchange) {
    ObjectNode revision = Json.object()
        .put("revisionId", model(exchange).revision())
        .put("validationStatus", "VALIDATION_STATUS_VALID");
    return page(exchange, List.of(revision));
  }

  private Reply configs(Exchange exchange) {
    String reference = query(exchange, "referenceModel");
    if (reference.isEmpty()) {
      throw Refusals.managed(400, 3, "Invalid Argument: referenceModel is required");
    }
    return page(exchange, registry.configs(registry.byPath(reference)));
  }

  private Reply supported(Exchange exchange) {
    return page(exchange, catalogue.models().stream().map(this::supported).toList());
  }

  private ObjectNode supported(Catalogue.Model model) {
    ObjectNode object = Json.object().put("id", model.registryId()).put("name", model.name());
    ArrayNode modalities = object.putArray("inputModalities").add("MODALITY_TEXT");
    if (model.vision()) {
      modalities.add("MODALITY_IMAGE");
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

  /** One page of a list: filter by name, then {@code after} and {@code limit}. */
  private static Reply page(Exchange exchange, List<ObjectNode> all) {
    List<ObjectNode> filtered = filtered(all, query(exchange, "filter"));
    String limit = query(exchange, "limit");
    int size =
        limit.matches("[0-9]{1,6}") ? Math.min(MOST, Math.max(1, Integer.parseInt(limit))) : 50;
    String after = query(exchange, "after");
    int from = after.matches("[0-9]{1,6}") ? Math.min(filtered.size(), Integer.parseInt(after)) : 0;
    int to = Math.min(filtered.size(), from + size);
    ObjectNode page = Json.object().put("object", "list");
    page.putArray("data").addAll(filtered.subList(from, to));
    return Reply.json(200, page.put("next_cursor", to < filtered.size() ? String.valueOf(to) : ""));
  }

  private static List<ObjectNode> filtered(List<ObjectNode> all, String filter) {
    if (filter.isBlank()) {
      return all;
    }
    Matcher name = NAME_FILTER.matcher(filter.strip());
    if (!name.matches()) {
      throw Refusals.managed(400, 3, "invalid filter expression");
    }
    String operator = name.group(1);
    String value = name.group(2);
    return all.stream()
        .filter(o -> {
          String actual = o.path("name").asText();
          return operator.equals(":")
              ? actual.contains(value.replace("*", ""))
              : operator.equals("=") == actual.equals(value);
        })
        .toList();
  }
}
