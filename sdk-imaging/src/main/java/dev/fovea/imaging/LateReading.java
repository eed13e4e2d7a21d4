package dev.fovea.imaging;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Stops a decoder that takes too long, even if it asks for no more bytes. */
final class LateReading implements IIOReadProgressListener {
  private final Deadline deadline;
  private boolean aborted;

  LateReading(Deadline deadline) {
    this.deadline = deadline;
  }

  /** Tells that the pixels are not whole. */
  void check() {
    if (aborted) {
      throw deadline.exceeded();
    }
  }

  @Override
  public void imageProgress(ImageReader source, float percentageDone) {
    // Thrown through a decoder written in C, an exception would not arrive as it was.
    if (deadline.isPast()) {
      aborted = true;
      source.abort();
    }
  }

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}

  @Override
  public void readAborted(ImageReader source) {}
}
