package dev.fovea.deployment;

import dev.fovea.config.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that jumps over pauses and holds alarms until a test lets them ring. */
final class HeldTiming implements Timing {
  final List<Duration> naps = new ArrayList<>();
  final List<Alarm> alarms = new ArrayList<>();
  long nanos = Long.MAX_VALUE - 1_000;
  int interruptAtNap = -1;

  /** Something to be done later. */
  record Alarm(Duration delay, Runnable task) {}

  @Override
  public Instant now() {
    return Instant.parse("2026-11-21T10:00:00Z");
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted() || naps.size() == interruptAtNap) {
      interruptAtNap = -1;
      throw new InterruptedException();
    }
    naps.add(time);
    nanos += time.toNanos();
  }

  @Override
  public Cancellation schedule(Duration delay, Runnable task) {
    Alarm alarm = new Alarm(delay, task);
    alarms.add(alarm);
    return () -> alarms.remove(alarm);
  }

  @Override
  public double random() {
    return 0.5;
  }

  void ring() {
    alarms.remove(0).task().run();
  }

  Duration napped() {
    return naps.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
