package dev.fovea.transport;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the calls of a flow are made: on the caller's thread, one after the other, or through the
 * client's queue. Flows of several calls are written once, on top of futures; on the caller's
 * thread every future is complete when it is returned, so that the whole flow runs there. For one
 * flow.
 */
public interface Caller {
  /**
   * Runs a flow to its end on this thread.
   *
   * @param transport makes the calls
   * @param flow the calls and what lies between them
   * @param <T> the result
   * @return the result; failures are thrown as they are
   */
  static <T> T now(Transport transport, Function<Caller, CompletableFuture<T>> flow) {
    return SyncCaller.run(transport, flow);
  }

  /**
   * Starts a flow that holds no thread.
   *
   * @param transport makes the calls
   * @param flow the calls and what lies between them; what it throws fails the future
   * @param <T> the result
   * @return the result; cancelling it, or a future derived from it, cancels what runs of the flow
   *     and starts no more of it
   */
  static <T> CompletableFuture<T> later(
      Transport transport, Function<Caller, CompletableFuture<T>> flow) {
    return AsyncCaller.run(transport, flow);
  }

  /**
   * Makes a call.
   *
   * @param call the call
   * @param <R> its result
   * @return its result
   */
  <R> CompletableFuture<R> call(Call<R> call);

  /**
   * Makes several calls, a few at a time. The first failure ends the others.
   *
   * @param atOnce how many run at once, 1 or more
   * @param calls makes each call when its turn comes
   * @param <R> their result
   * @return the results in the order of the calls
   */
  <R> CompletableFuture<List<R>> calls(int atOnce, List<Supplier<Call<R>>> calls);

  /**
   * Does work that is no call, such as reading a file: never on a thread that futures complete on.
   *
   * @param work the work; it is told whether anybody still waits
   * @param <T> its result
   * @return its result
   */
  <T> CompletableFuture<T> work(Function<BooleanSupplier, T> work);

  /**
   * Asks again and again until what is waited for is there.
   *
   * @param poll what to wait for
   * @param probe asks for the present state
   * @param <T> the state
   * @return the first state that ends the wait
   */
  <T> CompletableFuture<T> await(Poll<T> poll, Supplier<CompletableFuture<T>> probe);

  /**
   * Runs the last steps of a flow, which clean up: neither an interrupt nor a cancellation stops
   * them; an interrupt flag is set again afterwards.
   *
   * @param steps the steps
   * @param <T> their result
   * @return their result
   */
  <T> CompletableFuture<T> undisturbed(Supplier<CompletableFuture<T>> steps);

  /**
   * The failure itself, without the wrapping that derived futures add.
   *
   * @param failure as a future reports it
   * @return what was thrown
   */
  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }
}
