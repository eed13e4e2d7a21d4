package dev.fovea.providertests;

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
public final class FakeTiming implements Timing {
  /** The pauses so far. */
  public final List<Duration> naps = new CopyOnWriteArrayList<>();

  private final Queue<Runnable> held = new ArrayDeque<>();
  private final AtomicLong nanos = new AtomicLong();
  /** Whether alarms wait for {@link #ringAlarms}. */
  public volatile boolean holdsAlarms;
  /** What {@link #random()} gives. */
  public volatile double random = 1;
  /** Told of each pause. */
  public volatile Consumer<Duration> whenPassing = time -> {};

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

  /** {@return how many alarms are held} */
  public int alarms() {
    synchronized (held) {
      return held.size();
    }
  }

  /** Lets the held alarms ring that were not cancelled. */
  public void ringAlarms() {
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
