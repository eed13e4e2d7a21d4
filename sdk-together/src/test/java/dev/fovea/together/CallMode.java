package dev.fovea.together;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The two ways of making a call, so that one test body covers both. */
enum CallMode {
  SYNC {
    @Override
    <R> R call(Supplier<R> plain, Supplier<CompletableFuture<R>> async) {
      return plain.get();
    }
  },
  ASYNC {
    @Override
    <R> R call(Supplier<R> plain, Supplier<CompletableFuture<R>> async) {
      try {
        return async.get().join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
  };

  abstract <R> R call(Supplier<R> plain, Supplier<CompletableFuture<R>> async);
}
