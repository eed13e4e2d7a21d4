package dev.fovea.testkit.together;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.BatchWork;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.storage.Background;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One batch on the virtual clock: its requests are answered at once, and the answers appear when it
 * is time. Guarded by itself.
 */
final class Batch {
  private static final Duration VALIDATING = Duration.ofSeconds(10);
  private static final Duration STARTING = Duration.ofSeconds(20);
  private static final Duration PER_REQUEST = Duration.ofSeconds(5);
  private static final Duration STOPPING = Duration.ofSeconds(5);

  /**
   * What never changes.
   *
   * @param id its id
   * @param input its requests
   * @param endpoint where they go
   * @param model the model for all of them; empty if each names its own
   * @param createdAt when it was created
   * @param window how long it may take
   */
  record Order(
      String id,
      StoredFile input,
      String endpoint,
      String model,
      Instant createdAt,
      Duration window) {}

  private final Order order;
  private final Future<BatchWork.Result> work;
  private final FileStore files;
  private @Nullable Instant cancelledAt;
  private @Nullable String outputFile;
  private @Nullable String errorFile;
  private boolean published;

  Batch(Order order, Future<BatchWork.Result> work, FileStore files) {
    this.order = order;
    this.work = work;
    this.files = files;
  }

  String id() {
    return order.id();
  }

  Instant createdAt() {
    return order.createdAt();
  }

  synchronized void cancel(Instant now) {
    String status = status(now);
    if (!status.equals("VALIDATING") && !status.equals("IN_PROGRESS")) {
      throw Refusals.bare(
          400, "batch " + order.id() + " is " + status + " and cannot be cancelled");
    }
    cancelledAt = now;
  }

  private String status(Instant now) {
    if (cancelledAt != null) {
      return now.isBefore(cancelledAt.plus(STOPPING)) ? "CANCELING" : "CANCELLED";
    }
    if (now.isBefore(order.createdAt().plus(VALIDATING)) || !Background.isDone(work)) {
      return "VALIDATING";
    }
    BatchWork.Result result = result();
    if (!result.flaw().isEmpty()) {
      return "FAILED";
    }
    if (done(now) == result.lines().size()) {
      return "COMPLETED";
    }
    return now.isBefore(deadline()) ? "IN_PROGRESS" : "EXPIRED";
  }

  private Instant deadline() {
    return order.createdAt().plus(order.window());
  }

  /** How many requests were answered by then, before the batch stopped for whatever reason. */
  private int done(Instant now) {
    Instant until = now.isBefore(deadline()) ? now : deadline();
    until = cancelledAt != null && cancelledAt.isBefore(until) ? cancelledAt : until;
    Duration worked = Duration.between(order.createdAt().plus(STARTING), until);
    long done = worked.isNegative() ? 0 : worked.dividedBy(PER_REQUEST);
    return (int) Math.min(done, result().lines().size());
  }

  private BatchWork.Result result() {
    return BatchWork.result(work);
  }

  synchronized ObjectNode object(Instant now) {
    String status = status(now);
    boolean ended = List.of("COMPLETED", "EXPIRED", "CANCELLED").contains(status);
    if (ended && !published) {
      publish(now);
    }
    int all = result().lines().size();
    ObjectNode object = Json.object()
        .put("id", order.id())
        .put("user_id", Account.USER)
        .put("input_file_id", order.input().id())
        .put("file_size_bytes", order.input().size())
        .put("status", status)
        .put("job_deadline", deadline().toString())
        .put("created_at", order.createdAt().toString())
        .put("endpoint", order.endpoint())
        .put("progress", all == 0 ? 0 : 100.0 * done(now) / all)
        .put("output_file_id", outputFile)
        .put("error_file_id", errorFile);
    if (!order.model().isEmpty()) {
      object.put("model_id", order.model());
    }
    if (ended || status.equals("FAILED")) {
      object.put("completed_at", endedAt(status).toString());
    }
    return status.equals("FAILED") ? object.put("error", result().flaw()) : object;
  }

  private Instant endedAt(String status) {
    if (cancelledAt != null) {
      return cancelledAt.plus(STOPPING);
    }
    return switch (status) {
      case "EXPIRED" -> deadline();
      case "FAILED" -> order.createdAt().plus(VALIDATING);
      default ->
        order
            .createdAt()
            .plus(STARTING)
            .plus(PER_REQUEST.multipliedBy(result().lines().size()));
    };
  }

  private void publish(Instant now) {
    published = true;
    List<BatchWork.Line> lines = result().lines().subList(0, done(now));
    outputFile = file("output", lines, true);
    errorFile = file("error", lines, false);
  }

  private @Nullable String file(String kind, List<BatchWork.Line> lines, boolean answered) {
    byte[] text = BatchWork.text(lines, answered);
    if (text.length == 0) {
      return null;
    }
    StoredFile file = files.announce(new StoredFile.Announcement(
        "batch_" + order.id() + "_" + kind + ".jsonl", "batch-generated", "jsonl", ""));
    try {
      files.store(file, new ByteArrayInputStream(text));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the batch's " + kind, e);
    }
    return file.id();
  }
}
