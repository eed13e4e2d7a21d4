package dev.fovea.transport;

import dev.fovea.config.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that jumps: pauses take no time and are written down. */
final class FakeTiming implements Timing {
  final List<Duration> naps = new CopyOnWriteArrayList<>();
  final AtomicLong nanos = new AtomicLong();
  volatile Instant now = Instant.parse("2026-11-21T10:00:00Z");
  volatile double random = 0.5;
  volatile Runnable beforeNaps = () -> {};

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    pass(time);
  }

  @Override
  public Cancellation schedule(Duration delay, Runnable task) {
    pass(delay);
    task.run();
    return () -> {};
  }

  @Override
  public double random() {
    return random;
  }

  private void pass(Duration time) {
    beforeNaps.run();
    naps.add(time);
    nanos.addAndGet(time.toNanos());
  }
}
