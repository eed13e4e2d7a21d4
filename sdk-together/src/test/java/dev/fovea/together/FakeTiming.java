package dev.fovea.together;

import dev.fovea.config.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A clock that jumps: pauses take no time and are written down. Alarms can be held back. */
final class FakeTiming implements Timing {
  final List<Duration> naps = new CopyOnWriteArrayList<>();
  final Queue<Runnable> held = new ArrayDeque<>();
  private final AtomicLong nanos = new AtomicLong();
  volatile boolean holdsAlarms;
  volatile double random = 1;
  volatile Consumer<Duration> whenPassing = time -> {};

  @Override
  public Instant now() {
    return Instant.parse("2026-11-21T10:00:00Z");
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
    if (holdsAlarms) {
      synchronized (held) {
        held.add(task);
      }
      return () -> {
        synchronized (held) {
          held.remove(task);
        }
      };
    }
    task.run();
    return () -> {};
  }

  @Override
  public double random() {
    return random;
  }

  int alarms() {
    synchronized (held) {
      return held.size();
    }
  }

  /** Lets the held alarms ring that were not cancelled. */
  void ringAlarms() {
    for (Runnable alarm = next(); alarm != null; alarm = next()) {
      alarm.run();
    }
  }

  private Runnable next() {
    synchronized (held) {
      return held.poll();
    }
  }

  private void pass(Duration time) {
    naps.add(time);
    nanos.addAndGet(time.toNanos());
    whenPassing.accept(time);
  }
}
