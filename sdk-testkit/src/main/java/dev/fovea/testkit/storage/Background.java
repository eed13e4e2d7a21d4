package dev.fovea.testkit.storage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Real work behind virtual time: one daemon thread that reads files and learns. */
public final class Background implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
    Thread thread = new Thread(task, "embedded-provider-work");
    thread.setDaemon(true);
    return thread;
  });

  /** A thread without work. */
  public Background() {}

  /**
   * Does some work after all work begun before.
   *
   * @param <T> its result
   * @param work the work
   * @return its result to come; never, once the provider is closed
   */
  public <T> Future<T> start(java.util.concurrent.Callable<T> work) {
    return worker.isShutdown() ? new CompletableFuture<>() : worker.submit(work);
  }

  /**
   * Says whether work is done that virtual time says must be; waits a moment for it, so that a test
   * that pushed the clock need not ask twice. Big work goes on, and the provider says "running"
   * meanwhile.
   *
   * @param work the work
   * @return whether it has ended, well or not
   */
  public static boolean isDone(Future<?> work) {
    try {
      work.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillBusy) {
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | java.util.concurrent.CancellationException failed) {
      return true;
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
