package dev.fovea.transport;

/** Hears how far a body has been sent. Called on the sending thread: it must be quick. */
@FunctionalInterface
public interface ProgressListener {
  /**
   * Takes note of progress. A repeated attempt starts again at 0.
   *
   * @param sent bytes handed to the connection so far in this attempt
   * @param total the body's length in bytes, -1 when unknown
   */
  void sent(long sent, long total);
}
