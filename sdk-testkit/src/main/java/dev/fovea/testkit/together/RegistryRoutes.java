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

/** The model registry of the management API, and uploads by either interface. */
final class RegistryRoutes {
  private final Account account;
  private final Registry registry;
  private final ModelUploads uploads;

  RegistryRoutes(Account account, Registry registry, ModelUploads uploads) {
    this.account = account;
    this.registry = registry;
    this.uploads = uploads;
  }

  void addTo(Routes v1, Routes v2) {
    String models = ManagementRoutes.PROJECT + "/models";
    String model = models + "/{model}";
    managed(v2, "GET", models, e -> Listing.page(e, models(), "name", "created_at", "updated_at"));
    managed(v2, "POST", models, this::register);
    managed(v2, "GET", model, e -> Reply.json(200, model(e).object()));
    managed(v2, "PATCH", model, this::update);
    managed(v2, "DELETE", model, this::delete);
    managed(v2, "GET", model + "/revisions", this::revisions);
    managed(v2, "GET", model + "/files", this::files);
    managed(v2, "POST", models + "/uploads", this::upload);
    managed(v2, "GET", models + "/uploads", e -> Listing.page(e, uploads.list(false)));
    managed(v2, "GET", models + "/uploads/{job}", e -> Reply.json(200, uploads.get(job(e), false)));
    managed(
        v2, "GET", models + "/uploads/{job}/events", e -> Listing.page(e, uploads.events(job(e))));
    v1.add("POST", "/models", e -> Reply.json(200, uploads.startOld(JobRoutes.body(e))))
        .add("GET", "/jobs/{job}", e -> Reply.json(200, uploads.get(job(e), true)))
        .add("GET", "/jobs", e -> jobs());
  }

  private static void managed(Routes routes, String method, String path, Routes.Action action) {
    ManagementRoutes.project(routes, method, path, action);
  }

  private static String job(Exchange exchange) {
    return exchange.pathValue("job");
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

  private Registry.Entry own(Exchange exchange) {
    Registry.Entry entry = model(exchange);
    if (!entry.project().equals(Account.PROJECT)) {
      throw Refusals.managed(403, 7, "model " + entry.id() + " belongs to another project");
    }
    return entry;
  }

  private Reply register(Exchange exchange) throws IOException {
    JsonNode request = ManagementRoutes.body(exchange);
    for (String field : List.of("name", "baseModelId", "type")) {
      if (request.path(field).asText("").isEmpty()) {
        throw Refusals.managed(400, 3, "Invalid Argument: " + field + " is required");
      }
    }
    String type = request.get("type").asText().toLowerCase(Locale.ROOT).replaceAll("s$", "");
    if (!type.equals("model") && !type.equals("adapter")) {
      throw Refusals.managed(400, 3, "Invalid Argument: type must be model or adapter");
    }
    Registry.Entry base = registry
        .byId(request.get("baseModelId").asText())
        .filter(e -> e.project().equals(Registry.PLATFORM))
        .orElseThrow(() -> Refusals.managed(400, 3, "Invalid Argument: unknown baseModelId"));
    return Reply.json(
        200,
        registry
            .register("ml_" + account.hex(10), base.base(), type.equals("adapter"), request)
            .object());
  }

  private Reply update(Exchange exchange) throws IOException {
    Registry.Entry entry = own(exchange);
    ObjectNode changes = ManagementRoutes.masked(exchange, "name", "description", "visibility");
    return Reply.json(200, registry.change(entry.id(), changes).object());
  }

  private Reply delete(Exchange exchange) {
    registry.delete(own(exchange).id());
    return Reply.json(200, Json.object());
  }

  private Reply revisions(Exchange exchange) {
    Registry.Entry entry = model(exchange);
    List<ObjectNode> all = entry.revision().isEmpty()
        ? List.of()
        : List.of(Json.object()
            .put("revisionId", entry.revision())
            .put("createdAt", account.now().toString())
            .put("validationStatus", "REVISION_VALIDATION_STATUS_SUCCESS"));
    return Listing.page(exchange, all);
  }

  private Reply files(Exchange exchange) {
    Registry.Entry entry = model(exchange);
    String revision = Listing.query(exchange, "revisionId");
    if (!revision.isEmpty() && !revision.equals(entry.revision())) {
      throw Refusals.managed(404, 5, "revision " + revision + " not found");
    }
    ObjectNode answer = Json.object().put("object", "list");
    ArrayNode data = answer.putArray("data");
    if (!entry.revision().isEmpty()) {
      String stem = entry.adapter() ? "adapter_" : "";
      data.addObject().put("path", stem + "config.json").put("sizeBytes", "812");
      data.addObject().put("path", stem + "model.safetensors").put("sizeBytes", "17534246912");
      answer.put("revisionId", entry.revision()).put("totalSizeBytes", "17534247724");
    }
    return Reply.json(200, answer);
  }

  private Reply upload(Exchange exchange) throws IOException {
    JsonNode request = ManagementRoutes.body(exchange);
    String model = request.path("modelId").asText("");
    if (registry.byId(model).filter(e -> e.project().equals(Account.PROJECT)).isEmpty()) {
      throw Refusals.managed(404, 5, "model " + model + " not found");
    }
    return Reply.json(200, uploads.start(request));
  }

  private Reply jobs() {
    ObjectNode list = Json.object();
    list.putArray("data").addAll(uploads.list(true));
    return Reply.json(200, list);
  }
}
