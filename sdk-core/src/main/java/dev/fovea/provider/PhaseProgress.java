package dev.fovea.provider;

import dev.fovea.file.UploadProgress;
import dev.fovea.file.UploadProgress.Phase;
import dev.fovea.transport.ProgressListener;

/**
 * Tells one phase's progress in some two hundred steps, however small the pieces are and in however
 * many parts they go. Thread-safe: the listener hears one thing after the other.
 */
public final class PhaseProgress implements ProgressListener {
  private static final long SMALLEST_STEP = 64 * 1024;
  private static final int STEPS = 200;

  private final UploadProgress listener;
  private final Phase phase;
  private final long total;
  private final long step;
  private long told = -1;
  private long ofParts;

  /**
   * Begins a phase.
   *
   * @param listener hears of it
   * @param phase the phase
   * @param total how many bytes there are
   */
  public PhaseProgress(UploadProgress listener, Phase phase, long total) {
    this.listener = listener;
    this.phase = phase;
    this.total = total;
    this.step = Math.max(SMALLEST_STEP, total / STEPS);
  }

  @Override
  public synchronized void sent(long sent, long ignoredTotal) {
    // A form is a little longer than the file in it.
    long done = Math.min(sent, total);
    // Fewer than before: the bytes are sent again.
    boolean again = done < told;
    boolean far = told < 0 || done - told >= step || (done >= total && told < total);
    if (again || far) {
      told = done;
      listener.update(phase, done, total);
    }
  }

  /** {@return a listener for one part, which adds to what all parts have sent} */
  public ProgressListener part() {
    long[] before = {0};
    return (sent, ignoredTotal) -> {
      synchronized (this) {
        ofParts += sent - before[0];
        before[0] = sent;
        sent(ofParts, total);
      }
    };
  }
}
