package dev.fovea.transport;

import dev.fovea.config.WaitOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a {@link Poller} waits for. Filled in by one thread, then not changed any more.
 *
 * @param <T> the state that is asked for again and again
 */
public final class Poll<T> {
  final String what;
  final String id;
  Predicate<? super T> done = state -> true;
  Function<? super T, String> status = String::valueOf;
  Function<? super T, Optional<Instant>> since = state -> Optional.empty();
  Function<? super T, Optional<Duration>> limit = state -> Optional.empty();
  String limitName = "";
  Consumer<? super T> onState = state -> {};
  WaitOptions options = WaitOptions.builder().build();

  private Poll(String what, String id) {
    this.what = Objects.requireNonNull(what, "what");
    this.id = Objects.requireNonNull(id, "id");
  }

  /**
   * A wait for one thing.
   *
   * @param what what is waited for, as messages name it: {@code fine-tuning job}
   * @param id its id
   * @param <T> the state that is asked for
   * @return the wait, with default patience, ending at the first state
   */
  public static <T> Poll<T> of(String what, String id) {
    return new Poll<>(what, id);
  }

  /**
   * Sets which states end the wait.
   *
   * @param done true for a state to return; may throw to end the wait with its exception
   * @return this wait
   */
  public Poll<T> until(Predicate<? super T> done) {
    this.done = Objects.requireNonNull(done, "done");
    return this;
  }

  /**
   * Sets how a state is named when the wait ends too early.
   *
   * @param status the provider's word for a state
   * @return this wait
   */
  public Poll<T> status(Function<? super T, String> status) {
    this.status = Objects.requireNonNull(status, "status");
    return this;
  }

  /**
   * Sets since when a state holds, where the provider tells; otherwise since it was first seen.
   *
   * @param since reads it; empty where it is not told
   * @return this wait
   */
  public Poll<T> since(Function<? super T, Optional<Instant>> since) {
    this.since = Objects.requireNonNull(since, "since");
    return this;
  }

  /**
   * Sets how long this wait bears one and the same status, counted from when it first sees it.
   *
   * @param name what the limit is called, as messages name it
   * @param limit a positive time; empty for a status that has only the whole wait's limit
   * @return this wait
   */
  public Poll<T> limit(String name, Function<? super T, Optional<Duration>> limit) {
    this.limitName = Objects.requireNonNull(name, "name");
    this.limit = Objects.requireNonNull(limit, "limit");
    return this;
  }

  /**
   * Sets who hears of each state.
   *
   * @param onState called with every state that was read, the last one too
   * @return this wait
   */
  public Poll<T> onState(Consumer<? super T> onState) {
    this.onState = Objects.requireNonNull(onState, "onState");
    return this;
  }

  /**
   * Sets how long and how often.
   *
   * @param options deadline and pauses
   * @return this wait
   */
  public Poll<T> options(WaitOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    return this;
  }
}
