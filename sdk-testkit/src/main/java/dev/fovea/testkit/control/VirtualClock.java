package dev.fovea.testkit.control;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time an embedded provider lives in. It runs faster than the wall clock by its scale, and a
 * test can push it forward; a scale of 0 is a clock that only moves when pushed. The only place of
 * this module that asks the machine for the time. Thread-safe.
 */
public final class VirtualClock {
  private final Instant start;
  private final double scale;
  private final LongSupplier nanos;
  private final long startNanos;
  private Duration pushed = Duration.ZERO;

  private VirtualClock(Instant start, double scale, LongSupplier nanos) {
    if (!(scale >= 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("time scale must be 0 or more, but is " + scale);
    }
    this.start = start;
    this.scale = scale;
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  /**
   * A clock that starts at the present and runs {@code scale} times as fast as the wall clock.
   *
   * @param scale seconds of virtual time for one real second, 0 or more
   * @return the running clock
   */
  public static VirtualClock running(double scale) {
    return new VirtualClock(Instant.now(), scale, System::nanoTime);
  }

  /**
   * A clock that stands still until it is advanced.
   *
   * @param start the moment it shows
   * @return the standing clock
   */
  public static VirtualClock standing(Instant start) {
    return new VirtualClock(start, 0, () -> 0L);
  }

  /**
   * {@return how much virtual time goes by while clients have that much real time}
   *
   * <p>For what they do in real time however fast this clock runs, such as sending bytes. A clock
   * slower than the real one leaves them the same length of virtual time.
   *
   * @param time the real time
   */
  public Duration during(Duration time) {
    return scale <= 1 ? time : Duration.ofMillis((long) (time.toMillis() * scale));
  }

  /** {@return the present moment of virtual time} */
  public synchronized Instant now() {
    long virtual = (long) ((nanos.getAsLong() - startNanos) * scale);
    return start.plusNanos(virtual).plus(pushed);
  }

  /**
   * Pushes virtual time forward; what should have happened meanwhile is seen by the next request.
   *
   * @param step how far, not negative
   */
  public synchronized void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("time only runs forward, but the step is " + step);
    }
    pushed = pushed.plus(step);
  }
}
