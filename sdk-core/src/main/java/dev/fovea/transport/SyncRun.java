package dev.fovea.transport;

import dev.fovea.config.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Runs a call on the caller's thread. */
final class SyncRun {
  private SyncRun() {}

  static <R> R run(CallRun<R> run) {
    ClientPool pool = run.settings().pool;
    if (Thread.currentThread().isInterrupted()) {
      throw run.ended(CallRun.Ending.INTERRUPTED, null);
    }
    if (!pool.enter(run)) {
      throw run.ended(CallRun.Ending.CLOSED, null);
    }
    try {
      while (true) {
        Step<R> step = attempt(run);
        if (step instanceof Step.Done<R> done) {
          return done.value();
        }
        if (step instanceof Step.Again<R> again) {
          pause(run, again.pause());
        }
      }
    } finally {
      pool.leave(run);
    }
  }

  private static <R> Step<R> attempt(CallRun<R> run) {
    okhttp3.Call call = run.begin();
    InterruptWatcher watcher = run.settings().pool.watcher();
    InterruptWatcher.Watch watch = watcher.begin(() -> run.end(CallRun.Ending.INTERRUPTED));
    try {
      return run.answered(call.execute());
    } catch (IOException e) {
      return run.broke(e);
    } finally {
      watcher.end(watch);
    }
  }

  // Not Timing.sleep: closing the client has to end the pause too.
  private static void pause(CallRun<?> run, Duration pause) {
    if (pause.isZero()) {
      return;
    }
    CountDownLatch over = new CountDownLatch(1);
    run.onEnd(over::countDown);
    Timing.Cancellation alarm = run.settings().timing.schedule(pause, over::countDown);
    try {
      over.await();
    } catch (InterruptedException e) {
      alarm.cancel();
      Thread.currentThread().interrupt();
      run.end(CallRun.Ending.INTERRUPTED);
    }
    run.requireRunning();
  }
}
