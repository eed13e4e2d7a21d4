package dev.fovea.together;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future made of several calls, one after the other. Cancelling it, or a future derived from it,
 * cancels the call under way and starts no other.
 *
 * @param <T> what it ends with
 */
final class Chain<T> extends CompletableFuture<T> {
  private final State state;

  private Chain(State state) {
    this.state = state;
  }

  /** Starts on this thread; what fails while starting fails the future. */
  static <T> CompletableFuture<T> of(Function<State, CompletableFuture<T>> start) {
    State state = new State();
    Chain<T> chain = new Chain<>(state);
    try {
      CompletableFuture<?> unused =
          start.apply(state).whenComplete((value, failure) -> chain.settle(value, failure));
    } catch (RuntimeException e) {
      chain.completeExceptionally(e);
    }
    return chain;
  }

  private void settle(T value, @Nullable Throwable failure) {
    if (failure == null) {
      complete(value);
      return;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    completeExceptionally(cause == null ? failure : cause);
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new Chain<>(state);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      state.cancel();
    }
    return cancelled;
  }

  /** Which call is under way. Thread-safe. */
  static final class State {
    private static final CompletableFuture<Void> CANCELLED = cancelledFuture();

    private final AtomicReference<CompletableFuture<?>> current = new AtomicReference<>();

    /** Starts the next call, unless nobody waits any more. */
    <A> CompletableFuture<A> step(Supplier<CompletableFuture<A>> start) {
      if (cancelled()) {
        return CompletableFuture.failedFuture(new CancellationException("cancelled"));
      }
      CompletableFuture<A> call = start.get();
      CompletableFuture<?> before = current.getAndUpdate(c -> c == CANCELLED ? c : call);
      if (before == CANCELLED) {
        call.cancel(true);
      }
      return call;
    }

    /** {@return whether nobody waits any more} */
    boolean cancelled() {
      return current.get() == CANCELLED;
    }

    private void cancel() {
      CompletableFuture<?> call = current.getAndSet(CANCELLED);
      if (call != null && call != CANCELLED) {
        call.cancel(true);
      }
    }

    private static CompletableFuture<Void> cancelledFuture() {
      CompletableFuture<Void> future = new CompletableFuture<>();
      future.cancel(false);
      return future;
    }
  }
}
