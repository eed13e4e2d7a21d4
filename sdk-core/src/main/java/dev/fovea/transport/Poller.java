package dev.fovea.transport;

import dev.fovea.config.Timing;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import dev.fovea.error.WaitTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a state by asking for it again and again: quickly at first, then ever more slowly.
 * Failures that may pass are borne until the deadline. Thread-safe.
 */
public final class Poller {
  private final String provider;
  private final Timing timing;
  private final Executor callbacks;

  private Poller(Transport transport) {
    this.provider = transport.provider();
    this.timing = transport.timing();
    this.callbacks = transport.callbacks();
  }

  /**
   * A poller.
   *
   * @param transport its clock, its name and its callback threads are used
   * @return the poller
   */
  public static Poller of(Transport transport) {
    return new Poller(transport);
  }

  /**
   * Waits on the calling thread.
   *
   * @param poll what to wait for
   * @param probe asks for the present state
   * @param <T> the state
   * @return the first state that ends the wait
   * @throws WaitTimeoutException if the deadline passes first
   * @throws InterruptedCallException if the thread is interrupted; its flag stays set
   */
  public <T> T await(Poll<T> poll, Supplier<? extends T> probe) {
    PollState<T> state = new PollState<>(poll, provider, timing);
    while (true) {
      T found = ask(state, probe);
      if (found != null && state.accept(found)) {
        return found;
      }
      sleep(state);
    }
  }

  private static <T> @Nullable T ask(PollState<T> state, Supplier<? extends T> probe) {
    try {
      return probe.get();
    } catch (FoveaException e) {
      state.bear(e);
      return null;
    }
  }

  private void sleep(PollState<?> state) {
    Duration pause = state.pause();
    try {
      timing.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Failure failure = state
          .failure()
          .outcome(Outcome.REJECTED)
          .message("the waiting thread was interrupted; the " + state.what() + " goes on")
          .cause(e)
          .build();
      throw new InterruptedCallException(failure);
    }
  }

  /**
   * Waits without a thread.
   *
   * @param poll what to wait for
   * @param probe asks for the present state
   * @param <T> the state
   * @return the first state that ends the wait; cancelling it, or a future derived from it, ends
   *     the asking
   */
  public <T> CompletableFuture<T> awaitAsync(
      Poll<T> poll, Supplier<? extends CompletableFuture<? extends T>> probe) {
    return new AsyncPoll<T>(new PollState<>(poll, provider, timing), timing, callbacks, probe)
        .start();
  }
}
