package dev.fovea.providertests;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The two ways of making a call, so that one test body covers both. */
public enum CallMode {
  /** The call that waits. */
  SYNC {
    @Override
    public <R> R call(Supplier<R> plain, Supplier<CompletableFuture<R>> async) {
      return plain.get();
    }
  },
  /** The call that gives a future. */
  ASYNC {
    @Override
    public <R> R call(Supplier<R> plain, Supplier<CompletableFuture<R>> async) {
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

  /**
   * Makes the call.
   *
   * @param plain the one that waits
   * @param async the one that gives a future
   * @param <R> the result
   * @return the result; what failed is thrown as the plain call throws it
   */
  public abstract <R> R call(Supplier<R> plain, Supplier<CompletableFuture<R>> async);
}
