package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.Study;
import dev.fovea.testkit.learning.TunedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One fine-tuning job: what was asked, and where it stands at a moment of virtual time.
 * Thread-safe.
 */
final class Job {
  private static final Set<String> FINAL = Set.of("completed", "cancelled", "error", "user_error");
  private static final Duration CANCELLING = Duration.ofSeconds(10);

  /**
   * What never changes about a job.
   *
   * @param id its id
   * @param request the request with the server's defaults filled in
   * @param base the model to tune
   * @param names the names and registry ids of its outcome
   * @param lines how many lines the training file has
   * @param restarted whether it loses its machine once
   * @param createdAt when it was created
   */
  record Order(
      String id,
      ObjectNode request,
      Catalogue.Model base,
      Outcome names,
      long lines,
      boolean restarted,
      Instant createdAt) {}

  /**
   * What a finished job leaves behind.
   *
   * @param name the tuned model's name
   * @param modelId its registry id
   * @param revisionId its first revision
   * @param adapterId the adapter's registry id
   */
  record Outcome(String name, String modelId, String revisionId, String adapterId) {}

  private final Order order;
  private final JobPlan plan;
  private final Study learning;
  private @Nullable Instant cancelledAt;

  Job(Order order, Study learning) {
    this.order = order;
    this.plan = new JobPlan(order.createdAt(), order.request(), order.lines(), order.restarted());
    this.learning = learning;
  }

  String id() {
    return order.id();
  }

  Order order() {
    return order;
  }

  JobPlan plan() {
    return plan;
  }

  boolean isLora() {
    return !order
        .request()
        .path("training_type")
        .path("type")
        .asText("Lora")
        .equalsIgnoreCase("Full");
  }

  long tokens() {
    return order.lines() * 1700 * order.request().path("n_epochs").asInt(1);
  }

  /** Whether a state was kept after this step. */
  boolean hasCheckpoint(int step, Instant now) {
    return events(now).stream()
        .anyMatch(e -> e.type().equals("CHECKPOINT_SAVE") && e.step() == step);
  }

  /** What was learnt, for a job that goes on from here; waits for it. */
  Optional<TunedModel> learnt() {
    return learning.model();
  }

  String checkpointPath(int step) {
    return "s3://embedded/" + id() + "/" + step;
  }

  /**
   * The moment up to which the plan has come true: not past the cancellation, nor past learning
   * that still goes on.
   */
  private synchronized Instant reached(Instant now) {
    Instant reached = cancelledAt != null && cancelledAt.isBefore(now) ? cancelledAt : now;
    boolean waiting = !reached.isBefore(plan.trainingEnd()) && !learning.isDone();
    return waiting ? plan.trainingEnd().minusMillis(1) : reached;
  }

  synchronized String status(Instant now) {
    if (cancelledAt != null) {
      return now.isBefore(cancelledAt.plus(CANCELLING)) ? "cancel_requested" : "cancelled";
    }
    Instant reached = reached(now);
    if (failure(reached).isPresent()) {
      return "error";
    }
    String status = "pending";
    for (JobPlan.Phase phase : plan.phases()) {
      status = reached.isBefore(phase.from()) ? status : phase.status();
    }
    return status;
  }

  boolean isFinished(Instant now) {
    return FINAL.contains(status(now));
  }

  /** Why it failed, once training should have ended. */
  private Optional<String> failure(Instant reached) {
    if (reached.isBefore(plan.trainingEnd())) {
      return Optional.empty();
    }
    return learning.failure();
  }

  synchronized List<JobEventLine> events(Instant now) {
    Instant reached = reached(now);
    Optional<String> failure = failure(reached);
    List<JobEventLine> events = new ArrayList<>(plan.events().stream()
        .filter(e -> !e.at().isAfter(reached))
        .filter(e -> failure.isEmpty() || e.at().isBefore(plan.trainingEnd()))
        .toList());
    failure.ifPresent(reason -> events.add(new JobEventLine(
        plan.trainingEnd(), "JOB_ERROR", "Error", reason, plan.stepAt(plan.trainingStart()))));
    if (cancelledAt != null) {
      int step = plan.stepAt(cancelledAt);
      events.add(new JobEventLine(
          cancelledAt, "CANCEL_REQUESTED", "Info", "Cancellation requested", step));
      Instant stopped = cancelledAt.plus(CANCELLING);
      if (!now.isBefore(stopped)) {
        events.add(new JobEventLine(stopped, "JOB_STOPPED", "Info", "Job stopped", step));
      }
    }
    return events;
  }

  /** Asks for cancellation; false when the job has ended or its result is on its way. */
  synchronized boolean cancel(Instant now) {
    if (isFinished(now) || status(now).equals("uploading")) {
      return false;
    }
    if (cancelledAt == null) {
      cancelledAt = now;
    }
    return true;
  }

  synchronized Optional<Instant> updatedAt(Instant now) {
    return events(now).stream().map(JobEventLine::at).max(Instant::compareTo);
  }

  Instant shownTime(Instant now) {
    return reached(now);
  }

  /** The tuned model, once the job has completed. */
  Optional<TunedModel> tuned(Instant now) {
    return status(now).equals("completed") ? learning.model() : Optional.empty();
  }
}
