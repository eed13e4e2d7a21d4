package dev.fovea.testkit.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The times a job stood still: what its plan has for a moment happens later by them. Guarded by its
 * job.
 */
final class Pauses {
  // How long a resumed job waits in the queue until it runs again.
  private static final Duration QUEUE = Duration.ofSeconds(10);

  /**
   * One pause.
   *
   * @param planned the moment of the plan at which the job stood still
   * @param from when that was
   * @param resumed when it was told to go on; {@link Instant#MAX} as long as it was not
   */
  record Pause(Instant planned, Instant from, Instant resumed) {
    boolean isOpen() {
      return resumed.equals(Instant.MAX);
    }

    Instant end() {
      return isOpen() ? resumed : resumed.plus(QUEUE);
    }
  }

  private final List<Pause> pauses = new ArrayList<>();

  List<Pause> all() {
    return List.copyOf(pauses);
  }

  boolean isPaused() {
    return !pauses.isEmpty() && last().isOpen();
  }

  /** Whether it waits after a pause. */
  boolean isQueued(Instant now) {
    return !pauses.isEmpty() && !last().isOpen() && now.isBefore(last().end());
  }

  private Pause last() {
    return pauses.get(pauses.size() - 1);
  }

  void pause(Instant planned, Instant now) {
    pauses.add(new Pause(planned, now, Instant.MAX));
  }

  void resume(Instant now) {
    Pause open = pauses.remove(pauses.size() - 1);
    pauses.add(new Pause(open.planned(), open.from(), now));
  }

  /** The moment of the plan that has come at a moment. */
  Instant planned(Instant now) {
    Duration stood = Duration.ZERO;
    for (Pause pause : pauses) {
      if (now.isBefore(pause.end())) {
        return now.isBefore(pause.from()) ? now.minus(stood) : pause.planned();
      }
      stood = stood.plus(Duration.between(pause.from(), pause.end()));
    }
    return now.minus(stood);
  }

  /** When a moment of the plan comes or came; it must have come if a pause is still open. */
  Instant at(Instant planned) {
    Duration stood = Duration.ZERO;
    for (Pause pause : pauses) {
      if (pause.planned().isBefore(planned) && !pause.isOpen()) {
        stood = stood.plus(Duration.between(pause.from(), pause.end()));
      }
    }
    return planned.plus(stood);
  }
}
