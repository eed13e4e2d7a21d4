package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptWatcherIdleTest {
  @Test
  void aCallThatBeginsWhileTheWatcherIsAboutToLeaveIsLookedAfterToo() throws Exception {
    // It leaves about a second after its last call: begin the next at every moment around that.
    List<Future<Boolean>> freed = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (int millis = 900; millis <= 1200; millis += 10) {
        int pause = millis;
        freed.add(threads.submit(() -> isFreedAfterAPauseOf(pause)));
      }
      for (Future<Boolean> one : freed) {
        assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isFreedAfterAPauseOf(int millis) throws InterruptedException {
    InterruptWatcher watcher = new InterruptWatcher("watcher-" + millis);
    watcher.end(watcher.begin(() -> {}));
    Thread.sleep(millis);
    CountDownLatch freed = new CountDownLatch(1);
    InterruptWatcher.Watch watch = watcher.begin(freed::countDown);
    // Several looks later the watcher would have left; only then the interrupt comes.
    Thread.sleep(200);
    Thread.currentThread().interrupt();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (freed.getCount() > 0 && System.nanoTime() < end) {
      // Anything that sleeps would see the flag and take it down.
      Thread.onSpinWait();
    }
    assertThat(Thread.interrupted()).isTrue();
    watcher.end(watch);
    watcher.close();
    return freed.getCount() == 0;
  }
}
