package dev.fovea.together;

import dev.fovea.transport.Call;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Poller;
import dev.fovea.transport.Transport;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the calls of a flow through the client's queue, without holding a thread. */
final class AsyncCaller implements Caller {
  private final Transport transport;
  private volatile @Nullable CompletableFuture<?> call;
  private volatile @Nullable CompletableFuture<?> wait;
  private volatile boolean cancelled;
  private volatile boolean cleaningUp;

  private AsyncCaller(Transport transport) {
    this.transport = transport;
  }

  /** Starts a flow. Cancelling its result, or a future derived from it, cancels what runs of it. */
  static <T> CompletableFuture<T> run(
      Transport transport, Function<Caller, CompletableFuture<T>> flow) {
    AsyncCaller caller = new AsyncCaller(transport);
    FlowFuture<T> result = new FlowFuture<>(caller::cancel);
    CompletableFuture<?> unused = flow.apply(caller).whenComplete((value, failure) -> {
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(Caller.unwrapped(failure));
      }
    });
    return result;
  }

  @Override
  public <R> CompletableFuture<R> call(Call<R> next) {
    return started(() -> transport.executeAsync(next), future -> call = future);
  }

  // The calls of a wait take turns in the other field: between two of them only the wait is there.
  @Override
  public <T> CompletableFuture<T> await(Poll<T> poll, Supplier<CompletableFuture<T>> probe) {
    return started(() -> Poller.of(transport).awaitAsync(poll, probe), future -> wait = future);
  }

  @Override
  public <T> CompletableFuture<T> undisturbed(Supplier<CompletableFuture<T>> steps) {
    cleaningUp = true;
    return steps.get();
  }

  private void cancel() {
    cancelled = true;
    if (!cleaningUp) {
      cancel(wait);
      cancel(call);
    }
  }

  private static void cancel(@Nullable CompletableFuture<?> future) {
    if (future != null) {
      future.cancel(true);
    }
  }

  private <T> CompletableFuture<T> started(
      Supplier<CompletableFuture<T>> start, Consumer<CompletableFuture<T>> remember) {
    if (cleaningUp) {
      return start.get();
    }
    if (cancelled) {
      return CompletableFuture.failedFuture(new CancellationException());
    }
    CompletableFuture<T> future = start.get();
    remember.accept(future);
    // Cancelled between the look and the start.
    if (cancelled) {
      future.cancel(true);
    }
    return future;
  }
}
