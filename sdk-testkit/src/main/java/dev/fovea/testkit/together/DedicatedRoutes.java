package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.util.ArrayList;
import java.util.List;

/** The first interface's endpoints, hardware and availability zones. */
final class DedicatedRoutes {
  private final DedicatedStore store;
  private final Catalogue catalogue;

  DedicatedRoutes(DedicatedStore store, Catalogue catalogue) {
    this.store = store;
    this.catalogue = catalogue;
  }

  void addTo(Routes routes) {
    String endpoint = "/endpoints/{id}";
    String adapters = endpoint + "/adapters";
    routes
        .add("POST", "/endpoints", e -> Reply.json(200, store.create(JobRoutes.body(e))))
        .add("GET", "/endpoints", this::list)
        .add("GET", endpoint, e -> Reply.json(200, store.object(id(e))))
        .add("PATCH", endpoint, e -> Reply.json(200, store.update(id(e), JobRoutes.body(e))))
        .add("DELETE", endpoint, this::delete)
        .add("GET", adapters, e -> listed(store.adapters(id(e))))
        .add("POST", adapters, e -> bound(store.bind(id(e), JobRoutes.body(e))))
        .add("DELETE", adapters, e -> unbound(store.unbind(id(e), JobRoutes.body(e))))
        .add("GET", "/hardware", e -> listed(store.hardware(Listing.query(e, "model"))))
        .add("GET", "/clusters/availability-zones", e -> zones());
  }

  private static String id(Exchange exchange) {
    return exchange.pathValue("id");
  }

  private Reply list(Exchange exchange) {
    String type = Listing.query(exchange, "type");
    List<ObjectNode> all = new ArrayList<>();
    if (!type.equals("serverless") && !Listing.query(exchange, "usage_type").equals("reserved")) {
      all.addAll(store.items());
    }
    if (!type.equals("dedicated") && !Listing.query(exchange, "mine").equals("true")) {
      catalogue.models().stream()
          .filter(Catalogue.Model::serverless)
          .forEach(model -> all.add(serverless(model)));
    }
    return listed(all);
  }

  private static ObjectNode serverless(Catalogue.Model model) {
    return Json.object()
        .put("object", "endpoint")
        .put("id", "endpoint-" + model.registryId())
        .put("name", model.name())
        .put("model", model.name())
        .put("type", "serverless")
        .put("owner", "together")
        .put("state", "STARTED")
        .put("created_at", "2026-01-05T09:00:00.000Z");
  }

  private Reply delete(Exchange exchange) {
    store.delete(id(exchange));
    return Reply.empty(204);
  }

  private static Reply listed(List<ObjectNode> all) {
    ObjectNode list = Json.object().put("object", "list");
    list.putArray("data").addAll(all);
    return Reply.json(200, list);
  }

  private static Reply bound(String model) {
    return Reply.json(200, Json.object().put("model_id", model));
  }

  private static Reply unbound(String model) {
    return Reply.json(200, Json.object().put("deleted", true).put("model_id", model));
  }

  private static Reply zones() {
    ObjectNode zones = Json.object();
    zones.putArray("avzones").add("embedded-1a").add("embedded-1b");
    return Reply.json(200, zones);
  }
}
