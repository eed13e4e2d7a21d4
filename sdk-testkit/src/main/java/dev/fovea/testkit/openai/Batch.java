package dev.fovea.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.testkit.answering.BatchWork;
import dev.fovea.testkit.storage.Background;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One batch on the virtual clock: its requests are answered at once, and the answers appear when it
 * is time. Guarded by itself.
 */
final class Batch {
  private static final Duration VALIDATING = Duration.ofSeconds(10);
  private static final Duration PER_REQUEST = Duration.ofSeconds(30);
  private static final Duration FINALIZING = Duration.ofSeconds(5);
  private static final Duration CANCELLING = Duration.ofSeconds(10);
  private static final Duration WINDOW = Duration.ofHours(24);

  /**
   * What never changes.
   *
   * @param id its id
   * @param request what it was created with
   * @param createdAt when it was created
   */
  record Order(String id, JsonNode request, Instant createdAt) {
    Instant deadline() {
      return createdAt.plus(WINDOW);
    }
  }

  private final Order order;
  private final Future<BatchWork.Result> work;
  private @Nullable Instant cancelledAt;

  Batch(Order order, Future<BatchWork.Result> work) {
    this.order = order;
    this.work = work;
  }

  Order order() {
    return order;
  }

  BatchWork.Result result() {
    return BatchWork.result(work);
  }

  synchronized void cancel(Instant now) {
    String status = status(now);
    OpenAiErrors.unless(
        List.of("validating", "in_progress", "cancelling").contains(status),
        "Cannot cancel a batch with status '" + status + "'.",
        "batch_id");
    cancelledAt = cancelledAt == null ? now : cancelledAt;
  }

  private Instant begun() {
    return order.createdAt().plus(VALIDATING);
  }

  /** When the last line is answered, if nothing comes between. */
  private Instant answered() {
    return begun().plus(PER_REQUEST.multipliedBy(result().lines().size()));
  }

  synchronized String status(Instant now) {
    if (cancelledAt != null) {
      return now.isBefore(cancelledAt.plus(CANCELLING)) ? "cancelling" : "cancelled";
    }
    if (now.isBefore(begun()) || !Background.isDone(work)) {
      return "validating";
    }
    if (!result().flaws().isEmpty()) {
      return "failed";
    }
    boolean late = answered().isAfter(order.deadline());
    if (late && !now.isBefore(order.deadline())) {
      return "expired";
    }
    if (now.isBefore(answered())) {
      return "in_progress";
    }
    return now.isBefore(answered().plus(FINALIZING)) ? "finalizing" : "completed";
  }

  /** How many requests were answered by then, before the batch stopped for whatever reason. */
  synchronized int done(Instant now) {
    Instant until = now.isBefore(order.deadline()) ? now : order.deadline();
    until = cancelledAt != null && cancelledAt.isBefore(until) ? cancelledAt : until;
    Duration worked = Duration.between(begun(), until);
    long done = worked.isNegative() ? 0 : worked.dividedBy(PER_REQUEST);
    return (int) Math.min(done, result().lines().size());
  }

  /** When it reached each state; what it did not reach, or not yet, is missing. */
  synchronized Map<String, Instant> times(Instant now) {
    String status = status(now);
    Map<String, Instant> times = new HashMap<>();
    if (cancelledAt != null) {
      times.put("cancelling_at", cancelledAt);
      if (status.equals("cancelled")) {
        times.put("cancelled_at", cancelledAt.plus(CANCELLING));
      }
    }
    if (status.equals("failed")) {
      times.put("failed_at", begun());
    } else if (!status.equals("validating") && begun().isBefore(stopped(now))) {
      times.put("in_progress_at", begun());
    }
    switch (status) {
      case "finalizing" -> times.put("finalizing_at", answered());
      case "expired" -> times.put("expired_at", order.deadline());
      case "completed" -> {
        times.put("finalizing_at", answered());
        times.put("completed_at", answered().plus(FINALIZING));
      }
      default -> {}
    }
    return times;
  }

  private Instant stopped(Instant now) {
    return cancelledAt == null ? now.plusMillis(1) : cancelledAt;
  }
}
