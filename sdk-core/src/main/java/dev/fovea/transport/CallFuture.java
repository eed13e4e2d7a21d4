package dev.fovea.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A future whose cancellation, or that of any future derived from it, ends the calls behind it.
 * Calls started by {@code thenCompose} count as well.
 */
final class CallFuture<T> extends CompletableFuture<T> {
  /** What a family of futures stands for. */
  private static final class Family {
    private final Executor executor;
    private final List<Runnable> hooks = new ArrayList<>(1);
    private boolean cancelled;

    Family(Executor executor) {
      this.executor = executor;
    }

    void add(Runnable hook) {
      synchronized (this) {
        if (!cancelled) {
          hooks.add(hook);
          return;
        }
      }
      hook.run();
    }

    void cancel() {
      List<Runnable> pending;
      synchronized (this) {
        cancelled = true;
        pending = List.copyOf(hooks);
        hooks.clear();
      }
      pending.forEach(Runnable::run);
    }
  }

  private final Family family;

  private CallFuture(Family family) {
    this.family = family;
  }

  /**
   * A future of its own, whose {@code ...Async} methods run on the executor and not on the common
   * pool.
   */
  static <T> CallFuture<T> root(Executor executor) {
    return new CallFuture<>(new Family(executor));
  }

  @Override
  public Executor defaultExecutor() {
    return family.executor;
  }

  /** Says what cancelling means; runs at once if that has happened already. */
  void onCancel(Runnable hook) {
    family.add(hook);
  }

  /** Completes the future from inside; a result that nobody waits for any more is closed. */
  void settle(T value) {
    if (!super.complete(value) && value instanceof EventStream stream) {
      stream.close();
    }
  }

  /** Fails the future from inside. */
  void fail(Throwable failure) {
    super.completeExceptionally(failure);
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CallFuture<>(family);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      family.cancel();
    }
    return cancelled;
  }

  // From outside, as by orTimeout: whoever completes the future does not want the call any more.
  @Override
  public boolean completeExceptionally(Throwable failure) {
    boolean completed = super.completeExceptionally(failure);
    if (completed) {
      family.cancel();
    }
    return completed;
  }

  @Override
  public boolean complete(T value) {
    boolean completed = super.complete(value);
    if (completed) {
      family.cancel();
    }
    return completed;
  }

  @Override
  public <U> CompletableFuture<U> thenCompose(
      Function<? super T, ? extends CompletionStage<U>> next) {
    return super.thenCompose(adopting(next));
  }

  @Override
  public <U> CompletableFuture<U> thenComposeAsync(
      Function<? super T, ? extends CompletionStage<U>> next) {
    return super.thenComposeAsync(adopting(next), family.executor);
  }

  @Override
  public <U> CompletableFuture<U> thenComposeAsync(
      Function<? super T, ? extends CompletionStage<U>> next, Executor executor) {
    return super.thenComposeAsync(adopting(next), executor);
  }

  private <U> Function<T, CompletionStage<U>> adopting(
      Function<? super T, ? extends CompletionStage<U>> next) {
    return value -> {
      CompletionStage<U> started = next.apply(value);
      if (started instanceof CompletableFuture<U> pending) {
        family.add(() -> pending.cancel(true));
      }
      return started;
    };
  }
}
