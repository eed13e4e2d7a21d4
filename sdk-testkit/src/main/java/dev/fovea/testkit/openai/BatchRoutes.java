package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.BatchWork;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import dev.fovea.testkit.storage.Background;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The batch operations, and the account's batches. Thread-safe. */
final class BatchRoutes {
  private final Account account;
  private final FileStore files;
  private final Background background;
  private final InferenceRoutes inference;
  private final BatchResults results;
  private final RequestShape shape = new RequestShape();
  private final Map<String, Batch> batches = new LinkedHashMap<>();

  BatchRoutes(Account account, FileStore files, Background background, InferenceRoutes inference) {
    this.account = account;
    this.files = files;
    this.background = background;
    this.inference = inference;
    this.results = new BatchResults(account, files);
  }

  void addTo(Routes routes) {
    routes
        .add("POST", "/batches", this::create)
        .add("GET", "/batches", this::list)
        .add("GET", "/batches/{id}", e -> Reply.json(200, object(batch(e))))
        .add("POST", "/batches/{id}/cancel", this::cancel);
  }

  private ObjectNode object(Batch batch) {
    return new BatchObject(batch, results).at(account.now());
  }

  private synchronized Batch batch(Exchange exchange) {
    String id = exchange.pathValue("id");
    Batch batch = batches.get(id);
    if (batch == null) {
      throw OpenAiErrors.of(404, "No batch found with id '" + id + "'.", null, null);
    }
    return batch;
  }

  private Reply create(Exchange exchange) throws IOException {
    JsonNode request = shape.check(exchange.json(), "batches");
    StoredFile input = input(request.get("input_file_id").asText());
    BatchLines lines =
        new BatchLines(account, inference, request.get("endpoint").asText());
    Instant now = account.now();
    Batch batch = new Batch(
        new Batch.Order(account.id("batch_", 32), request, now),
        background.start(new BatchWork(input.place(), lines)));
    synchronized (this) {
      batches.put(batch.order().id(), batch);
    }
    return Reply.json(200, new BatchObject(batch, results).at(now));
  }

  private StoredFile input(String id) {
    StoredFile input = files
        .find(id)
        .orElseThrow(
            () -> OpenAiErrors.of(404, "No such File object: " + id, "input_file_id", null));
    OpenAiErrors.unless(
        input.purpose().equals(StoredFile.BATCH),
        "Invalid file purpose '" + input.purpose() + "': a batch needs the purpose '"
            + StoredFile.BATCH + "'.",
        "input_file_id");
    return input;
  }

  private Reply list(Exchange exchange) {
    List<Batch> all;
    synchronized (this) {
      all = new ArrayList<>(batches.values());
    }
    return Listing.newest(exchange, all.stream().map(this::object).toList(), Listing.BATCHES);
  }

  private Reply cancel(Exchange exchange) {
    Batch batch = batch(exchange);
    batch.cancel(account.now());
    return Reply.json(200, object(batch));
  }
}
