package dev.fovea.together;

import dev.fovea.transport.Call;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Poller;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
