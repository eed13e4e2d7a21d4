package dev.fovea.deployment;

import dev.fovea.config.Timing;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.NotFoundException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Stops one deployment, whatever state the calling thread is in.
 *
 * <p>Two phases. The order to stop must reach the provider: interrupts are put aside and failures
 * that may pass are tried again until the time is up. Then the drain is watched: an interrupt that
 * arrives meanwhile ends the watching, since the provider does the rest. The interrupt flag is set
 * again at the end in any case. For one thread and one use.
 */
final class BillingStop {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final DeploymentService service;
  private final Timing timing;
  private final String id;
  private final long start;
  private final long patienceNanos;
  private Duration pause = FIRST_PAUSE;
  private boolean interruptedMeanwhile;

  /** How it ended: {@code stopped} was seen, or at least {@code ordered}, or neither and why. */
  record Report(boolean ordered, boolean stopped, @Nullable FoveaException cause) {
    String words(String id) {
      if (stopped) {
        return "deployment " + id + " was stopped and no longer bills";
      }
      String stop = "; make sure with deployments().stop(\"" + id + "\")";
      if (ordered) {
        return "deployment " + id + " was told to stop and may bill until it has" + stop;
      }
      return "deployment " + id + " could not be stopped and may still bill" + stop;
    }
  }

  BillingStop(DeploymentService service, Timing timing, String id, Duration patience) {
    this.service = service;
    this.timing = timing;
    this.id = id;
    this.start = timing.nanoTime();
    this.patienceNanos = patience.toNanos();
  }

  Report run() {
    boolean interruptedBefore = Thread.interrupted();
    try {
      return order();
    } finally {
      if (interruptedBefore || interruptedMeanwhile) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Report order() {
    while (true) {
      try {
        return watch(service.stop(id));
      } catch (NotFoundException gone) {
        return new Report(true, true, null);
      } catch (InterruptedCallException e) {
        putAside();
        if (timeIsUp()) {
          return new Report(false, false, e);
        }
      } catch (FoveaException e) {
        if (!e.isRetryable() || timeIsUp()) {
          return new Report(false, false, e);
        }
        sleep();
      }
    }
  }

  private Report watch(Deployment ordered) {
    Deployment seen = ordered;
    FoveaException cause = null;
    while (seen.mayBill()) {
      if (interruptedMeanwhile || timeIsUp()) {
        return new Report(true, false, cause);
      }
      sleep();
      try {
        seen = service.get(id);
      } catch (NotFoundException gone) {
        break;
      } catch (InterruptedCallException e) {
        putAside();
        cause = e;
      } catch (FoveaException e) {
        // The order stands; a failed look changes nothing.
        cause = e;
      }
    }
    return new Report(true, true, null);
  }

  private boolean timeIsUp() {
    return timing.nanoTime() - start >= patienceNanos;
  }

  private void sleep() {
    try {
      timing.sleep(pause);
    } catch (InterruptedException e) {
      putAside();
    }
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  private void putAside() {
    interruptedMeanwhile = true;
    // The flag would end the next call before it is sent.
    Thread.interrupted();
  }
}
