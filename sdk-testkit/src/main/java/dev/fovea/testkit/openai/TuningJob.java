package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.storage.Background;
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
final class TuningJob {
  private static final Set<String> ENDS = Set.of("succeeded", "failed", "cancelled");
  private static final int KEPT_CHECKPOINTS = 3;

  /**
   * A state of the model that was kept.
   *
   * @param step after which step
   * @param at when
   */
  record Checkpoint(int step, Instant at) {}

  private final JobOrder order;
  private final JobPlan plan;
  private final JobWork work;
  private final Pauses pauses = new Pauses();
  private @Nullable Instant cancelledAt;
  private @Nullable String resultFile;

  TuningJob(JobOrder order, JobWork work, boolean restarted) {
    this.order = order;
    this.work = work;
    this.plan = new JobPlan(order.createdAt(), restarted);
  }

  String id() {
    return order.id();
  }

  JobOrder order() {
    return order;
  }

  JobPlan plan() {
    return plan;
  }

  /** The moment of the plan that has come true: not past real work that still goes on. */
  synchronized Instant reached(Instant now) {
    Instant cancelled = cancelledAt;
    Instant lived = cancelled != null && cancelled.isBefore(now) ? cancelled : now;
    Instant planned = pauses.planned(lived);
    if (!planned.isBefore(plan.validated()) && !Background.isDone(work.check())) {
      return plan.validated().minusMillis(1);
    }
    boolean learning = !planned.isBefore(plan.trainingEnd()) && !work.study().isDone();
    return learning ? plan.trainingEnd().minusMillis(1) : planned;
  }

  synchronized String status(Instant now) {
    if (cancelledAt != null) {
      return "cancelled";
    }
    if (failure(now).isPresent()) {
      return "failed";
    }
    if (pauses.isPaused()) {
      return "paused";
    }
    return pauses.isQueued(now) ? "queued" : plan.status(reached(now));
  }

  boolean isOver(Instant now) {
    return ENDS.contains(status(now));
  }

  boolean hasSucceeded(Instant now) {
    return status(now).equals("succeeded");
  }

  /** Whether its files were found right. */
  synchronized boolean isValidated(Instant now) {
    return !reached(now).isBefore(plan.validated()) && verdict().failure() == null;
  }

  /** What was found in its files; waits for it. */
  DataCheck.Verdict verdict() {
    return work.verdict();
  }

  /** Why it failed: its files after their validation, the learning at the end of the training. */
  synchronized Optional<JobFailure> failure(Instant now) {
    Instant reached = reached(now);
    if (cancelledAt != null || reached.isBefore(plan.validated())) {
      return Optional.empty();
    }
    JobFailure files = verdict().failure();
    if (files != null || reached.isBefore(plan.trainingEnd())) {
      return Optional.ofNullable(files);
    }
    // Which code the provider gives to its own failures is not published.
    return work.study().failure().map(why -> new JobFailure("server_error", why, null));
  }

  /** When it failed, if it did. */
  synchronized Instant failedAt() {
    return when(verdict().failure() == null ? plan.trainingEnd() : plan.validated());
  }

  /** When a moment of the plan came. */
  synchronized Instant when(Instant planned) {
    return pauses.at(planned);
  }

  synchronized List<Pauses.Pause> pauses() {
    return pauses.all();
  }

  synchronized Optional<Instant> cancelledAt() {
    return Optional.ofNullable(cancelledAt);
  }

  /** When it succeeded; only a job that did is asked. */
  Instant finishedAt() {
    return when(plan.end());
  }

  /** The knobs it runs with, once its files are read; what was asked for before that. */
  ObjectNode knobs(Instant now) {
    String method = order.method();
    ObjectNode asked = (ObjectNode) order.request().at("/method/" + method + "/hyperparameters");
    return isValidated(now) ? Hyperparameters.resolved(asked, verdict().lines()) : asked;
  }

  /** How its training is divided; only a job with valid files is asked. */
  JobPlan.Steps steps(Instant now) {
    return JobPlan.Steps.of(knobs(now), verdict().lines());
  }

  Metrics metrics(Instant now) {
    return new Metrics(steps(now), order.validation() != null, order.isReinforcement());
  }

  /** How many steps are done. */
  int stepsDone(Instant now) {
    return isValidated(now) ? plan.reached(reached(now), steps(now)) : 0;
  }

  /** The states that are kept, oldest first: the last of an epoch each, and those of pauses. */
  synchronized List<Checkpoint> checkpoints(Instant now) {
    if (!isValidated(now)) {
      return List.of();
    }
    JobPlan.Steps steps = steps(now);
    int done = stepsDone(now);
    List<Checkpoint> all = new ArrayList<>();
    for (int step = steps.perEpoch(); step <= done; step += steps.perEpoch()) {
      all.add(new Checkpoint(step, when(plan.at(step, steps))));
    }
    for (Pauses.Pause pause : pauses.all()) {
      int step = plan.reached(pause.planned(), steps);
      if (step > 0 && step % steps.perEpoch() != 0) {
        all.add(new Checkpoint(step, pause.from()));
      }
    }
    all.sort(java.util.Comparator.comparingInt(Checkpoint::step));
    return all.subList(Math.max(0, all.size() - KEPT_CHECKPOINTS), all.size());
  }

  /** Ends it; false when it has ended. */
  synchronized boolean cancel(Instant now) {
    if (isOver(now)) {
      return false;
    }
    cancelledAt = now;
    return true;
  }

  /** Lets it stand still; false when it does not run. */
  synchronized boolean pause(Instant now) {
    if (!status(now).equals("running")) {
      return false;
    }
    pauses.pause(reached(now), now);
    return true;
  }

  /** Lets it go on; false when it does not stand still. */
  synchronized boolean resume(Instant now) {
    if (!status(now).equals("paused")) {
      return false;
    }
    pauses.resume(now);
    return true;
  }

  /** What was learnt; waits for it. */
  Optional<TunedModel> learned() {
    return work.study().model();
  }

  synchronized Optional<String> resultFile() {
    return Optional.ofNullable(resultFile);
  }

  synchronized void resultFile(String fileId) {
    this.resultFile = fileId;
  }
}
