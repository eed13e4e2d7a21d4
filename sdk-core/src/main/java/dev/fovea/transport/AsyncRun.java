package dev.fovea.transport;

import dev.fovea.config.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Runs a call on the HTTP library's queue and completes a future. */
final class AsyncRun<R> implements Callback {
  private final CallRun<R> run;
  private final CallFuture<R> future;
  private volatile Timing.@Nullable Cancellation alarm;

  private AsyncRun(CallRun<R> run) {
    this.run = run;
    this.future = CallFuture.root(run.settings().callbacks);
  }

  static <R> CallFuture<R> start(CallRun<R> run) {
    AsyncRun<R> async = new AsyncRun<>(run);
    ClientPool pool = run.settings().pool;
    if (!pool.enter(run)) {
      async.fail(run.ended(CallRun.Ending.CLOSED, null));
      return async.future;
    }
    async.future.onCancel(async::cancel);
    run.onEnd(async::stop);
    async.attempt();
    return async.future;
  }

  private void attempt() {
    try {
      run.begin().enqueue(this);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  @Override
  public void onResponse(okhttp3.Call call, Response response) {
    try {
      follow(run.answered(response));
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  @Override
  public void onFailure(okhttp3.Call call, IOException e) {
    try {
      follow(run.broke(e));
    } catch (RuntimeException | Error broken) {
      fail(broken);
    }
  }

  private void follow(Step<R> step) {
    if (step instanceof Step.Done<R> done) {
      finish(() -> future.settle(done.value()));
    } else if (step instanceof Step.Again<R> again) {
      pause(again.pause());
    }
  }

  private void pause(Duration pause) {
    if (pause.isZero()) {
      attempt();
      return;
    }
    alarm = run.settings().timing.schedule(pause, this::attempt);
    if (future.isDone() || run.isEnded()) {
      stop();
    }
  }

  /** The future was cancelled: nothing more is to happen. */
  private void cancel() {
    run.end(CallRun.Ending.CANCELLED);
    run.settings().pool.leave(run);
  }

  /** The run was ended from outside: if it only waits, nobody else would notice. */
  private void stop() {
    Timing.Cancellation pending = alarm;
    if (pending != null) {
      pending.cancel();
      try {
        run.requireRunning();
      } catch (RuntimeException e) {
        fail(e);
      }
    }
  }

  private void fail(Throwable failure) {
    finish(() -> future.fail(failure));
  }

  // Never on the HTTP library's thread: a callback that blocks must not hold up other calls.
  private void finish(Runnable completion) {
    run.settings().pool.leave(run);
    try {
      run.settings().callbacks.execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run();
    }
  }
}
