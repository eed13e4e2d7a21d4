package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ready-made hardware for each base model that can be deployed; every shape has one version. */
final class Shapes {
  private static final String VERSION = "/versions/v1";
  private static final String PREFIX = "accounts/" + Catalogue.PUBLIC + "/deploymentShapes/";
  private static final List<String> FIXED =
      List.of("acceleratorType", "acceleratorCount", "precision");

  private final ModelStore models;

  Shapes(ModelStore models) {
    this.models = models;
  }

  void addTo(Routes routes) {
    new Collection(routes, "deploymentShapes")
        .open("GET", "", this::list)
        .open("GET", "/{id}", e -> Reply.json(200, Listing.masked(shape(e), e)))
        .open(
            "GET",
            "/{id}/versions",
            e -> Listing.page(e, "deploymentShapeVersions", List.of(version(shape(e)))))
        .open("GET", "/{id}/versions/{version}", this::version);
  }

  private static boolean isOpen(Exchange exchange) {
    String account = exchange.pathValue("account");
    if (!Set.of(Catalogue.PUBLIC, Account.ID, "-").contains(account)) {
      throw Grpc.PERMISSION_DENIED.problem("you have no access to accounts/" + account);
    }
    return !account.equals(Account.ID);
  }

  private Reply list(Exchange exchange) {
    String target = exchange.queryValues().getOrDefault("targetModel", "");
    List<ObjectNode> found = isOpen(exchange) ? all() : List.of();
    if (!target.isEmpty()) {
      String base = models.required(target, "target_model").base().name();
      found =
          found.stream().filter(s -> s.get("baseModel").asText().equals(base)).toList();
    }
    return Listing.page(exchange, "deploymentShapes", found);
  }

  private ObjectNode shape(Exchange exchange) {
    String name = PREFIX + exchange.pathValue("id");
    return isOpen(exchange) ? find(name) : missing(name);
  }

  private static ObjectNode missing(String name) {
    throw Grpc.NOT_FOUND.problem("deployment shape " + name + " not found");
  }

  private ObjectNode find(String name) {
    return all().stream()
        .filter(s -> s.get("name").asText().equals(name))
        .findFirst()
        .orElseGet(() -> missing(name));
  }

  private Reply version(Exchange exchange) {
    ObjectNode shape = shape(exchange);
    return exchange.pathValue("version").equals("v1")
        ? Reply.json(200, Listing.masked(version(shape), exchange))
        : Grpc.NOT_FOUND.reply("shape version " + exchange.pathValue("version") + " not found");
  }

  private static ObjectNode version(ObjectNode shape) {
    ObjectNode version = Json.object()
        .put("name", shape.get("name").asText() + VERSION)
        .put("createTime", shape.get("createTime").asText())
        .put("latestValidated", true)
        .put("validated", true)
        .put("public", true);
    return version.set("snapshot", shape);
  }

  /** Writes a shape's hardware into a request, and the version's name in place of the shape's. */
  void apply(String wanted, ModelStore.Weights weights, ObjectNode request) {
    String name = wanted.equals("default")
        ? PREFIX + weights.base().id() + "-minimal"
        : wanted.endsWith(VERSION)
            ? wanted.substring(0, wanted.length() - VERSION.length())
            : wanted;
    ObjectNode shape = find(name);
    Grpc.unless(
        shape.get("baseModel").asText().equals(weights.base().name()),
        "deployment shape " + name + " is for " + shape.get("baseModel").asText());
    request.put("deploymentShape", name + VERSION);
    for (String field : FIXED) {
      request.set(field, shape.get(field));
    }
  }

  private List<ObjectNode> all() {
    List<ObjectNode> shapes = new ArrayList<>();
    for (Catalogue.Model model : models.catalogue().models()) {
      if (model.kind().equals("HF_BASE_MODEL")) {
        shapes.add(shape(model, "minimal", "NVIDIA_H100_80GB", "BF16"));
        shapes.add(shape(model, "throughput", "NVIDIA_H200_141GB", "FP8"));
      }
    }
    return shapes;
  }

  private static ObjectNode shape(
      Catalogue.Model model, String preset, String accelerator, String precision) {
    return Json.object()
        .put("name", PREFIX + model.id() + "-" + preset)
        .put("displayName", model.displayName() + " " + preset)
        .put("baseModel", model.name())
        .put("parameterCount", String.valueOf(model.parameters()))
        .put("presetType", preset.toUpperCase(java.util.Locale.ROOT))
        .put("acceleratorType", accelerator)
        .put("acceleratorCount", model.accelerators())
        .put("precision", precision)
        .put("enableAddons", precision.equals("BF16") && model.tunable())
        .put("createTime", "2026-01-05T00:00:00Z")
        .put("updateTime", "2026-01-05T00:00:00Z");
  }
}
