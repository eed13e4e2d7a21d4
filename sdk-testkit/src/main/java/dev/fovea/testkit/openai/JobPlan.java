package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a job would do what, if nothing comes between. Immutable. */
final class JobPlan {
  private static final Duration VALIDATION = Duration.ofSeconds(10);
  private static final Duration QUEUE = Duration.ofSeconds(20);
  private static final Duration LOSS = Duration.ofSeconds(30);
  private static final Duration PREPARATION = Duration.ofSeconds(10);
  private static final Duration TRAINING = Duration.ofMinutes(5);
  private static final Duration FINISH = Duration.ofSeconds(10);

  /**
   * From a moment on, a job has a status.
   *
   * @param from the moment
   * @param status the word
   */
  record Phase(Instant from, String status) {}

  private final List<Phase> phases = new ArrayList<>();
  private final Instant trainingStart;

  JobPlan(Instant created, boolean restarted) {
    Instant validated = created.plus(VALIDATION);
    Instant running = validated.plus(QUEUE);
    phases.add(new Phase(created, "validating_files"));
    phases.add(new Phase(validated, "queued"));
    phases.add(new Phase(running, "running"));
    if (restarted) {
      phases.add(new Phase(running.plus(LOSS), "queued"));
      running = running.plus(LOSS).plus(QUEUE);
      phases.add(new Phase(running, "running"));
    }
    this.trainingStart = running.plus(PREPARATION);
    phases.add(new Phase(end(), "succeeded"));
  }

  List<Phase> phases() {
    return phases;
  }

  String status(Instant planned) {
    String status = phases.get(0).status();
    for (Phase phase : phases) {
      status = planned.isBefore(phase.from()) ? status : phase.status();
    }
    return status;
  }

  Instant validated() {
    return phases.get(1).from();
  }

  Instant trainingEnd() {
    return trainingStart.plus(TRAINING);
  }

  Instant end() {
    return trainingEnd().plus(FINISH);
  }

  /** When a step is done. */
  Instant at(int step, Steps steps) {
    return trainingStart.plusMillis(TRAINING.toMillis() * step / steps.total());
  }

  /** The last step done at a moment. */
  int reached(Instant planned, Steps steps) {
    if (planned.isBefore(trainingStart)) {
      return 0;
    }
    double part =
        Duration.between(trainingStart, planned).toMillis() / (double) TRAINING.toMillis();
    return (int) Math.min(steps.total(), Math.floor(part * steps.total()));
  }

  /**
   * How a job's training is divided.
   *
   * @param perEpoch how many steps an epoch has
   * @param epochs how many epochs
   */
  record Steps(int perEpoch, int epochs) {
    static Steps of(ObjectNode knobs, long lines) {
      long batch = knobs.path("batch_size").asLong(1);
      return new Steps(
          (int) Math.max(1, (lines + batch - 1) / batch), knobs.path("n_epochs").asInt(1));
    }

    int total() {
      return Math.multiplyExact(perEpoch, epochs);
    }
  }
}
