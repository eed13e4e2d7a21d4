package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Exchange;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.server.Reply;
import dev.fovea.testkit.server.Routes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The operations on fine-tuning jobs. */
final class JobRoutes {
  private static final String JOBS = "/fine_tuning/jobs";

  private final Account account;
  private final Settings settings;
  private final JobStore jobs;
  private final JobObject object;

  JobRoutes(Account account, Settings settings, JobStore jobs) {
    this.account = account;
    this.settings = settings;
    this.jobs = jobs;
    this.object = new JobObject(settings);
  }

  void addTo(Routes routes) {
    routes
        .add("POST", JOBS, this::create)
        .add("GET", JOBS, this::list)
        .add("GET", JOBS + "/{id}", e -> answer(job(e)))
        .add("POST", JOBS + "/{id}/cancel", e -> told(job(e), "cancel", TuningJob::cancel))
        .add("POST", JOBS + "/{id}/pause", e -> told(job(e), "pause", TuningJob::pause))
        .add("POST", JOBS + "/{id}/resume", e -> told(job(e), "resume", TuningJob::resume))
        .add("GET", JOBS + "/{id}/events", this::events)
        .add("GET", JOBS + "/{id}/checkpoints", this::checkpoints);
  }

  private TuningJob job(Exchange exchange) throws IOException {
    return jobs.get(exchange.pathValue("id"));
  }

  private Reply answer(TuningJob job) throws IOException {
    // The moment comes first: who is seen to have succeeded by then has its results.
    Instant now = account.now();
    return Reply.json(200, object.of(jobs.get(job.id()), now));
  }

  private Reply create(Exchange exchange) throws IOException {
    JsonNode request = Refusal.object(exchange);
    if (!settings.training()) {
      throw OpenAiErrors.of(
          403,
          "Fine-tuning is no longer available to your organization.",
          null,
          "training_not_available");
    }
    TuningJob job = jobs.create(request);
    // As it stood when it was created, however fast time runs.
    return Reply.json(200, object.of(job, job.order().createdAt()));
  }

  private Reply list(Exchange exchange) throws IOException {
    Instant now = account.now();
    Predicate<JsonNode> wanted = Metadata.filter(exchange);
    List<ObjectNode> all = new ArrayList<>();
    for (TuningJob job : jobs.all()) {
      if (wanted.test(job.order().request().path("metadata"))) {
        all.add(object.of(job, now));
      }
    }
    return Listing.newest(exchange, all, Listing.JOBS);
  }

  /** What a user may tell a job to do. */
  private interface Command {
    boolean obeyed(TuningJob job, Instant now);
  }

  private Reply told(TuningJob job, String verb, Command command) throws IOException {
    if (!command.obeyed(job, account.now())) {
      throw OpenAiErrors.badRequest(
          "Cannot " + verb + " job " + job.id() + ": its status is " + job.status(account.now())
              + ".",
          null,
          null);
    }
    return answer(job);
  }

  private Reply events(Exchange exchange) throws IOException {
    return Listing.newest(exchange, JobEvents.of(job(exchange), account.now()), Listing.JOBS);
  }

  private Reply checkpoints(Exchange exchange) throws IOException {
    TuningJob job = job(exchange);
    Instant now = account.now();
    List<ObjectNode> all = new ArrayList<>();
    for (TuningJob.Checkpoint state : job.checkpoints(now)) {
      ObjectNode checkpoint = Json.object()
          .put("object", "fine_tuning.job.checkpoint")
          .put("id", "ftckpt_" + job.id().substring("ftjob-".length() + 8) + stepId(state.step()))
          .put("created_at", state.at().getEpochSecond())
          .put("fine_tuned_model_checkpoint", ModelStore.checkpoint(job, state.step()))
          .put("fine_tuning_job_id", job.id())
          .put("step_number", state.step());
      all.add(checkpoint.set("metrics", job.metrics(now).checkpoint(state.step())));
    }
    return Listing.newest(exchange, all, Listing.CHECKPOINTS);
  }

  private static String stepId(int step) {
    return String.format(java.util.Locale.ROOT, "%08x", step);
  }
}
