package dev.fovea.transport;

import dev.fovea.config.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A clock that stands still: whoever pauses pauses until something else ends it. */
final class HeldTiming implements Timing {
  final CountDownLatch pausing = new CountDownLatch(1);
  final AtomicInteger takenBack = new AtomicInteger();

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    pausing.countDown();
    new CountDownLatch(1).await();
  }

  @Override
  public Cancellation schedule(Duration delay, Runnable task) {
    pausing.countDown();
    return takenBack::incrementAndGet;
  }

  @Override
  public double random() {
    return 0.5;
  }
}
