package dev.fovea.testkit.fireworks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.testkit.learning.Study;
import dev.fovea.testkit.learning.TunedModel;
import dev.fovea.testkit.storage.Background;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One fine-tuning job: what was asked, and where it stands at a moment of virtual time.
 * Thread-safe.
 */
final class TuningJob implements Model.Origin {
  private static final Set<String> ENDS =
      Set.of("COMPLETED", "EARLY_STOPPED", "FAILED", "CANCELLED", "EXPIRED");
  private static final Set<String> RESUMABLE = Set.of("FAILED", "CANCELLED", "PAUSED");
  private static final Duration CANCELLING = Duration.ofSeconds(10);

  /**
   * What never changes about a job.
   *
   * @param kind its kind
   * @param id its id
   * @param request the request with the full name of the output
   * @param base the model to tune
   * @param rows how many rows the data set has
   * @param createdAt when it was created
   */
  record Order(
      JobKind kind,
      String id,
      ObjectNode request,
      Catalogue.Model base,
      long rows,
      Instant createdAt) {
    String name() {
      return Account.name(kind.plural(), id);
    }

    double epochs() {
      return kind.training(request).path("epochs").asDouble(1);
    }

    boolean evaluates() {
      JsonNode carve = request.path("evalAutoCarveout");
      return request.has("evaluationDataset") || carve.asBoolean(false);
    }
  }

  /**
   * The real work of one run.
   *
   * @param check what is wrong with the rows; empty when nothing is
   * @param study the learning
   */
  record Work(Future<Optional<String>> check, Study study) {
    Optional<String> flaw() {
      try {
        return check.get();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return Optional.of("the embedded provider is stopping");
      } catch (ExecutionException | CancellationException failed) {
        return Optional.of("the data set cannot be read");
      }
    }
  }

  private final Order order;
  private JobTimes times;
  private Work work;
  private @Nullable Instant cancelledAt;

  TuningJob(Order order, Work work, boolean restarted) {
    this.order = order;
    this.work = work;
    this.times = JobTimes.plan(order.createdAt(), restarted, end(order));
  }

  /** A job that may stop early does, once it has trained for more than two epochs. */
  private static String end(Order order) {
    boolean early = order.request().path("earlyStop").asBoolean(false)
        && order.evaluates()
        && order.epochs() > 2;
    return early ? "EARLY_STOPPED" : "COMPLETED";
  }

  Order order() {
    return order;
  }

  synchronized JobTimes times() {
    return times;
  }

  /** The state's word without its prefix. */
  synchronized String state(Instant now) {
    if (cancelledAt != null) {
      return now.isBefore(cancelledAt.plus(CANCELLING)) ? "CANCELLING" : "CANCELLED";
    }
    return failure(now).isPresent() ? "FAILED" : times.at(reached(now)).state();
  }

  boolean isOver(Instant now) {
    return ENDS.contains(state(now));
  }

  /** The moment up to which the plan has come true: not past real work that still goes on. */
  synchronized Instant reached(Instant now) {
    Instant reached = cancelledAt != null && cancelledAt.isBefore(now) ? cancelledAt : now;
    if (!reached.isBefore(times.validated()) && !Background.isDone(work.check())) {
      return times.validated().minusMillis(1);
    }
    boolean learning = !reached.isBefore(times.trainingEnd()) && !work.study().isDone();
    return learning ? times.trainingEnd().minusMillis(1) : reached;
  }

  /** Why it failed: its rows after the validation, the learning at the end of the training. */
  synchronized Optional<Status> failure(Instant now) {
    Instant reached = reached(now);
    if (reached.isBefore(times.validated())) {
      return Optional.empty();
    }
    Optional<Status> flaw = work.flaw().map(Status::invalid);
    if (flaw.isPresent() || reached.isBefore(times.trainingEnd())) {
      return flaw;
    }
    return work.study().failure().map(TuningJob::ofLearning);
  }

  // A picture that cannot be decoded is the user's; everything else is the provider's.
  private static Status ofLearning(String reason) {
    return reason.startsWith("Line ")
        ? Status.invalid("line" + reason.substring("Line".length()))
        : new Status("INTERNAL", reason);
  }

  /** When it came to its end; absent while it goes on. */
  synchronized Optional<Instant> endedAt(Instant now) {
    if (!isOver(now)) {
      return Optional.empty();
    }
    if (cancelledAt != null) {
      return Optional.of(cancelledAt.plus(CANCELLING));
    }
    boolean rows = work.flaw().isPresent();
    return Optional.of(
        failure(now).isEmpty() ? times.end() : rows ? times.validated() : times.trainingEnd());
  }

  /** Asks for cancellation; false when it has ended. */
  synchronized boolean cancel(Instant now) {
    if (isOver(now)) {
      return false;
    }
    if (cancelledAt == null) {
      cancelledAt = now;
    }
    return true;
  }

  boolean isResumable(Instant now) {
    return RESUMABLE.contains(state(now));
  }

  /** Starts a new run. */
  synchronized void resume(Instant now, Work again) {
    cancelledAt = null;
    work = again;
    times = JobTimes.plan(now, false, end(order));
  }

  @Override
  public boolean isThere(Instant now) {
    String state = state(now);
    return state.equals("COMPLETED") || state.equals("EARLY_STOPPED");
  }

  @Override
  public synchronized Optional<TunedModel> learned() {
    return work.study().model();
  }
}
