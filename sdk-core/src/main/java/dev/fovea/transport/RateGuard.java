package dev.fovea.transport;

import dev.fovea.config.Timing;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Notices a transfer that crawls: never silent long enough for the idle limit, never to end either.
 * Only time spent waiting for the network counts. For one thread.
 */
final class RateGuard {
  private static final long LEAST_BYTES_PER_SECOND = 1024;

  private final Timing timing;
  private final long window;
  private long before;
  private long waited;
  private long moved;

  RateGuard(Timing timing, Duration window) {
    this.timing = timing;
    this.window = window.toNanos();
  }

  void beforeWait() {
    before = timing.nanoTime();
  }

  void afterWait(long bytes) throws SocketTimeoutException {
    waited += timing.nanoTime() - before;
    moved += bytes;
    if (waited < window) {
      return;
    }
    if (moved < LEAST_BYTES_PER_SECOND * waited / 1_000_000_000.0) {
      throw new SocketTimeoutException("slower than " + LEAST_BYTES_PER_SECOND + " bytes a second");
    }
    waited = 0;
    moved = 0;
  }
}
