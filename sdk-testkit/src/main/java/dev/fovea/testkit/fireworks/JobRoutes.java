package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;

/** The operations on fine-tuning jobs of all three kinds. */
final class JobRoutes {
  private static final int TOKENS_OF_A_ROW = 1700;

  private final Account account;
  private final JobStore store;
  private final JobRules rules;
  private final DatasetStore datasets;
  private final JobObject object;

  JobRoutes(
      Account account, JobStore store, JobRules rules, DatasetStore datasets, JobObject object) {
    this.account = account;
    this.store = store;
    this.rules = rules;
    this.datasets = datasets;
    this.object = object;
  }

  void addTo(Routes routes) {
    for (JobKind kind : JobKind.values()) {
      Collection jobs = new Collection(routes, kind.plural());
      jobs.add("GET", "", e -> list(e, kind))
          .add("POST", "", e -> create(e, kind))
          .add("GET", "/{id}", e -> answer(e, job(e, kind)))
          .add("DELETE", "/{id}", e -> delete(e, kind))
          .add("POST", "/{id}:cancel", e -> cancel(e, kind))
          .add("POST", "/{id}:resume", e -> resume(e, kind));
      if (kind == JobKind.SUPERVISED) {
        routes.add(
            "POST", "/accounts/{account}/" + kind.plural() + ":estimateCost", this::estimate);
      } else {
        jobs.add(
            "GET",
            "/{id}:getMetricsFileEndpoint",
            e -> Reply.json(200, Json.object().put("signedUrl", object.metrics(e, job(e, kind)))));
      }
    }
  }

  private TuningJob job(Exchange exchange, JobKind kind) {
    return store.get(kind, exchange.pathValue("id"));
  }

  private Reply answer(Exchange exchange, TuningJob job) {
    return Reply.json(200, Listing.masked(object.of(exchange, job), exchange));
  }

  private Reply list(Exchange exchange, JobKind kind) {
    return Listing.page(
        exchange,
        kind.plural(),
        store.all(kind).stream().map(job -> object.of(exchange, job)).toList());
  }

  private Reply create(Exchange exchange, JobKind kind) throws IOException {
    ObjectNode request = RequestBody.unwrapped(exchange, kind.object());
    String chosen = exchange.queryValues().getOrDefault(kind.idParameter(), "");
    String id = chosen.isEmpty() ? account.uuid() : Names.chosen(chosen, kind.idParameter());
    return answer(exchange, store.create(kind, id, request));
  }

  private Reply delete(Exchange exchange, JobKind kind) {
    store.delete(job(exchange, kind));
    return Reply.json(200, Json.object());
  }

  private Reply cancel(Exchange exchange, JobKind kind) throws IOException {
    RequestBody.read(exchange, "empty");
    store.cancel(job(exchange, kind));
    return Reply.json(200, Json.object());
  }

  private Reply resume(Exchange exchange, JobKind kind) throws IOException {
    RequestBody.read(exchange, "empty");
    TuningJob job = job(exchange, kind);
    store.resume(job);
    return answer(exchange, job);
  }

  private Reply estimate(Exchange exchange) throws IOException {
    ObjectNode request = RequestBody.unwrapped(exchange, JobKind.SUPERVISED.object());
    ModelStore.Weights weights = rules.check(JobKind.SUPERVISED, request);
    long rows = datasets.ready(request.get("dataset").asText(), "dataset").rows();
    double epochs = request.path("epochs").asDouble(1);
    ObjectNode answer = Json.object();
    answer.set("estimatedCost", cost(weights.base(), rows, epochs));
    return Reply.json(200, answer);
  }

  /** The price of training: whole units as text, the rest in thousand-millionths. */
  static ObjectNode cost(Catalogue.Model base, long rows, double epochs) {
    double dollars = rows * epochs * TOKENS_OF_A_ROW * base.trainingDollars() / 1e6;
    return Json.object()
        .put("currencyCode", "USD")
        .put("units", String.valueOf((long) dollars))
        .put("nanos", (int) Math.round((dollars - (long) dollars) * 1e6) * 1000);
  }
}
