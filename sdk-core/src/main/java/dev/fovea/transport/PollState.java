package dev.fovea.transport;

import dev.fovea.config.Timing;
import dev.fovea.error.ClosedClientException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import dev.fovea.error.WaitTimeoutException;
import java.time.Duration;
import java.time.Instant;
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
  private @Nullable Instant since;
  private long statusStart;
  private @Nullable Duration limit;
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
    status(state);
    poll.onState.accept(state);
    return poll.done.test(state);
  }

  private void status(T state) {
    String word = poll.status.apply(state);
    if (since == null || !word.equals(lastStatus)) {
      lastStatus = word;
      statusStart = timing.nanoTime();
      since = timing.now();
    }
    since = poll.since.apply(state).orElse(since);
    limit = poll.limit.apply(state).orElse(null);
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
    long left = left(poll.options.timeout(), start);
    if (left <= 0) {
      throw late(poll.options.timeout(), "timeout");
    }
    Duration ofStatus = limit;
    if (ofStatus != null) {
      left = Math.min(left, left(ofStatus, statusStart));
      if (left <= 0) {
        throw late(ofStatus, poll.limitName);
      }
    }
    double jittered = nextNanos * (LEAST_JITTER + (1 - LEAST_JITTER) * timing.random());
    nextNanos = Math.min(nextNanos * GROWTH, (double) poll.options.ceiling().toNanos());
    return Duration.ofNanos(Math.min((long) jittered, left));
  }

  private long left(Duration most, long from) {
    return most.toNanos() - (timing.nanoTime() - from);
  }

  private WaitTimeoutException late(Duration waited, String limitName) {
    Failure.Builder failure = failure()
        .message(poll.what + " " + poll.id + " was still " + lastStatus + " after " + shown(waited)
            + (since == null ? "" : ", so since " + since))
        .outcome(Outcome.REJECTED)
        .next("it goes on; wait again with a longer " + limitName);
    if (lastFailure != null) {
      failure.cause(lastFailure);
    }
    return new WaitTimeoutException(failure.build(), poll.id, lastStatus, since);
  }

  private static String shown(Duration time) {
    return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }

  Failure.Builder failure() {
    return Failure.builder().provider(provider).operation("await " + poll.what + " " + poll.id);
  }
}
