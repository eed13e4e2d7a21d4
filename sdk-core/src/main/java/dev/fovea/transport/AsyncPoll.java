package dev.fovea.transport;

import dev.fovea.config.Timing;
import dev.fovea.error.FoveaException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A wait that holds no thread: a probe, an alarm, the next probe. */
final class AsyncPoll<T> {
  private final PollState<T> state;
  private final Timing timing;
  private final Executor callbacks;
  private final Supplier<? extends CompletableFuture<? extends T>> probe;
  private final CallFuture<T> future;
  private volatile Timing.@Nullable Cancellation alarm;
  private volatile @Nullable CompletableFuture<? extends T> asking;

  AsyncPoll(
      PollState<T> state,
      Timing timing,
      Executor callbacks,
      Supplier<? extends CompletableFuture<? extends T>> probe) {
    this.state = state;
    this.timing = timing;
    this.callbacks = callbacks;
    this.probe = probe;
    this.future = CallFuture.root(callbacks);
  }

  CompletableFuture<T> start() {
    future.onCancel(this::stop);
    ask();
    return future;
  }

  private void ask() {
    if (future.isDone()) {
      return;
    }
    try {
      CompletableFuture<? extends T> answer = probe.get();
      asking = answer;
      var unused = answer.whenComplete(this::answered);
    } catch (RuntimeException e) {
      future.fail(e);
    }
  }

  private void answered(@Nullable T found, @Nullable Throwable failure) {
    try {
      if (failure == null && found != null) {
        if (state.accept(found)) {
          future.settle(found);
          return;
        }
      } else if (failure != null) {
        bear(failure);
      }
      if (!future.isDone()) {
        alarm = timing.schedule(state.pause(), this::wake);
      }
    } catch (RuntimeException e) {
      future.fail(e);
    }
  }

  // A probe asks for the key, and a source of keys may take its time: not on the timer's thread.
  private void wake() {
    try {
      callbacks.execute(this::ask);
    } catch (RejectedExecutionException e) {
      ask();
    }
  }

  private void bear(Throwable failure) {
    Throwable cause = failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
    if (cause instanceof FoveaException known) {
      state.bear(known);
      return;
    }
    throw cause instanceof RuntimeException other ? other : new CompletionException(cause);
  }

  private void stop() {
    Timing.Cancellation pending = alarm;
    if (pending != null) {
      pending.cancel();
    }
    CompletableFuture<? extends T> running = asking;
    if (running != null) {
      running.cancel(true);
    }
  }
}
