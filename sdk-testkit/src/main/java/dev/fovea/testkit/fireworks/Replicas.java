package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.server.Json;
import java.time.Duration;
import java.time.Instant;

/**
 * How many copies of a model run, on their way from one number to another.
 *
 * @param from how many ran before
 * @param target how many shall run
 * @param since when the way began
 */
record Replicas(int from, int target, Instant since) {
  private static final Duration SCHEDULING = Duration.ofSeconds(20);
  private static final Duration DOWNLOADING = Duration.ofSeconds(50);
  private static final Duration COLD = Duration.ofSeconds(80);
  private static final Duration WARM = Duration.ofSeconds(30);
  private static final Duration STOPPING = Duration.ofSeconds(10);

  /** The same copies on the way to another number. */
  Replicas to(int number, Instant now) {
    return number == target ? this : new Replicas(ready(now), number, now);
  }

  /** When the number is reached. */
  Instant settledAt() {
    if (target == from) {
      return since;
    }
    return since.plus(target < from ? STOPPING : from == 0 ? COLD : WARM);
  }

  boolean isSettled(Instant now) {
    return !now.isBefore(settledAt());
  }

  int ready(Instant now) {
    return isSettled(now) ? target : from;
  }

  /** Whether machines were found for the first of them. */
  boolean isScheduled(Instant now) {
    return ready(now) > 0 || (target > 0 && !now.isBefore(since.plus(SCHEDULING)));
  }

  ObjectNode stats(Instant now) {
    int starting = Math.max(0, target - ready(now));
    boolean pending = now.isBefore(since.plus(SCHEDULING));
    boolean downloading = !pending && now.isBefore(since.plus(DOWNLOADING));
    return Json.object()
        .put("pendingSchedulingReplicaCount", pending ? starting : 0)
        .put("downloadingModelReplicaCount", downloading ? starting : 0)
        .put("initializingReplicaCount", pending || downloading ? 0 : starting)
        .put("readyReplicaCount", ready(now));
  }
}
