package dev.fovea.image;

/**
 * Goes over the segments of a JPEG to its pixels, then looks for the end marker. Segments are
 * skipped by their length, since a small preview inside has an end marker of its own.
 */
final class JpegWalk extends PictureWalk {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  private enum Part {
    MARKER,
    HIGH,
    LOW,
    CONTENT,
    PIXELS
  }

  private Part part = Part.MARKER;
  private boolean afterFf;
  private int marker;
  private int left;
  private boolean ended;

  @Override
  void see(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (part == Part.CONTENT) {
        int count = Math.min(left, to - at);
        at += count;
        left -= count;
        if (left == 0) {
          leave();
        }
      } else if (part == Part.PIXELS) {
        pixels(bytes, at, to);
        return;
      } else {
        header(bytes[at++] & 0xFF);
      }
    }
  }

  private void header(int next) {
    switch (part) {
      case HIGH -> {
        left = next << 8;
        part = Part.LOW;
      }
      case LOW -> {
        left = Math.max(0, (left | next) - 2);
        part = Part.CONTENT;
        if (left == 0) {
          leave();
        }
      }
      default -> marker(next);
    }
  }

  /** Bytes between segments are skipped, as decoders do. */
  private void marker(int next) {
    boolean isMarker = afterFf && next != 0 && next != 0xFF;
    afterFf = next == 0xFF;
    // Start, restarts and TEM have no length.
    boolean alone = next == 0x01 || (next >= 0xD0 && next <= 0xD9);
    if (isMarker && !alone) {
      marker = next;
      part = Part.HIGH;
    }
  }

  private void leave() {
    part = marker == START_OF_SCAN ? Part.PIXELS : Part.MARKER;
    afterFf = false;
  }

  private void pixels(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      ended |= afterFf && (bytes[i] & 0xFF) == END_OF_IMAGE;
      afterFf = bytes[i] == -1;
    }
  }

  @Override
  ImageProbe.Verdict verdict(long size) {
    return ended ? ImageProbe.Verdict.WHOLE : ImageProbe.Verdict.TRUNCATED;
  }
}
