package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;

/** Whether hostile bytes keep a reader busy. */
public final class Soon {
  private static final long A_SECOND = 1_000_000_000;

  private Soon() {}

  /** What may end in any way but must end soon. */
  @FunctionalInterface
  public interface Look {
    void run() throws Exception;
  }

  /**
   * Fails when a look takes a second of this thread's processor time, for a busy machine is no
   * hang; and then once more, for the first one may have loaded classes.
   */
  public static void ends(Look look) throws Exception {
    if (took(look) >= A_SECOND) {
      assertThat(took(look)).as("CPU nanoseconds").isLessThan(A_SECOND);
    }
  }

  private static long took(Look look) throws Exception {
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    look.run();
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
  }
}
