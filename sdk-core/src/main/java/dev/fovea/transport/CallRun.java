package dev.fovea.transport;

import dev.fovea.error.ApiException;
import dev.fovea.error.CallTimeoutException;
import dev.fovea.error.ClosedClientException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.Outcome;
import dev.fovea.error.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call with all its attempts: what was tried, what is left to try, and how it ends. The waiting
 * and the threads are {@link SyncRun}'s and {@link AsyncRun}'s. One attempt at a time; {@link #end}
 * may come from any thread.
 */
final class CallRun<R> implements ClientPool.Running {
  /** Makes the result of a successful answer; has to close the answer, now or later. */
  interface Finish<R> {
    R finish(CallRun<R> run, Response response) throws IOException;
  }

  /** Why a call ended before its time. */
  enum Ending {
    INTERRUPTED,
    CANCELLED,
    CLOSED
  }

  private static final Logger LOG = LoggerFactory.getLogger(CallRun.class);
  private static final int MOST_HOPS = 5;

  private final CallSettings settings;
  private final Requests requests;
  private final Call<?> call;
  private final Operation<?, ?> operation;
  private final Finish<R> finish;
  private final long deadline;
  private final List<FoveaException> earlier = new ArrayList<>(0);
  private int attempts;
  private int hops;
  private boolean maybeDone;
  private Attempt attempt = new Attempt(0, 0, 0);
  private volatile okhttp3.@Nullable Call current;
  private volatile @Nullable Ending ending;
  private volatile @Nullable Runnable wake;

  CallRun(CallSettings settings, Call<?> call, Finish<R> finish, boolean streaming) {
    this.settings = settings;
    this.call = call;
    this.operation = call.operation;
    this.requests = new Requests(settings, call, streaming);
    this.finish = finish;
    this.deadline = settings.timing.nanoTime() + settings.timeouts.call().toNanos();
  }

  CallSettings settings() {
    return settings;
  }

  /** The attempt that runs or ran last. */
  okhttp3.@Nullable Call current() {
    return current;
  }

  boolean isEnded() {
    return ending != null;
  }

  /** What broke the answer's body, for those who read it after the call. */
  FoveaException fault(IOException e) {
    return FaultMapper.map(e, failure(Outcome.UNKNOWN), requests.host(), attempt);
  }

  /** Drops the connection of the present attempt: what is left in it is not worth reading. */
  void drop() {
    okhttp3.Call running = current;
    if (running != null) {
      running.cancel();
    }
  }

  /** Begins the next attempt. */
  okhttp3.Call begin() {
    requireRunning();
    attempts++;
    attempt = requests.attempt();
    okhttp3.Call next = requests.call(attempt, Duration.ofNanos(left()));
    current = next;
    if (ending != null) {
      next.cancel();
    }
    return next;
  }

  /** Ends the call: the attempt that runs is cancelled, a pause is over, no attempt follows. */
  void end(Ending why) {
    synchronized (this) {
      if (ending == null) {
        ending = why;
      }
    }
    drop();
    Runnable sleeper = wake;
    if (sleeper != null) {
      sleeper.run();
    }
  }

  @Override
  public void closed() {
    end(Ending.CLOSED);
  }

  /** Says what ends a pause early. */
  void onEnd(Runnable wake) {
    this.wake = wake;
    if (ending != null) {
      wake.run();
    }
  }

  void requireRunning() {
    Ending why = settings.pool.isClosed() ? Ending.CLOSED : ending;
    if (why != null) {
      throw ended(why, null);
    }
  }

  /** Takes the answer of the attempt and sees to it that it is closed. */
  Step<R> answered(Response response) {
    int status = response.code();
    log(status);
    if (requests.isRedirect(response)) {
      return redirected(response);
    }
    boolean settled = attempts > 1 && operation.settled.contains(status);
    if ((status >= 200 && status < 300) || settled || operation.expected.contains(status)) {
      return succeeded(response);
    }
    return refused(response);
  }

  private Step<R> succeeded(Response response) {
    try {
      R value = finish.finish(this, response);
      settings.pool.bucket().success();
      if (!earlier.isEmpty()) {
        LOG.warn(
            "{}: {} succeeded at attempt {}; before that: {}",
            settings.setup.provider(),
            call.name,
            attempts,
            earlier.get(earlier.size() - 1).getMessage());
      }
      return new Step.Done<>(value);
    } catch (IOException e) {
      return broke(e);
    } catch (FoveaException e) {
      throw withEarlier(e);
    }
  }

  private Step<R> redirected(Response response) {
    try (response) {
      String refusal = ++hops > MOST_HOPS
          ? "more than " + MOST_HOPS + " redirects"
          : requests.redirect(response);
      if (refusal != null) {
        throw withEarlier(new TransportException(failure(Outcome.REJECTED)
            .message("the server's redirect is not followed: " + refusal)
            .build()));
      }
      // A hop is not a repeat: it costs neither patience nor the bucket.
      attempts--;
      return new Step.Again<>(Duration.ZERO);
    }
  }

  private Step<R> refused(Response response) {
    int status = response.code();
    Duration delay = ServerDelay.of(
            status, name -> Traps.header(response, name), settings.timing.now())
        .orElse(null);
    Boolean advice = RetryPolicy.advice(Traps.header(response, "x-should-retry"));
    boolean repeat = settings.policy.repeatsAfter(operation.kind, status, advice);
    Outcome outcome = RetryPolicy.outcome(operation.kind, status);
    Failure.Builder failure = failure(outcome).retryable(repeat);
    ApiException refusal = settings.errors.map(failure, response, delay, this::drop);
    // The provider's word for it may say that repeating cannot help.
    return refusal.isRetryable() ? again(refusal, status == 429, delay) : fail(refusal);
  }

  /** Takes what broke the attempt. */
  Step<R> broke(IOException e) {
    log(e.getClass().getSimpleName());
    Ending why = ending;
    if (why == null && Thread.currentThread().isInterrupted()) {
      why = Ending.INTERRUPTED;
    }
    if (why != null || settings.pool.isClosed()) {
      throw withEarlier(ended(why == null ? Ending.CLOSED : why, e));
    }
    boolean untouched = FaultMapper.isUntouched(e);
    boolean repeat = !FaultMapper.isFinal(e)
        && (untouched || settings.policy.repeatsAfterBreak(operation.kind, attempt));
    Failure.Builder failure = failure(outcome(untouched)).retryable(repeat);
    FoveaException fault = FaultMapper.map(e, failure, requests.host(), attempt);
    return repeat ? again(fault, false, null) : fail(fault);
  }

  private void log(Object what) {
    LOG.debug("{}: {} -> {} (attempt {})", settings.setup.provider(), call, what, attempts);
  }

  private Outcome outcome(boolean untouched) {
    return attempt.begun() && !untouched ? Outcome.UNKNOWN : Outcome.NOT_SENT;
  }

  private Step<R> again(FoveaException fault, boolean throttled, @Nullable Duration serverDelay) {
    maybeDone |= fault.outcome() == Outcome.UNKNOWN;
    if (attempts >= settings.retries.maxAttempts() || settings.policy.isTooLong(serverDelay)) {
      return fail(fault);
    }
    Duration pause = settings.policy.pause(attempts - 1, throttled, serverDelay);
    if (pause.toNanos() >= left()
        || !settings.pool.bucket().take(settings.retries.costPerRetry())) {
      return fail(fault);
    }
    earlier.add(fault);
    return new Step.Again<>(pause);
  }

  private Step<R> fail(FoveaException fault) {
    boolean late = fault instanceof CallTimeoutException && left() <= 0 && !earlier.isEmpty();
    if (late && operation.kind == OperationKind.READ) {
      // Running out of time is not the reason: what cost the time is.
      FoveaException reason = earlier.remove(earlier.size() - 1);
      reason.addSuppressed(fault);
      throw withEarlier(reason);
    }
    throw withEarlier(fault);
  }

  private FoveaException withEarlier(FoveaException last) {
    for (FoveaException before : earlier) {
      if (before != last) {
        last.addSuppressed(before);
      }
    }
    earlier.clear();
    return last;
  }

  /** Why the call ended before its time, as an exception. */
  FoveaException ended(Ending why, @Nullable IOException cause) {
    Outcome outcome = attempts == 0 ? Outcome.NOT_SENT : outcome(false);
    Failure.Builder failure = failure(outcome);
    if (cause != null) {
      failure.cause(cause);
    }
    return switch (why) {
      case INTERRUPTED ->
        new InterruptedCallException(
            failure.message("the calling thread was interrupted").build());
      case CLOSED ->
        new ClosedClientException(failure.message("the client is closed").build());
      case CANCELLED ->
        new TransportException(failure.message("the call was cancelled").build());
    };
  }

  /** The facts every failure of this call shares. */
  Failure.Builder failure(Outcome outcome) {
    Outcome worst = maybeDone ? Outcome.UNKNOWN : outcome;
    Failure.Builder failure = Failure.builder()
        .provider(settings.setup.provider())
        .operation(call.name)
        .outcome(worst)
        .attempts(attempts);
    boolean matters = operation.kind == OperationKind.CREATE || call.whenUnknown != null;
    if (worst == Outcome.UNKNOWN && matters) {
      failure.next("whether the server did it is unknown: "
          + (call.whenUnknown == null ? "look before trying again" : call.whenUnknown));
    }
    return failure;
  }

  private long left() {
    return requests.isTransfer() ? Long.MAX_VALUE : deadline - settings.timing.nanoTime();
  }
}
