package dev.fovea.deployment;

import dev.fovea.config.Timing;
import dev.fovea.config.WaitOptions;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/** Starts a deployment and waits for its first answer; on failure it stops what it started. */
final class LeaseOpening {
  private final DeploymentService service;
  private final Timing timing;
  private final DeploymentRequest request;
  private final LeaseOptions options;

  LeaseOpening(
      DeploymentService service, Timing timing, DeploymentRequest request, LeaseOptions options) {
    this.service = service;
    this.timing = timing;
    this.request = withIdleStop(request, options);
    this.options = options;
  }

  DeploymentLease open() {
    Deployment started = service.create(request);
    try {
      return armed(service.await(started.id(), this::waiting));
    } catch (RuntimeException | Error failure) {
      BillingStop.Report report =
          new BillingStop(service, timing, started.id(), options.closeTimeout()).run();
      throw takenBack(started.id(), failure, report);
    }
  }

  CompletableFuture<DeploymentLease> openAsync() {
    AtomicReference<CompletableFuture<?>> step = new AtomicReference<>(new CompletableFuture<>());
    CancelableFuture<DeploymentLease> lease =
        new CancelableFuture<>(() -> step.get().cancel(true));
    CompletableFuture<Deployment> creating = service.createAsync(request);
    step.set(creating);
    creating.whenComplete((started, failure) -> {
      if (started == null) {
        lease.completeExceptionally(unwrapped(failure));
      } else {
        waitAsync(started.id(), lease, step);
      }
    });
    return lease;
  }

  private void waitAsync(
      String id,
      CompletableFuture<DeploymentLease> lease,
      AtomicReference<CompletableFuture<?>> step) {
    CompletableFuture<Deployment> waiting = service.awaitAsync(id, this::waiting);
    step.set(waiting);
    // Cancelled between the two steps: the cancellation reached only the first.
    if (lease.isCancelled()) {
      waiting.cancel(true);
    }
    waiting.whenComplete((answering, failure) -> {
      if (answering == null) {
        stopAsync(id, unwrapped(failure), lease);
      } else if (lease.isCancelled() || !complete(lease, answering)) {
        service.stopAsync(id);
      }
    });
  }

  private boolean complete(CompletableFuture<DeploymentLease> lease, Deployment answering) {
    ActiveLease active = armed(answering);
    boolean handedOut = lease.complete(active);
    if (!handedOut) {
      active.disarm();
    }
    return handedOut;
  }

  private void stopAsync(String id, Throwable failure, CompletableFuture<DeploymentLease> lease) {
    service.stopAsync(id, w -> w.timeout(options.closeTimeout())).whenComplete((stopped, e) -> {
      Throwable cause = e == null ? null : unwrapped(e);
      boolean gone = cause == null || cause instanceof NotFoundException;
      FoveaException why = cause instanceof FoveaException known ? known : null;
      lease.completeExceptionally(takenBack(id, failure, new BillingStop.Report(gone, gone, why)));
    });
  }

  private ActiveLease armed(Deployment answering) {
    ActiveLease lease = new ActiveLease(service, timing, answering, options);
    lease.arm();
    return lease;
  }

  private void waiting(WaitOptions.Builder wait) {
    WaitOptions wanted = options.waiting();
    wait.timeout(wanted.timeout()).floor(wanted.floor()).ceiling(wanted.ceiling());
  }

  private static RuntimeException takenBack(
      String id, Throwable failure, BillingStop.Report report) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    Failure.Builder facts = Failure.builder()
        .message("deployment " + id + " was started but did not come to answer: " + message)
        .outcome(Outcome.UNKNOWN)
        .next(report.words(id))
        .cause(failure);
    if (failure instanceof FoveaException known) {
      known.provider().ifPresent(facts::provider);
      facts.outcome(known.outcome());
    }
    if (failure instanceof Error) {
      throw withReport((Error) failure, id, report);
    }
    RuntimeException thrown = failure instanceof InterruptedCallException
        ? new InterruptedCallException(facts.build())
        : new DeploymentFailedException(facts.build(), id, !report.stopped());
    if (report.cause() != null) {
      thrown.addSuppressed(report.cause());
    }
    return thrown;
  }

  private static Error withReport(Error error, String id, BillingStop.Report report) {
    error.addSuppressed(
        new DeploymentFailedException(Failure.of(report.words(id)), id, !report.stopped()));
    return error;
  }

  static Throwable unwrapped(Throwable failure) {
    boolean wrapper = failure instanceof CompletionException && failure.getCause() != null;
    return wrapper ? failure.getCause() : failure;
  }

  private static DeploymentRequest withIdleStop(DeploymentRequest request, LeaseOptions options) {
    Autoscaling asked = request.autoscaling().orElseGet(() -> Autoscaling.between(1, 1));
    if (asked.idleStop().isPresent()) {
      return request;
    }
    Autoscaling scaling = asked.toBuilder().idleStop(options.idleStop()).build();
    return request.toBuilder().autoscaling(scaling).build();
  }
}
