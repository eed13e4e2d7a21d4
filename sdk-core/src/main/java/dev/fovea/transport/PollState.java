package dev.fovea.transport;

import dev.fovea.config.Timing;
import dev.fovea.error.ClosedClientException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import dev.fovea.error.WaitTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far one wait has come. One probe at a time. */
final class PollState<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final double GROWTH = 1.5;
  private static final double LEAST_JITTER = 0.75;

  private final Poll<T> poll;
  private final String provider;
  private final Timing timing;
  private final long start;
  private double nextNanos;
  private String lastStatus = "unknown";
  private @Nullable FoveaException lastFailure;

  PollState(Poll<T> poll, String provider, Timing timing) {
    this.poll = poll;
    this.provider = provider;
    this.timing = timing;
    this.start = timing.nanoTime();
    this.nextNanos = poll.options.floor().toNanos();
  }

  String what() {
    return poll.what;
  }

  /** Takes a state; true when it ends the wait. */
  boolean accept(T state) {
    lastFailure = null;
    lastStatus = poll.status.apply(state);
    poll.onState.accept(state);
    return poll.done.test(state);
  }

  /** Bears a failure that may pass; throws any other. */
  void bear(FoveaException failure) {
    if (!failure.isRetryable()
        || failure instanceof InterruptedCallException
        || failure instanceof ClosedClientException) {
      throw failure;
    }
    LOG.warn(
        "{}: still waiting for {} {} after: {}",
        provider,
        poll.what,
        poll.id,
        failure.getMessage());
    lastFailure = failure;
  }

  /** The pause before the next probe; throws when the deadline does not allow one. */
  Duration pause() {
    long left = poll.options.timeout().toNanos() - (timing.nanoTime() - start);
    if (left <= 0) {
      throw late();
    }
    double jittered = nextNanos * (LEAST_JITTER + (1 - LEAST_JITTER) * timing.random());
    nextNanos = Math.min(nextNanos * GROWTH, (double) poll.options.ceiling().toNanos());
    return Duration.ofNanos(Math.min((long) jittered, left));
  }

  private WaitTimeoutException late() {
    Failure.Builder failure = failure()
        .message(poll.what + " " + poll.id + " was still " + lastStatus + " after "
            + shown(poll.options.timeout()))
        .outcome(Outcome.REJECTED)
        .next("it goes on; wait again with a longer timeout");
    if (lastFailure != null) {
      failure.cause(lastFailure);
    }
    return new WaitTimeoutException(failure.build(), poll.id, lastStatus);
  }

  private static String shown(Duration time) {
    return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }

  Failure.Builder failure() {
    return Failure.builder().provider(provider).operation("await " + poll.what + " " + poll.id);
  }
}
