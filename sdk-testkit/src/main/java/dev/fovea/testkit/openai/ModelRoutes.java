package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;

/** The operations on models. */
final class ModelRoutes {
  private final ModelStore models;

  ModelRoutes(ModelStore models) {
    this.models = models;
  }

  void addTo(Routes routes) {
    routes
        .add("GET", "/models", e -> list())
        .add("GET", "/models/{id}", e -> Reply.json(200, models.get(e.pathValue("id"))))
        .add("DELETE", "/models/{id}", this::delete);
  }

  private Reply list() {
    ObjectNode list = Json.object().put("object", "list");
    list.putArray("data").addAll(models.all());
    return Reply.json(200, list);
  }

  private Reply delete(Exchange exchange) {
    String id = exchange.pathValue("id");
    models.delete(id);
    return Reply.json(200, Json.object().put("id", id).put("object", "model").put("deleted", true));
  }
}
