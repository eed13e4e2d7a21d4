package dev.fovea.testkit.contract;

import dev.fovea.config.Timing;
import dev.fovea.testkit.control.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The provider's virtual time as the client's own: while the client pauses, the provider's jobs go
 * on, and nobody waits. What is set for later than a minute is no pause but an alarm; it rings when
 * {@link #pass} reaches it. Thread-safe.
 */
final class SharedTime implements Timing {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final VirtualClock clock;
  private final Instant start;
  private final Random random = new Random(1);
  private final List<Alarm> alarms = new ArrayList<>();

  private record Alarm(Instant due, Runnable task) {}

  SharedTime(VirtualClock clock) {
    this.clock = clock;
    this.start = clock.now();
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public long nanoTime() {
    return Duration.between(start, clock.now()).toNanos();
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!time.isNegative()) {
      clock.advance(time);
    }
  }

  @Override
  public Cancellation schedule(Duration delay, Runnable task) {
    if (delay.compareTo(LONGEST_PAUSE) <= 0) {
      clock.advance(delay.isNegative() ? Duration.ZERO : delay);
      task.run();
      return () -> {};
    }
    Alarm alarm = new Alarm(clock.now().plus(delay), task);
    synchronized (alarms) {
      alarms.add(alarm);
    }
    return () -> {
      synchronized (alarms) {
        alarms.remove(alarm);
      }
    };
  }

  @Override
  public double random() {
    return random.nextDouble();
  }

  /** Lets time pass for both sides and rings the alarms that were set for it. */
  void pass(Duration time) {
    clock.advance(time);
    List<Alarm> due;
    synchronized (alarms) {
      due = alarms.stream().filter(alarm -> !alarm.due().isAfter(clock.now())).toList();
      alarms.removeAll(due);
    }
    due.forEach(alarm -> alarm.task().run());
  }
}
