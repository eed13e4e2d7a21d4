package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;

/** The operations on evaluators. They are made at a path of another name than they are read at. */
final class EvaluatorRoutes {
  private final Account account;
  private final Storage storage;
  private final EvaluatorStore store;

  EvaluatorRoutes(Account account, Storage storage, EvaluatorStore store) {
    this.account = account;
    this.storage = storage;
    this.store = store;
  }

  void addTo(Routes routes) {
    new Collection(routes, "evaluatorsV2").add("POST", "", this::create);
    new Collection(routes, "evaluators")
        .add("GET", "", e -> Listing.page(e, "evaluators", store.objects()))
        .add("GET", "/{id}", e -> object(e, get(e)))
        .add("PATCH", "/{id}", this::update)
        .add("DELETE", "/{id}", this::delete)
        .add("POST", "/{id}:getUploadEndpoint", this::uploadEndpoint)
        .add("POST", "/{id}:validateUpload", this::validate)
        .add("GET", "/{id}:getBuildLogEndpoint", this::buildLog)
        .add("GET", "/{id}:getSourceCodeSignedUrl", this::sources);
  }

  private Evaluator get(Exchange exchange) {
    return store.get(exchange.pathValue("id"));
  }

  private Reply object(Exchange exchange, Evaluator evaluator) {
    return Reply.json(200, Listing.masked(evaluator.object(account.now()), exchange));
  }

  private Reply create(Exchange exchange) throws IOException {
    ObjectNode body = RequestBody.read(exchange, "createEvaluator");
    Grpc.unless(body.has("evaluator"), "evaluator is required");
    String chosen = body.path("evaluatorId").asText("");
    String id = chosen.isEmpty() ? account.uuid() : Names.chosen(chosen, "evaluator_id");
    return object(exchange, store.create(id, (ObjectNode) body.get("evaluator")));
  }

  private Reply update(Exchange exchange) throws IOException {
    Evaluator evaluator = get(exchange);
    evaluator.update(RequestBody.unwrapped(exchange, "evaluator"), account.now());
    return object(exchange, evaluator);
  }

  private Reply delete(Exchange exchange) {
    store.delete(exchange.pathValue("id"));
    return Reply.json(200, Json.object());
  }

  private Reply uploadEndpoint(Exchange exchange) throws IOException {
    Evaluator evaluator = get(exchange);
    JsonNode sizes = RequestBody.read(exchange, "uploadEndpoint").path("filenameToSize");
    Grpc.unless(sizes.size() > 0, "filename_to_size is required");
    ObjectNode answer = Json.object();
    ObjectNode urls = answer.putObject("filenameToSignedUrls");
    sizes.properties().forEach(file -> {
      String name = file.getKey();
      long size = Long.parseLong(file.getValue().textValue());
      urls.put(
          name,
          storage.toPut(
              exchange, evaluator.name() + "/" + name, size, b -> evaluator.put(name, b)));
    });
    return Reply.json(200, answer);
  }

  private Reply validate(Exchange exchange) throws IOException {
    RequestBody.read(exchange, "empty");
    Evaluator evaluator = get(exchange);
    if (evaluator.files().isEmpty()) {
      throw Grpc.FAILED_PRECONDITION.problem("nothing was uploaded to " + evaluator.name());
    }
    evaluator.build(account.now());
    return Reply.json(200, Json.object());
  }

  private Reply buildLog(Exchange exchange) {
    Evaluator evaluator = get(exchange);
    String url = storage.toGet(
        exchange,
        evaluator.name() + "/build.log",
        () -> Storage.Content.of(evaluator.log(account.now())));
    return Reply.json(200, Json.object().put("buildLogSignedUri", url));
  }

  private Reply sources(Exchange exchange) {
    Evaluator evaluator = get(exchange);
    ObjectNode answer = Json.object();
    ObjectNode urls = answer.putObject("filenameToSignedUrls");
    String folder = evaluator.name() + "/source/";
    evaluator
        .sources()
        .forEach((name, text) ->
            urls.put(name, storage.toGet(exchange, folder + name, () -> Storage.Content.of(text))));
    evaluator
        .files()
        .forEach((name, file) ->
            urls.put(name, storage.toGet(exchange, folder + name, () -> Storage.Content.of(file))));
    return Reply.json(200, answer);
  }
}
