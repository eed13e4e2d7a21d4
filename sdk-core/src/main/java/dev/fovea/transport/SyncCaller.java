package dev.fovea.transport;

import dev.fovea.error.Failure;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the calls of a flow on the calling thread. */
final class SyncCaller implements Caller {
  private final Transport transport;

  private SyncCaller(Transport transport) {
    this.transport = transport;
  }

  /** Runs a flow to its end. */
  static <T> T run(Transport transport, Function<Caller, CompletableFuture<T>> flow) {
    return result(flow.apply(new SyncCaller(transport)));
  }

  @Override
  public <R> CompletableFuture<R> call(Call<R> call) {
    return completed(() -> transport.execute(call));
  }

  // The one thing a single thread cannot do: the calls run in the queue while it waits for them.
  @Override
  public <R> CompletableFuture<List<R>> calls(int atOnce, List<Supplier<Call<R>>> calls) {
    CompletableFuture<List<R>> all =
        AsyncCaller.run(transport, caller -> caller.calls(atOnce, calls));
    try {
      all.get();
    } catch (InterruptedException e) {
      all.cancel(true);
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(interrupted(e));
    } catch (ExecutionException e) {
      return CompletableFuture.failedFuture(e.getCause() == null ? e : e.getCause());
    }
    return all;
  }

  private InterruptedCallException interrupted(InterruptedException cause) {
    return new InterruptedCallException(Failure.builder()
        .provider(transport.provider())
        .message("the calling thread was interrupted")
        .outcome(Outcome.UNKNOWN)
        .cause(cause)
        .build());
  }

  @Override
  public <T> CompletableFuture<T> work(Function<BooleanSupplier, T> work) {
    return completed(() -> work.apply(() -> false));
  }

  @Override
  public <T> CompletableFuture<T> await(Poll<T> poll, Supplier<CompletableFuture<T>> probe) {
    return completed(() -> Poller.of(transport).await(poll, () -> result(probe.get())));
  }

  @Override
  public <T> CompletableFuture<T> undisturbed(Supplier<CompletableFuture<T>> steps) {
    boolean interrupted = Thread.interrupted();
    try {
      return steps.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T> CompletableFuture<T> completed(Supplier<T> work) {
    try {
      return CompletableFuture.completedFuture(work.get());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static <T> T result(CompletableFuture<T> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
