package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.time.Instant;

/** The operations on deployments. */
final class DeploymentRoutes {
  private final Account account;
  private final DeploymentStore store;
  private final AddonStore addons;

  DeploymentRoutes(Account account, DeploymentStore store, AddonStore addons) {
    this.account = account;
    this.store = store;
    this.addons = addons;
  }

  void addTo(Routes routes) {
    new Collection(routes, "deployments")
        .add("GET", "", this::list)
        .add("POST", "", this::create)
        .add("GET", "/{id}", e -> object(e, get(e)))
        .add("PATCH", "/{id}", this::update)
        .add("DELETE", "/{id}", this::delete)
        .add("PATCH", "/{id}:scale", this::scale)
        .add("POST", "/{id}:undelete", this::undelete)
        .add("GET", "/{id}:metrics", this::metrics)
        .add("GET", "/{id}/terminationMessage", this::terminationMessage);
  }

  private Deployment get(Exchange exchange) {
    return store.get(exchange.pathValue("id"));
  }

  private Deployment there(Exchange exchange) {
    return store.there(exchange.pathValue("id"));
  }

  private Reply object(Exchange exchange, Deployment deployment) {
    return Reply.json(200, Listing.masked(deployment.object(account.now()), exchange));
  }

  private static boolean says(Exchange exchange, String flag) {
    return exchange.queryValues().getOrDefault(flag, "").equals("true");
  }

  private Reply list(Exchange exchange) {
    Instant now = account.now();
    boolean deleted = says(exchange, "showDeleted");
    return Listing.page(
        exchange,
        "deployments",
        store.all().stream()
            .filter(d -> deleted || d.isThere())
            .map(d -> d.object(now))
            .toList(),
        "create_time");
  }

  private Reply create(Exchange exchange) throws IOException {
    ObjectNode request = RequestBody.unwrapped(exchange, "deployment");
    String chosen = exchange.queryValues().getOrDefault("deploymentId", "");
    String id = chosen.isEmpty() ? "d" + account.hex(7) : Names.chosen(chosen, "deployment_id");
    return object(exchange, store.create(id, request, says(exchange, "validateOnly")));
  }

  private Reply update(Exchange exchange) throws IOException {
    Deployment deployment = there(exchange);
    ObjectNode changes = RequestBody.unwrapped(exchange, "deployment");
    String mask = exchange.queryValues().getOrDefault("updateMask", "");
    Grpc.unless(!mask.isEmpty() || changes.has("baseModel"), "base_model is required");
    store.update(deployment, changes, mask);
    return object(exchange, deployment);
  }

  private Reply scale(Exchange exchange) throws IOException {
    ObjectNode request = RequestBody.read(exchange, "scale");
    int number = request.path("replicaCount").asInt(0);
    Deployment deployment = there(exchange);
    int most = deployment.fields().path("maxReplicaCount").asInt(1);
    Grpc.unless(
        number >= 0 && number <= most,
        "replica_count must be between 0 and max_replica_count " + most + ", got " + number);
    deployment.scale(number, account.now());
    return Reply.json(200, Json.object());
  }

  private Reply delete(Exchange exchange) {
    Deployment deployment = get(exchange);
    boolean hard = says(exchange, "hard");
    if (!deployment.isThere() && !hard) {
      throw Grpc.NOT_FOUND.problem("deployment " + deployment.name() + " is deleted");
    }
    if (!says(exchange, "ignoreChecks") && deployment.isThere()) {
      check(deployment);
    }
    addons.unloadFrom(deployment);
    if (hard) {
      store.forget(exchange.pathValue("id"));
    } else {
      deployment.delete(account.now());
    }
    return Reply.json(200, Json.object());
  }

  private void check(Deployment deployment) {
    if (deployment.isBusy(account.now())) {
      throw Grpc.FAILED_PRECONDITION.problem("deployment " + deployment.name()
          + " received traffic in the last hour; set ignore_checks");
    }
    if (!addons.on(deployment).isEmpty()) {
      throw Grpc.FAILED_PRECONDITION.problem(
          "deployment " + deployment.name() + " has addons loaded; set ignore_checks");
    }
  }

  private Reply undelete(Exchange exchange) throws IOException {
    RequestBody.read(exchange, "empty");
    Deployment deployment = get(exchange);
    if (deployment.isThere()) {
      throw Grpc.FAILED_PRECONDITION.problem("deployment " + deployment.name() + " is not deleted");
    }
    deployment.undelete(account.now());
    return object(exchange, deployment);
  }

  private Reply metrics(Exchange exchange) {
    String range = exchange.queryValues().getOrDefault("timeRange", "10m");
    Grpc.unless(range.matches("[0-9]{1,5}[smhd]"), "invalid time_range: " + range);
    return Reply.json(200, there(exchange).metrics(account.now()));
  }

  private Reply terminationMessage(Exchange exchange) {
    String why = get(exchange).failed(account.now()).orElse("");
    return Reply.json(200, Json.object().put("message", why));
  }
}
