package dev.fovea.testkit.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The switchboard for what goes wrong. A fault is told how often, to which path, and what it does:
 *
 * <pre>{@code
 * together.faults().next(2).to("POST", "/v1/fine-tunes").status(503).header("Retry-After", "0");
 * together.faults().next(1).to("GET", "/v1/files/{id}").reset();
 * }</pre>
 *
 * Faults are asked in the order they were made; the first that fits and is not used up disturbs the
 * request. Thread-safe.
 */
public final class Faults {
  private final List<Fault> waiting = new ArrayList<>();
  private CountDownLatch stalls = new CountDownLatch(1);

  private Faults() {}

  /** {@return a switchboard without faults} */
  public static Faults none() {
    return new Faults();
  }

  /**
   * Announces a fault for the next requests. It rests until it has a path and something to do.
   *
   * @param times how many requests it disturbs, 1 or more
   * @return the fault, to be told where and what
   */
  public synchronized Fault next(int times) {
    Fault fault = new Fault(times);
    waiting.add(fault);
    return fault;
  }

  /**
   * Takes the fault for a request that just arrived and counts it as used; the server asks this
   * once per request.
   *
   * @param method the request's method
   * @param path the request's path
   * @return what to do to it, or nothing
   */
  public synchronized Optional<Fault> take(String method, String path) {
    Optional<Fault> hit = waiting.stream().filter(f -> f.strikes(method, path)).findFirst();
    waiting.removeIf(Fault::isUsedUp);
    return hit;
  }

  /** {@return how many requests are still to be disturbed} */
  public synchronized int remaining() {
    return waiting.stream().mapToInt(Fault::remaining).sum();
  }

  /** Forgets all faults and lets go of the requests that are being stalled or delayed. */
  public synchronized void clear() {
    waiting.clear();
    stalls.countDown();
    stalls = new CountDownLatch(1);
  }

  /**
   * Waits on behalf of a disturbed request; {@link #clear()} and the end of the server cut it
   * short.
   *
   * @param pause how long, in real time
   * @return whether it was cut short
   * @throws InterruptedException when the server stops
   */
  public boolean pause(Duration pause) throws InterruptedException {
    CountDownLatch latch;
    synchronized (this) {
      latch = stalls;
    }
    return latch.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }
}
