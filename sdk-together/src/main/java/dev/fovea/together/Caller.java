package dev.fovea.together;

import dev.fovea.transport.Call;
import dev.fovea.transport.Poll;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * How the calls of a flow are made: on the caller's thread, one after the other, or through the
 * client's queue. Flows of several calls are written once, on top of futures; on the caller's
 * thread every future is complete when it is returned, so that the whole flow runs there. For one
 * flow.
 */
interface Caller {
  <R> CompletableFuture<R> call(Call<R> call);

  /** Asks again and again until what is waited for is there. */
  <T> CompletableFuture<T> await(Poll<T> poll, Supplier<CompletableFuture<T>> probe);

  /**
   * Runs the last steps of a flow, which clean up: neither an interrupt nor a cancellation stops
   * them; an interrupt flag is set again afterwards.
   */
  <T> CompletableFuture<T> undisturbed(Supplier<CompletableFuture<T>> steps);

  /** The failure itself, without the wrapping that derived futures add. */
  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }
}
