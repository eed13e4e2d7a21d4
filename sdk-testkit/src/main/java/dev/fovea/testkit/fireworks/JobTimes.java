package dev.fovea.testkit.fireworks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When one run of a job would be in which state, if nothing comes between.
 *
 * @param phases the states with the moments they begin
 * @param trainingStart when the last training begins
 */
record JobTimes(List<Phase> phases, Instant trainingStart) {
  private static final Duration TRAINING = Duration.ofMinutes(5);
  private static final Duration WRITING = Duration.ofSeconds(30);

  /** From a moment on, a job is in a state; the word stands without its prefix. */
  record Phase(Instant from, String state) {}

  /**
   * Plans a run.
   *
   * @param start when it begins
   * @param restarted whether it loses its machine once
   * @param end the word of a run that went well
   */
  static JobTimes plan(Instant start, boolean restarted, String end) {
    List<Phase> phases = new ArrayList<>();
    phases.add(new Phase(start, "CREATING"));
    phases.add(new Phase(start.plusSeconds(2), "VALIDATING"));
    phases.add(new Phase(start.plusSeconds(20), "PENDING"));
    Instant running = start.plusSeconds(30);
    phases.add(new Phase(running, "RUNNING"));
    if (restarted) {
      phases.add(new Phase(running.plusSeconds(40), "RE_QUEUEING"));
      phases.add(new Phase(running.plusSeconds(60), "PENDING"));
      running = running.plusSeconds(80);
      phases.add(new Phase(running, "RUNNING"));
    }
    phases.add(new Phase(running.plus(TRAINING), "WRITING_RESULTS"));
    phases.add(new Phase(running.plus(TRAINING).plus(WRITING), end));
    return new JobTimes(phases, running);
  }

  Instant validated() {
    return phases.get(2).from();
  }

  /** The moment from which nothing more happens unless the real learning is done. */
  Instant trainingEnd() {
    return trainingStart.plus(TRAINING);
  }

  Instant end() {
    return phases.get(phases.size() - 1).from();
  }

  /** The newest phase at a moment. */
  Phase at(Instant moment) {
    Phase reached = phases.get(0);
    for (Phase phase : phases) {
      reached = moment.isBefore(phase.from()) ? reached : phase;
    }
    return reached;
  }

  /** How much of the training is done at a moment, 0 to 1. */
  double share(Instant moment) {
    double part = (double) Duration.between(trainingStart, moment).toMillis() / TRAINING.toMillis();
    return Math.max(0, Math.min(1, part));
  }
}
