package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.answering.BatchWork;
import dev.fovea.testkit.server.Json;
import dev.fovea.testkit.storage.Background;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;

/**
 * One batch on the virtual clock: its lines are answered at once, and the answers appear when it is
 * time. Guarded by itself.
 */
final class BatchJob {
  private static final Duration CREATING = Duration.ofSeconds(5);
  private static final Duration VALIDATED = Duration.ofSeconds(15);
  private static final Duration STARTED = Duration.ofSeconds(30);
  private static final Duration PER_REQUEST = Duration.ofSeconds(5);
  private static final Duration WRITING = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(24);

  /**
   * What never changes.
   *
   * @param id its id
   * @param fields what it was created with
   * @param createdAt when it was created
   */
  record Order(String id, ObjectNode fields, Instant createdAt) {}

  /** Keeps the answers in the data set that is meant for them. */
  @FunctionalInterface
  interface Publisher {
    void publish(Order order, List<BatchWork.Line> lines);
  }

  private final Order order;
  private final Future<BatchWork.Result> work;
  private final Publisher publisher;
  private boolean published;

  BatchJob(Order order, Future<BatchWork.Result> work, Publisher publisher) {
    this.order = order;
    this.work = work;
    this.publisher = publisher;
  }

  private Instant at(Duration since) {
    return order.createdAt().plus(since);
  }

  private BatchWork.Result result() {
    return BatchWork.result(work);
  }

  /** When the last line is answered. */
  private Instant worked() {
    return at(STARTED).plus(PER_REQUEST.multipliedBy(result().lines().size()));
  }

  /** The state's word, without the beginning that all words have. */
  private String state(Instant now) {
    if (now.isBefore(at(CREATING))) {
      return "CREATING";
    }
    if (now.isBefore(at(VALIDATED)) || !Background.isDone(work)) {
      return "VALIDATING";
    }
    if (!result().flaw().isEmpty()) {
      return "FAILED";
    }
    if (now.isBefore(at(STARTED))) {
      return "PENDING";
    }
    boolean late = worked().isAfter(at(LONGEST));
    if (late && !now.isBefore(at(LONGEST))) {
      return "EXPIRED";
    }
    if (now.isBefore(worked())) {
      return "RUNNING";
    }
    return now.isBefore(worked().plus(WRITING)) ? "WRITING_RESULTS" : "COMPLETED";
  }

  /** The lines that were answered by then; none after a day. */
  synchronized List<BatchWork.Line> done(Instant now) {
    Instant until = now.isBefore(at(LONGEST)) ? now : at(LONGEST);
    Duration working = Duration.between(at(STARTED), until);
    long done = working.isNegative() ? 0 : working.dividedBy(PER_REQUEST);
    List<BatchWork.Line> lines = result().lines();
    return lines.subList(0, (int) Math.min(done, lines.size()));
  }

  synchronized ObjectNode object(Instant now) {
    String state = state(now);
    if (!published && List.of("COMPLETED", "EXPIRED").contains(state)) {
      published = true;
      publisher.publish(order, done(now));
    }
    Status status = state.equals("FAILED") ? Status.invalid(result().flaw()) : Status.OK;
    ObjectNode object = Json.object()
        .put("name", Account.name("batchInferenceJobs", order.id()))
        .put("state", "JOB_STATE_" + state);
    object.setAll(order.fields());
    object.set("status", Status.of(status));
    object.set("jobProgress", progress(now));
    return object
        .put("createdBy", Account.USER)
        .put("createTime", order.createdAt().toString())
        .put("updateTime", now.toString());
  }

  private ObjectNode progress(Instant now) {
    List<BatchWork.Line> done = done(now);
    int all = result().lines().size();
    int answered = (int) done.stream().filter(BatchWork.Line::answered).count();
    return Json.object()
        .put("percent", all == 0 ? 0 : 100 * done.size() / all)
        .put("totalInputRequests", now.isBefore(at(VALIDATED)) ? 0 : all)
        .put("totalProcessedRequests", done.size())
        .put("successfullyProcessedRequests", answered)
        .put("failedRequests", done.size() - answered)
        .put("outputRows", answered)
        .put("inputTokens", tokens(done, "prompt_tokens"))
        .put("outputTokens", tokens(done, "completion_tokens"))
        .put("cachedInputTokenCount", tokens(done, "prompt_tokens_details/cached_tokens"));
  }

  private static long tokens(List<BatchWork.Line> lines, String kind) {
    return lines.stream()
        .mapToLong(line -> line.json().at("/response/usage/" + kind).asLong(0))
        .sum();
  }
}
