package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which projects may call a checkpoint. Thread-safe. */
final class CheckpointRoutes {
  /** Where these operations stand; they ask for the admin key. */
  static final String PREFIX = "/fine_tuning/checkpoints/";

  private static final String PATH = PREFIX + "{checkpoint}/permissions";

  private final Account account;
  private final ModelStore models;
  private final Map<String, Map<String, ObjectNode>> permissions = new LinkedHashMap<>();

  CheckpointRoutes(Account account, ModelStore models) {
    this.account = account;
    this.models = models;
  }

  void addTo(Routes routes) {
    routes
        .add("POST", PATH, this::create)
        .add("GET", PATH, this::list)
        .add("DELETE", PATH + "/{id}", this::delete);
  }

  private String checkpoint(Exchange exchange) {
    String name = exchange.pathValue("checkpoint");
    if (!models.isCheckpoint(name)) {
      throw OpenAiErrors.of(
          404,
          "The checkpoint '" + name + "' does not exist",
          "fine_tuned_model_checkpoint",
          "model_not_found");
    }
    return name;
  }

  private synchronized Reply create(Exchange exchange) throws IOException {
    String checkpoint = checkpoint(exchange);
    JsonNode request = Refusal.object(exchange);
    Refusal.unknown(request, "", List.of("project_ids"));
    JsonNode projects = request.path("project_ids");
    Refusal.type(
        projects.isArray() && !projects.isEmpty(), projects, "project_ids", "a filled array");
    List<ObjectNode> made = new ArrayList<>();
    for (JsonNode project : projects) {
      Refusal.type(project.isTextual(), project, "project_ids", "an array of strings");
      String id = account.id("cp_", 24);
      ObjectNode permission = Json.object()
          .put("id", id)
          .put("object", "checkpoint.permission")
          .put("created_at", account.seconds())
          .put("project_id", project.textValue());
      permissions.computeIfAbsent(checkpoint, c -> new LinkedHashMap<>()).put(id, permission);
      made.add(permission);
    }
    return Listing.all(made);
  }

  private synchronized Reply list(Exchange exchange) {
    String project = exchange.queryValues().get("project_id");
    List<ObjectNode> all =
        new ArrayList<>(permissions.getOrDefault(checkpoint(exchange), Map.of()).values());
    all.removeIf(
        permission -> project != null && !permission.get("project_id").asText().equals(project));
    return Listing.ascending(exchange, all, Listing.CHECKPOINTS);
  }

  private synchronized Reply delete(Exchange exchange) {
    String id = exchange.pathValue("id");
    Map<String, ObjectNode> of = permissions.get(checkpoint(exchange));
    if (of == null || of.remove(id) == null) {
      throw OpenAiErrors.of(404, "No such permission: " + id, "permission_id", null);
    }
    return Reply.json(
        200,
        Json.object().put("id", id).put("object", "checkpoint.permission").put("deleted", true));
  }
}
