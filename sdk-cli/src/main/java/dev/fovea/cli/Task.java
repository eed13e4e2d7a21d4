package dev.fovea.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

/** One command's work; its options are fields that picocli fills. */
abstract class Task implements Callable<Integer> {
  private final Context context;

  Task(Context context) {
    this.context = context;
  }

  final Context context() {
    return context;
  }

  /** {@return the exit code} */
  abstract int work() throws IOException, InterruptedException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    return work();
  }
}
