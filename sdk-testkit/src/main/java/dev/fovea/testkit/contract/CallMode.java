package dev.fovea.testkit.contract;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The two ways of making a call, so that one test body covers both. */
public enum CallMode {
  /** The call holds the calling thread. */
  SYNC {
    @Override
    <R> R call(Supplier<R> plain, Supplier<CompletableFuture<R>> async) {
      return plain.get();
    }

    @Override
    void run(Runnable plain, Supplier<CompletableFuture<Void>> async) {
      plain.run();
    }
  },
  /** The call gives a future. */
  ASYNC {
    @Override
    <R> R call(Supplier<R> plain, Supplier<CompletableFuture<R>> async) {
      return joined(async.get());
    }

    @Override
    void run(Runnable plain, Supplier<CompletableFuture<Void>> async) {
      Object nothing = joined(async.get());
      assert nothing == null : "a future of nothing gave " + nothing;
    }
  };

  abstract <R> R call(Supplier<R> plain, Supplier<CompletableFuture<R>> async);

  abstract void run(Runnable plain, Supplier<CompletableFuture<Void>> async);

  private static <R> R joined(CompletableFuture<R> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
