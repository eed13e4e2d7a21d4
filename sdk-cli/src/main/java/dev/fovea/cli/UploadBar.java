package dev.fovea.cli;

import dev.fovea.file.UploadProgress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * An upload's progress: bars on a terminal, a line a quarter otherwise; always on standard error.
 */
final class UploadBar implements UploadProgress, AutoCloseable {
  static final int MEGABYTE = 1_000_000;
  private static final int QUARTERS = 4;

  private final Context context;
  private @Nullable Phase phase;
  private @Nullable ProgressBar bar;
  private long quarter;
  private long reached;

  private UploadBar(Context context) {
    this.context = context;
  }

  static UploadBar of(Context context) {
    return new UploadBar(context);
  }

  @Override
  public synchronized void update(Phase now, long done, long total) {
    // A repeated attempt starts again from the first byte.
    boolean restarted = done < reached;
    reached = done;
    if (now != phase || restarted) {
      begin(now, total);
    }
    if (bar != null) {
      bar.stepTo(done);
    } else {
      line(now, done, total);
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void begin(Phase now, long total) {
    close();
    phase = now;
    quarter = 0;
    if (context.console().surroundings().errIsTerminal()) {
      bar = bar(context, word(now), " MB", MEGABYTE, total);
    } else {
      context.say("   " + word(now) + " " + megabytes(total));
    }
  }

  /** {@return a bar that is not begun} */
  static ProgressBar bar(Context context, String task, String unit, long size, long total) {
    int columns = context.console().surroundings().columns();
    return new ProgressBarBuilder()
        .setTaskName("   " + task)
        .setInitialMax(total)
        .setUnit(unit, size)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .setConsumer(new ConsoleProgressBarConsumer(context.console().err(), columns - 1))
        .build();
  }

  private void line(Phase now, long done, long total) {
    long reachedQuarter = total == 0 ? QUARTERS : QUARTERS * done / total;
    // A small file is done before anybody reads a line.
    if (reachedQuarter > quarter && total > 16L * MEGABYTE) {
      quarter = reachedQuarter;
      context.say("   " + word(now) + " " + 100 * quarter / QUARTERS + " %");
    }
  }

  private static String word(Phase phase) {
    return phase == Phase.CHECKING ? "checking" : "uploading";
  }

  static String megabytes(long bytes) {
    return bytes < MEGABYTE
        ? Math.round(bytes / 1000.0) + " kB"
        : String.format(java.util.Locale.ROOT, "%.1f MB", bytes / (double) MEGABYTE);
  }
}
