package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.Speaker;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who answers under a model name: a serverless base model, or what an endpoint or deployment
 * serves.
 */
final class ChatModels {
  private final Account account;
  private final Catalogue catalogue;
  private final JobStore jobs;
  private final EndpointStore endpoints;
  private final DedicatedStore dedicated;

  ChatModels(
      Account account,
      Catalogue catalogue,
      JobStore jobs,
      EndpointStore endpoints,
      DedicatedStore dedicated) {
    this.dedicated = dedicated;
    this.account = account;
    this.catalogue = catalogue;
    this.jobs = jobs;
    this.endpoints = endpoints;
  }

  Speaker speaker(String name) {
    Instant now = account.now();
    Optional<Served> served = endpoints.find(name);
    if (served.isPresent()) {
      Deployment by = served
          .get()
          .by()
          .orElseThrow(() -> Refusals.of(
              503, "No deployment is routed for " + name + " yet.", null, "routing_error"));
      Registry.Entry model = by.order().model();
      return speaker(model.base(), model.tuned(now).stream().toList());
    }
    Optional<Speaker> old = dedicated.serves(name).flatMap(this::behindEndpoint);
    if (old.isPresent()) {
      return old.get();
    }
    Optional<Catalogue.Model> base = catalogue.model(name);
    if (base.filter(Catalogue.Model::serverless).isPresent()) {
      return speaker(base.get(), List.of());
    }
    boolean tuned = jobs.all().stream()
        .anyMatch(j -> j.order().names().name().equals(name) && j.status(now).equals("completed"));
    if (base.isPresent() || tuned || dedicated.knows(name)) {
      throw unavailable(
          400,
          "invalid_request_error",
          "Unable to access non-serverless model " + name
              + ". Please create and start a new dedicated endpoint for the model.");
    }
    throw unavailable(
        404, "invalid_request_error", "Unable to access model " + name + ". It does not exist.");
  }

  private Optional<Speaker> behindEndpoint(String model) {
    return jobs.all().stream()
        .filter(job -> job.order().names().name().equals(model))
        .map(
            job -> speaker(job.order().base(), job.tuned(account.now()).stream().toList()))
        .findFirst()
        .or(() -> catalogue.model(model).map(base -> speaker(base, List.of())));
  }

  private static Speaker speaker(Catalogue.Model base, List<TunedModel> tuned) {
    return new Speaker(base.name(), base.contextLength(), base.video(), tuned);
  }

  Problem unavailable(int status, String type, String message) {
    ObjectNode body = Json.object().put("id", requestId());
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .putNull("param")
        .put("code", "model_not_available");
    return new Problem(message, Reply.json(status, body));
  }

  /** An id such as inference answers carry. */
  String requestId() {
    return "o" + account.hex(6) + "-" + account.hex(6) + "-" + account.hex(16);
  }
}
