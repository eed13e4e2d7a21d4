package dev.fovea.config;

import java.time.Duration;
import java.time.Instant;

/**
 * Time and chance, the only seam through which the library sees either. {@link #system()} is the
 * real thing; tests pass their own and wait no time at all. Implementations must be thread-safe.
 */
public interface Timing {
  /** {@return the wall clock's time; used to read dates the server sends, never to wait} */
  Instant now();

  /** {@return a steady clock's reading in nanoseconds, as {@link System#nanoTime()}} */
  long nanoTime();

  /**
   * Waits on the calling thread.
   *
   * @param time how long to wait; zero or less returns at once
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  void sleep(Duration time) throws InterruptedException;

  /**
   * Runs a task later, without holding a thread meanwhile.
   *
   * @param delay how long to wait
   * @param task what to run; must be short and must not throw
   * @return closing it takes the task back if it has not started
   */
  Cancellation schedule(Duration delay, Runnable task);

  /** {@return a random number of at least 0 and less than 1, for jitter} */
  double random();

  /** Takes a scheduled task back. */
  @FunctionalInterface
  interface Cancellation {
    /** Takes the task back if it has not started; repeating this is harmless. */
    void cancel();
  }

  /**
   * {@return the machine's own clocks} Its one timer thread is a daemon, starts with the first
   * scheduled task and ends a second after the last one.
   */
  static Timing system() {
    return SystemTiming.INSTANCE;
  }
}
