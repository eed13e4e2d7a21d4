package dev.fovea.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the calls of a flow through the client's queue, without holding a thread. */
final class AsyncCaller implements Caller {
  private final Transport transport;
  private final Set<Runnable> running = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;
  private volatile boolean cleaningUp;

  private AsyncCaller(Transport transport) {
    this.transport = transport;
  }

  /** Starts a flow. Cancelling its result, or a future derived from it, cancels what runs of it. */
  static <T> CompletableFuture<T> run(
      Transport transport, Function<Caller, CompletableFuture<T>> flow) {
    AsyncCaller caller = new AsyncCaller(transport);
    CallFuture<T> result = CallFuture.root(transport.callbacks());
    result.onCancel(caller::cancel);
    try {
      CompletableFuture<?> unused = flow.apply(caller).whenComplete((value, failure) -> {
        if (failure == null) {
          result.settle(value);
        } else {
          result.fail(Caller.unwrapped(failure));
        }
      });
    } catch (RuntimeException refused) {
      result.fail(refused);
    }
    return result;
  }

  @Override
  public <R> CompletableFuture<R> call(Call<R> next) {
    return started(() -> transport.executeAsync(next));
  }

  @Override
  public <R> CompletableFuture<List<R>> calls(int atOnce, List<Supplier<Call<R>>> calls) {
    List<@Nullable R> results = new ArrayList<>(Collections.nCopies(calls.size(), null));
    AtomicInteger next = new AtomicInteger();
    List<CompletableFuture<Boolean>> lanes = new ArrayList<>();
    for (int i = 0; i < Math.min(atOnce, calls.size()); i++) {
      lanes.add(lane(calls, results, next));
    }
    CompletableFuture<List<R>> all = new CompletableFuture<>();
    lanes.forEach(lane -> {
      CompletableFuture<Boolean> unused = lane.whenComplete((done, failure) -> {
        if (failure != null && all.completeExceptionally(Caller.unwrapped(failure))) {
          next.set(calls.size());
          cancelRunning();
        }
      });
    });
    CompletableFuture<Void> unused = CompletableFuture.allOf(
            lanes.toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> all.complete(results));
    return all;
  }

  /** Makes one call after the other, each the next that nobody makes yet. */
  private <R> CompletableFuture<Boolean> lane(
      List<Supplier<Call<R>>> calls, List<@Nullable R> results, AtomicInteger next) {
    int index = next.getAndIncrement();
    if (index >= calls.size()) {
      return CompletableFuture.completedFuture(true);
    }
    return call(calls.get(index).get()).thenCompose(result -> {
      synchronized (results) {
        results.set(index, result);
      }
      return lane(calls, results, next);
    });
  }

  @Override
  public <T> CompletableFuture<T> work(Function<BooleanSupplier, T> work) {
    return started(() ->
        CompletableFuture.supplyAsync(() -> work.apply(() -> cancelled), transport.readers()));
  }

  @Override
  public <T> CompletableFuture<T> await(Poll<T> poll, Supplier<CompletableFuture<T>> probe) {
    return started(() -> Poller.of(transport).awaitAsync(poll, probe));
  }

  @Override
  public <T> CompletableFuture<T> undisturbed(Supplier<CompletableFuture<T>> steps) {
    cleaningUp = true;
    return steps.get();
  }

  private void cancel() {
    cancelled = true;
    if (!cleaningUp) {
      cancelRunning();
    }
  }

  private void cancelRunning() {
    running.forEach(Runnable::run);
  }

  private <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> start) {
    if (cleaningUp) {
      return start.get();
    }
    if (cancelled) {
      return CompletableFuture.failedFuture(new CancellationException());
    }
    CompletableFuture<T> future = start.get();
    Runnable stop = () -> future.cancel(true);
    running.add(stop);
    CompletableFuture<T> unused = future.whenComplete((value, failure) -> running.remove(stop));
    // Cancelled between the look and the start.
    if (cancelled) {
      stop.run();
    }
    return future;
  }
}
