package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has happened to a job so far. For one answer. */
final class JobEvents {
  private record Event(
      Instant at, String level, String message, @Nullable ObjectNode data) {}

  private final TuningJob job;
  private final Instant now;
  private final Instant reached;
  private final List<Event> events = new ArrayList<>();

  private JobEvents(TuningJob job, Instant now) {
    this.job = job;
    this.now = now;
    this.reached = job.reached(now);
  }

  /** All of them, oldest first. */
  static List<ObjectNode> of(TuningJob job, Instant now) {
    JobEvents all = new JobEvents(job, now);
    all.begin();
    if (!all.reached.isBefore(job.plan().validated())) {
      all.pictures();
    }
    if (job.isValidated(now)) {
      all.phases();
      all.steps();
      all.pauses();
    }
    all.end();
    all.events.sort(Comparator.comparing(Event::at));
    List<ObjectNode> objects = new ArrayList<>();
    all.events.forEach(event -> objects.add(all.object(event)));
    return objects;
  }

  private void add(Instant at, String level, String message, @Nullable ObjectNode data) {
    events.add(new Event(at, level, message, data));
  }

  private void begin() {
    StoredFile validation = job.order().validation();
    Instant created = job.order().createdAt();
    add(created, "info", "Created fine-tuning job: " + job.id(), Json.object());
    add(
        created,
        "info",
        "Validating training file: " + job.order().training().id()
            + (validation == null ? "" : " and validation file: " + validation.id()),
        Json.object());
  }

  /** That pictures are skipped is published, in which words is not: these are ours. */
  private void pictures() {
    String file = job.order().training().id();
    job.verdict()
        .skipped()
        .forEach((reason, skipped) -> add(
            job.plan().validated(),
            "warn",
            skipped.count() + " image(s) in training file " + file + " will be skipped, because "
                + reason.reason() + "; the first is on line " + skipped.firstLine(),
            Json.object()
                .put("warning_code", reason.code())
                .put("warning_param", "training_file")
                .put("skipped_images", skipped.count())
                .put("first_line", skipped.firstLine())));
  }

  private void phases() {
    boolean started = false;
    for (JobPlan.Phase phase : job.plan().phases()) {
      if (reached.isBefore(phase.from())) {
        return;
      }
      Instant at = job.when(phase.from());
      if (phase.status().equals("queued")) {
        add(
            at,
            started ? "warn" : "info",
            started
                ? "The machine was lost, the job waits for another"
                : "Files validated, moving job to queued state",
            Json.object());
      } else if (phase.status().equals("running")) {
        started = true;
        add(at, "info", "Fine-tuning job started", null);
      }
    }
  }

  private void steps() {
    JobPlan.Steps steps = job.steps(now);
    Metrics metrics = job.metrics(now);
    int done = job.stepsDone(now);
    for (int step = metrics.stride(); step <= done; step += metrics.stride()) {
      add(job.when(job.plan().at(step, steps)), "info", metrics.message(step), metrics.data(step));
    }
  }

  /** The words for what a user does to a job are ours too. */
  private void pauses() {
    for (Pauses.Pause pause : job.pauses()) {
      add(pause.from(), "info", "The job was paused", Json.object());
      if (!pause.isOpen()) {
        add(pause.resumed(), "info", "The job was resumed", Json.object());
      }
    }
  }

  private void end() {
    job.cancelledAt().ifPresent(at -> add(at, "info", "The job was cancelled", Json.object()));
    job.failure(now).ifPresent(why -> add(job.failedAt(), "error", why.message(), why.data()));
    if (job.hasSucceeded(now)) {
      add(
          job.finishedAt(),
          "info",
          "New fine-tuned model created: " + job.order().result(),
          null);
      add(job.finishedAt(), "info", "The job has successfully completed", null);
    }
  }

  private ObjectNode object(Event event) {
    boolean metrics = event.message().startsWith("Step ");
    ObjectNode object = Json.object()
        .put("object", "fine_tuning.job.event")
        .put("id", id(event))
        .put("created_at", event.at().getEpochSecond())
        .put("level", event.level())
        .put("message", event.message());
    object.set("data", event.data());
    return object.put("type", metrics ? "metrics" : "message");
  }

  /** Equal whenever the same event is listed, without being kept anywhere. */
  private String id(Event event) {
    int words = (event.message() + event.at()).hashCode();
    return "ftevent-" + job.id().substring("ftjob-".length()).substring(0, 16)
        + String.format("%08x", words);
  }
}
