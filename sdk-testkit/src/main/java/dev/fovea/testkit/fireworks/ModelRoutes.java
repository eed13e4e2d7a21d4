package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The operations on models: the account's own, and reading those for everybody. */
final class ModelRoutes {
  private final Account account;
  private final Storage storage;
  private final ModelStore store;
  private final Function<String, List<ObjectNode>> deployed;

  /**
   * The operations.
   *
   * @param deployed tells where a model is deployed, as {@code deployedModelRefs} has it
   */
  ModelRoutes(
      Account account,
      Storage storage,
      ModelStore store,
      Function<String, List<ObjectNode>> deployed) {
    this.account = account;
    this.storage = storage;
    this.store = store;
    this.deployed = deployed;
  }

  void addTo(Routes routes) {
    ModelUpload upload = new ModelUpload(account, storage);
    new Collection(routes, "models")
        .open("GET", "", this::list)
        .open("GET", "/{id}", this::get)
        .add("POST", "", this::create)
        .add("PATCH", "/{id}", this::update)
        .add("DELETE", "/{id}", this::delete)
        .add("POST", "/{id}:getUploadEndpoint", e -> upload.endpoint(e, model(e)))
        .add("GET", "/{id}:validateUpload", e -> upload.validate(e, model(e)))
        .add("GET", "/{id}:getDownloadEndpoint", this::downloadEndpoint)
        .add("POST", "/{id}:prepare", this::prepare);
  }

  private static boolean isPublic(Exchange exchange) {
    String account = exchange.pathValue("account");
    if (!account.equals(Catalogue.PUBLIC) && !account.equals(Account.ID)) {
      throw Grpc.PERMISSION_DENIED.problem("you have no access to accounts/" + account);
    }
    return account.equals(Catalogue.PUBLIC);
  }

  private Reply list(Exchange exchange) {
    List<ObjectNode> all = isPublic(exchange)
        ? store.catalogue().models().stream().map(Model::open).toList()
        : store.own().stream().map(m -> m.object(account.now())).toList();
    return Listing.page(exchange, "models", all);
  }

  private Reply get(Exchange exchange) {
    String id = exchange.pathValue("id");
    if (!isPublic(exchange)) {
      return object(exchange, store.get(id), true);
    }
    String name = "accounts/" + Catalogue.PUBLIC + "/models/" + id;
    ObjectNode open = store
        .catalogue()
        .model(name)
        .map(Model::open)
        .orElseThrow(() -> Grpc.NOT_FOUND.problem("model " + name + " not found"));
    open.putArray("deployedModelRefs").addAll(deployed.apply(name));
    return Reply.json(200, Listing.masked(open, exchange));
  }

  private Model model(Exchange exchange) {
    return store.get(exchange.pathValue("id"));
  }

  private Reply object(Exchange exchange, Model model, boolean alone) {
    ObjectNode object = model.object(account.now());
    if (alone) {
      object.putArray("deployedModelRefs").addAll(deployed.apply(model.name()));
    }
    return Reply.json(200, Listing.masked(object, exchange));
  }

  private Reply create(Exchange exchange) throws IOException {
    ObjectNode body = RequestBody.read(exchange, "createModel");
    String id = Names.chosen(body.path("modelId").asText(""), "model_id");
    JsonNode model = body.path("model");
    checkTexts(model);
    return object(
        exchange, store.create(id, model.isObject() ? (ObjectNode) model : Json.object()), false);
  }

  private static void checkTexts(JsonNode model) {
    Grpc.unless(
        model.path("displayName").asText("").length() < 64,
        "display_name must be shorter than 64 characters");
    Grpc.unless(
        model.path("description").asText("").length() < 1000,
        "description must be shorter than 1000 characters");
  }

  private Reply update(Exchange exchange) throws IOException {
    ObjectNode changes = RequestBody.unwrapped(exchange, "model");
    checkTexts(changes);
    Model model = model(exchange);
    model.update(changes, account.now());
    return object(exchange, model, false);
  }

  private Reply delete(Exchange exchange) throws IOException {
    Model model = model(exchange);
    if (!deployed.apply(model.name()).isEmpty()) {
      throw Grpc.FAILED_PRECONDITION.problem("model " + model.name() + " is deployed");
    }
    store.delete(exchange.pathValue("id"));
    return Reply.json(200, Json.object());
  }

  private Reply downloadEndpoint(Exchange exchange) {
    Model model = ready(exchange);
    ObjectNode answer = Json.object();
    ObjectNode urls = answer.putObject("filenameToSignedUrls");
    ModelUpload.contents(model)
        .forEach((name, content) ->
            urls.put(name, storage.toGet(exchange, model.name() + "/" + name, () -> content)));
    return Reply.json(200, answer);
  }

  private Reply prepare(Exchange exchange) throws IOException {
    ready(exchange);
    ObjectNode body = RequestBody.read(exchange, "prepare");
    Grpc.unless(body.has("precision"), "precision is required");
    return Reply.json(200, Json.object());
  }

  private Model ready(Exchange exchange) {
    Model model = model(exchange);
    if (!model.isReady(account.now())) {
      throw Grpc.FAILED_PRECONDITION.problem("model " + model.name() + " is not READY");
    }
    return model;
  }
}
