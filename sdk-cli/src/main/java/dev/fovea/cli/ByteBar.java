package dev.fovea.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a file was read: a bar on a terminal, nothing otherwise; always on standard error. */
final class ByteBar implements AutoCloseable {
  private static final int MEGABYTE = 1_000_000;

  private @Nullable ProgressBar bar;

  private ByteBar(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  static ByteBar of(Context context, String task, long total) {
    Console console = context.console();
    if (!console.surroundings().errIsTerminal()) {
      return new ByteBar(null);
    }
    return new ByteBar(new ProgressBarBuilder()
        .setTaskName("   " + task)
        .setInitialMax(total)
        .setUnit(" MB", MEGABYTE)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .setConsumer(
            new ConsoleProgressBarConsumer(console.err(), console.surroundings().columns() - 1))
        .build());
  }

  void reached(long bytes) {
    if (bar != null) {
      bar.stepTo(bytes);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
