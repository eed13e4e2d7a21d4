package dev.fovea.deployment;

import dev.fovea.chat.ChatService;
import dev.fovea.config.Timing;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A lease on top of any provider's service. */
final class ActiveLease implements DeploymentLease {
  private static final Duration NEXT_TRY = Duration.ofMinutes(1);

  private enum State {
    OPEN,
    KEPT,
    CLOSED
  }

  private final DeploymentService service;
  private final Timing timing;
  private final Deployment deployment;
  private final LeaseOptions options;
  private final ChatService chat;
  private final ReentrantLock closing = new ReentrantLock();
  private volatile State state = State.OPEN;
  private volatile Timing.@Nullable Cancellation timer;
  private volatile @Nullable Thread hook;

  ActiveLease(
      DeploymentService service, Timing timing, Deployment deployment, LeaseOptions options) {
    this.service = service;
    this.timing = timing;
    this.deployment = deployment;
    this.options = options;
    this.chat = service.chat(deployment);
  }

  void arm() {
    if (options.shutdownHook()) {
      Thread thread = new Thread(this::stopAtExit, "fovea-lease-" + deployment.id());
      Runtime.getRuntime().addShutdownHook(thread);
      hook = thread;
    }
    timer = timing.schedule(options.maxAge(), this::expire);
  }

  @Override
  public Deployment deployment() {
    return deployment;
  }

  @Override
  public ChatService chat() {
    return chat;
  }

  @Override
  public Deployment keep() {
    closing.lock();
    try {
      if (state == State.CLOSED) {
        throw new IllegalStateException(
            "the lease of deployment " + deployment.id() + " is closed: there is nothing to keep");
      }
      state = State.KEPT;
      disarm();
      return deployment;
    } finally {
      closing.unlock();
    }
  }

  @Override
  public void close() {
    closing.lock();
    try {
      if (state != State.OPEN) {
        return;
      }
      String id = deployment.id();
      BillingStop.Report report =
          new BillingStop(service, timing, id, options.closeTimeout()).run();
      if (!report.stopped()) {
        throw stillBilling(report);
      }
      state = State.CLOSED;
      disarm();
    } finally {
      closing.unlock();
    }
  }

  private DeploymentFailedException stillBilling(BillingStop.Report report) {
    Failure.Builder failure = Failure.builder()
        .operation("close lease")
        .message(report.words(deployment.id()))
        .outcome(report.ordered() ? Outcome.REJECTED : Outcome.UNKNOWN)
        .retryable(true);
    FoveaException cause = report.cause();
    if (cause != null) {
      failure.cause(cause).outcome(cause.outcome());
      cause.provider().ifPresent(failure::provider);
    }
    return new DeploymentFailedException(failure.build(), deployment.id(), true);
  }

  /** Lets go of the timer and the hook. */
  void disarm() {
    Timing.Cancellation pending = timer;
    if (pending != null) {
      pending.cancel();
    }
    Thread registered = hook;
    hook = null;
    if (registered != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(registered);
      } catch (IllegalStateException shuttingDown) {
        // The hook runs already and finds the lease no longer open.
      }
    }
  }

  // Runs on the timer's thread: it must neither wait nor throw.
  private void expire() {
    if (state != State.OPEN) {
      return;
    }
    try {
      CompletableFuture<?> unused = service
          .stopAsync(deployment.id())
          .whenComplete((stopped, failure) -> {
            if (failure != null && state == State.OPEN) {
              timer = timing.schedule(NEXT_TRY, this::expire);
            }
          });
    } catch (RuntimeException closedClient) {
      // Nothing is left to stop it with but the provider's own idle stop.
    }
  }

  private void stopAtExit() {
    if (state != State.OPEN) {
      return;
    }
    try {
      service.stop(deployment.id());
    } catch (RuntimeException e) {
      // The machine is going down: there is nobody to tell.
    }
  }
}
