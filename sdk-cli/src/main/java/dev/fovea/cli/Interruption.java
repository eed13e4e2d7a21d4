package dev.fovea.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C. The command's thread is interrupted and given time to clean up, such as stopping what
 * bills; then the process ends with the code for "interrupted", which the JVM would not do.
 */
final class Interruption {
  private static final int CLEAN_UP_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread worker, Console console) {
    hook = new Thread(() -> interrupt(worker, console), "fovea-interruption");
  }

  static Interruption of(Thread worker, Console console) {
    Interruption interruption = new Interruption(worker, console);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Call when the work is done, before the process ends by itself. */
  void workIsDone() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Already shutting down: the hook ends the process.
    }
  }

  private void interrupt(Thread worker, Console console) {
    worker.interrupt();
    try {
      if (!done.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
        console.err().println("fovea: gave up cleaning up after " + CLEAN_UP_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      // Nobody interrupts a shutdown hook; if somebody does, end at once.
    }
    console.out().flush();
    console.err().flush();
    Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
  }
}
