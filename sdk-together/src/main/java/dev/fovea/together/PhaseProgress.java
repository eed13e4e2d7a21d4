package dev.fovea.together;

import dev.fovea.file.UploadProgress;
import dev.fovea.file.UploadProgress.Phase;
import dev.fovea.transport.ProgressListener;

/**
 * Tells one phase's progress in some two hundred steps, however small the pieces are. For one
 * thread.
 */
final class PhaseProgress implements ProgressListener {
  private static final long SMALLEST_STEP = 64 * 1024;
  private static final int STEPS = 200;

  private final UploadProgress listener;
  private final Phase phase;
  private final long total;
  private final long step;
  private long told = -1;

  PhaseProgress(UploadProgress listener, Phase phase, long total) {
    this.listener = listener;
    this.phase = phase;
    this.total = total;
    this.step = Math.max(SMALLEST_STEP, total / STEPS);
  }

  @Override
  public void sent(long done, long ignoredTotal) {
    // Fewer than before: the bytes are sent again.
    boolean again = done < told;
    boolean far = told < 0 || done - told >= step || (done >= total && told < total);
    if (again || far) {
      told = done;
      listener.update(phase, done, total);
    }
  }
}
