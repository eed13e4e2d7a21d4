package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Problem;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.time.Instant;

/** The fine-tuning operations. */
final class JobRoutes {
  private final Account account;
  private final JobStore jobs;
  private final Catalogue catalogue;

  JobRoutes(Account account, JobStore jobs, Catalogue catalogue) {
    this.account = account;
    this.jobs = jobs;
    this.catalogue = catalogue;
  }

  void addTo(Routes routes) {
    routes
        .add("GET", "/fine-tunes/models/supported", e -> supported())
        .add("GET", "/fine-tunes/models/limits", this::limits)
        .add("POST", "/fine-tunes", this::create)
        .add("GET", "/fine-tunes", e -> list())
        .add("GET", "/fine-tunes/{id}", e -> Reply.json(200, JobObject.full(job(e), account.now())))
        .add("DELETE", "/fine-tunes/{id}", this::delete)
        .add("POST", "/fine-tunes/{id}/cancel", this::cancel)
        .add("GET", "/fine-tunes/{id}/events", this::events)
        .add("GET", "/fine-tunes/{id}/checkpoints", this::checkpoints)
        .add(
            "GET",
            "/fine-tunes/{id}/metrics",
            e -> Reply.json(200, JobMetrics.of(job(e), e, account.now())));
  }

  static JsonNode body(Exchange exchange) throws IOException {
    JsonNode body = exchange.json();
    if (!body.isObject()) {
      throw Refusals.badRequest("The request body must be a JSON object", null);
    }
    return body;
  }

  private Job job(Exchange exchange) {
    return jobs.get(exchange.pathValue("id"));
  }

  private Reply create(Exchange exchange) throws IOException {
    Job job = jobs.create(body(exchange));
    // As it stood when it was created, however fast time runs.
    return Reply.json(200, JobObject.truncated(job, job.order().createdAt()));
  }

  private Reply supported() {
    ObjectNode answer = Json.object();
    ArrayNode models = answer.putArray("models");
    catalogue.models().forEach(model -> models.add(model.name()));
    return Reply.json(200, answer);
  }

  private Reply limits(Exchange exchange) {
    String name = exchange.queryValues().getOrDefault("model_name", "");
    if (name.isEmpty()) {
      throw Refusals.badRequest("model_name is required", "model_name");
    }
    Catalogue.Model model = catalogue
        .model(jobs.baseOf(name).orElse(name))
        .orElseThrow(() -> new Problem(
            "unknown model",
            Reply.json(
                404, Json.object().put("message", "Model " + name + " cannot be fine-tuned"))));
    return Reply.json(200, catalogue.limits(model));
  }

  private Reply list() {
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("data");
    jobs.all().forEach(job -> data.add(JobObject.truncated(job, account.now())));
    return Reply.json(200, list);
  }

  private Reply delete(Exchange exchange) {
    String id = exchange.pathValue("id");
    jobs.delete(id);
    return Reply.json(200, Json.object().put("message", "Fine-tune job " + id + " deleted"));
  }

  private Reply cancel(Exchange exchange) {
    Job job = job(exchange);
    if (!job.cancel(account.now())) {
      throw Refusals.badRequest(
          "Job " + job.id() + " is " + job.status(account.now()) + " and cannot be cancelled",
          null);
    }
    return Reply.json(200, JobObject.truncated(job, account.now()));
  }

  private Reply events(Exchange exchange) {
    Job job = job(exchange);
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("data");
    job.events(account.now())
        .forEach(event -> data.add(event.object(job, account.lowerCaseEvents())));
    return Reply.json(200, list);
  }

  private Reply checkpoints(Exchange exchange) {
    Job job = job(exchange);
    Instant now = account.now();
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("data");
    job.events(now).stream()
        .filter(e -> e.type().equals("CHECKPOINT_SAVE") && e.step() < job.plan().lastStep())
        .forEach(e -> data.add(checkpoint(job, e.step(), e.at(), "Intermediate")));
    if (job.status(now).equals("completed")) {
      Instant end = job.plan().end();
      int step = job.plan().lastStep();
      Job.Outcome names = job.order().names();
      data.add(checkpoint(job, step, end, job.isLora() ? "Final Merged" : "Final")
          .put("checkpoint", "model")
          .put("object_id", names.modelId())
          .put("object_name", names.name())
          .put("object_revision_id", names.revisionId()));
      if (job.isLora()) {
        data.add(checkpoint(job, step, end, "Final Adapter")
            .put("checkpoint", "adapter")
            .put("object_id", names.adapterId())
            .put("object_name", names.name() + "-adapter")
            .put("object_revision_id", names.revisionId() + "a"));
      }
    }
    return Reply.json(200, list);
  }

  private static ObjectNode checkpoint(Job job, int step, Instant at, String label) {
    return Json.object()
        .put("step", step)
        .put("created_at", at.toString())
        .put("path", job.checkpointPath(step))
        .put("checkpoint_type", label);
  }
}
