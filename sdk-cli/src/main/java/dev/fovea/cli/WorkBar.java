package dev.fovea.cli;

import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** How far work on this machine is: a bar on a terminal, and nothing where nobody watches. */
final class WorkBar implements AutoCloseable {
  private final Context context;
  private @Nullable ProgressBar bar;
  private String task = "";

  WorkBar(Context context) {
    this.context = context;
  }

  void pictures(String what, long done, long total) {
    update(what, " pictures", 1, done, total);
  }

  void bytes(String what, long done, long total) {
    update(what, " MB", UploadBar.MEGABYTE, done, total);
  }

  private void update(String what, String unit, long size, long done, long total) {
    if (!context.console().surroundings().errIsTerminal()) {
      return;
    }
    if (bar == null || !what.equals(task)) {
      close();
      task = what;
      bar = UploadBar.bar(context, what, unit, size, total);
    }
    bar.stepTo(done);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
