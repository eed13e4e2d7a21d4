package dev.fovea.deployment;

import java.util.concurrent.CompletableFuture;

/** A future that tells when it, or any future derived from it, is cancelled. */
final class CancelableFuture<T> extends CompletableFuture<T> {
  private final Runnable onCancel;

  CancelableFuture(Runnable onCancel) {
    this.onCancel = onCancel;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      onCancel.run();
    }
    return cancelled;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CancelableFuture<>(onCancel);
  }
}
