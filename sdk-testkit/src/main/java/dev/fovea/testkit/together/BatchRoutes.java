package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.util.List;

/** The batch operations. Their errors are bare texts, and their list has no wrapper. */
final class BatchRoutes {
  private final Account account;
  private final BatchStore batches;

  BatchRoutes(Account account, BatchStore batches) {
    this.account = account;
    this.batches = batches;
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/batches", this::create)
        .add("GET", "/batches", e -> list())
        .add("GET", "/batches/{id}", e -> Reply.json(200, object(batch(e))))
        .add("POST", "/batches/{id}/cancel", this::cancel);
  }

  private JsonNode object(Batch batch) {
    return batch.object(account.now());
  }

  private Batch batch(Exchange exchange) {
    return batches.get(exchange.pathValue("id"));
  }

  private Reply create(Exchange exchange) throws IOException {
    JsonNode request = exchange.json();
    if (!request.isObject()) {
      throw Refusals.bare(400, "the request body must be a JSON object");
    }
    Batch batch = batches.create(request);
    return Reply.json(
        201, Json.object().put("warning", "").set("job", batch.object(batch.createdAt())));
  }

  private Reply list() {
    ArrayNode list = (ArrayNode) Json.tree(List.of());
    batches.all().forEach(batch -> list.add(object(batch)));
    return Reply.json(200, list);
  }

  private Reply cancel(Exchange exchange) {
    Batch batch = batch(exchange);
    batch.cancel(account.now());
    return Reply.json(200, object(batch));
  }
}
