package dev.fovea.together;

import java.util.concurrent.CompletableFuture;

/** The result of a flow. Cancelling it, or any future derived from it, cancels the flow. */
final class FlowFuture<T> extends CompletableFuture<T> {
  private final Runnable cancelFlow;

  FlowFuture(Runnable cancelFlow) {
    this.cancelFlow = cancelFlow;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      cancelFlow.run();
    }
    return cancelled;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new FlowFuture<>(cancelFlow);
  }
}
