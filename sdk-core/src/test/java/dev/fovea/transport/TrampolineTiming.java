package dev.fovea.transport;

import dev.fovea.config.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * A clock without pauses that starts each scheduled task after, not inside, the one that scheduled
 * it.
 */
final class TrampolineTiming implements Timing {
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public void sleep(Duration time) {}

  @Override
  public Cancellation schedule(Duration delay, Runnable task) {
    tasks.add(task);
    if (!running) {
      running = true;
      while (!tasks.isEmpty()) {
        tasks.remove().run();
      }
      running = false;
    }
    return () -> {};
  }

  @Override
  public double random() {
    return 0.5;
  }
}
