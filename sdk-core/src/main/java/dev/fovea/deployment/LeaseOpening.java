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
    this.request = service.hasMachines() ? withIdleStop(request, options) : request;
    this.options = options;
  }

  DeploymentLease open() {
    Deployment started = service.create(request);
    try {
      return armed(service.await(started.id(), this::waiting));
    } catch (RuntimeException | Error failure) {
      BillingStop.Report report =
          new BillingStop(service, timing, started.id(), options.closeTimeout()).run();
      Throwable told = takenBack(started.id(), failure, report);
      if (told instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) told;
    }
  }

  CompletableFuture<DeploymentLease> openAsync() {
    Running running = new Running(service.createAsync(request));
    CancelableFuture<DeploymentLease> lease = new CancelableFuture<>(running::cancel);
    CompletableFuture<?> unused = running.creating.whenComplete((started, failure) -> {
      if (started == null) {
        lease.completeExceptionally(unwrapped(failure));
      } else {
        guarded(started.id(), lease, () -> waitAsync(started.id(), lease, running));
      }
    });
    return lease;
  }

  /** The step a cancellation has to reach. */
  private static final class Running {
    final CompletableFuture<Deployment> creating;
    private volatile CompletableFuture<Deployment> step;

    Running(CompletableFuture<Deployment> creating) {
      this.creating = creating;
      this.step = creating;
    }

    void cancel() {
      step.cancel(true);
    }
  }

  private void waitAsync(String id, CompletableFuture<DeploymentLease> lease, Running running) {
    CompletableFuture<Deployment> waiting = service.awaitAsync(id, this::waiting);
    running.step = waiting;
    // Cancelled between the two steps: the cancellation reached only the first.
    if (lease.isCancelled()) {
      waiting.cancel(true);
    }
    CompletableFuture<?> unused = waiting.whenComplete((answering, failure) -> {
      if (answering == null) {
        stopAsync(id, unwrapped(failure), lease);
      } else {
        guarded(id, lease, () -> handOut(answering, lease));
      }
    });
  }

  private void handOut(Deployment answering, CompletableFuture<DeploymentLease> lease) {
    ActiveLease active = armed(answering);
    if (!lease.complete(active)) {
      active.disarm();
      // Nobody takes it, and nobody is told.
      CompletableFuture<?> unused = service.stopAsync(answering.id());
    }
  }

  // What is thrown inside a callback would be seen by nobody, and the deployment would bill on.
  private void guarded(String id, CompletableFuture<DeploymentLease> lease, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failure) {
      stopAsync(id, failure, lease);
    }
  }

  private void stopAsync(String id, Throwable failure, CompletableFuture<DeploymentLease> lease) {
    CompletableFuture<?> unused = service
        .stopAsync(id, w -> w.timeout(options.closeTimeout()))
        .whenComplete((stopped, e) -> {
          Throwable cause = e == null ? null : unwrapped(e);
          boolean gone = cause == null || cause instanceof NotFoundException;
          FoveaException why = cause instanceof FoveaException known ? known : null;
          lease.completeExceptionally(
              takenBack(id, failure, new BillingStop.Report(gone, gone, why)));
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

  private static Throwable takenBack(String id, Throwable failure, BillingStop.Report report) {
    if (failure instanceof Error) {
      failure.addSuppressed(
          new DeploymentFailedException(Failure.of(report.words(id)), id, !report.stopped()));
      return failure;
    }
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
    RuntimeException told = failure instanceof InterruptedCallException
        ? new InterruptedCallException(facts.build())
        : new DeploymentFailedException(facts.build(), id, !report.stopped());
    if (report.cause() != null) {
      told.addSuppressed(report.cause());
    }
    return told;
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
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
