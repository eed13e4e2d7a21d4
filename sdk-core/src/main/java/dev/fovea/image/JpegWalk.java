package dev.fovea.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Goes over the segments of a JPEG to its pixels, then looks for the end marker. Segments are
 * skipped by their length, since a small preview inside has an end marker of its own.
 */
final class JpegWalk extends PictureWalk {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final long ONES = 0x0101010101010101L;
  private static final long MARKERS = 0xD9D9D9D9D9D9D9D9L;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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
  private boolean skipped;
  private final boolean guessing;

  /**
   * Makes a walk.
   *
   * @param guessing whether the pixels may be skipped, since the end marker usually stands last
   */
  JpegWalk(boolean guessing) {
    this.guessing = guessing;
  }

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
    ended |= afterFf && (bytes[from] & 0xFF) == END_OF_IMAGE;
    int at = from;
    // Eight places at once: a byte of both words is zero where the marker begins.
    for (int last = to - 1 - Long.BYTES; !ended && at <= last; at += Long.BYTES) {
      long here = (long) WORDS.get(bytes, at);
      long behind = (long) WORDS.get(bytes, at + 1);
      ended = hasZero(~here | (behind ^ MARKERS));
    }
    for (; !ended && at < to - 1; at++) {
      ended = bytes[at] == -1 && (bytes[at + 1] & 0xFF) == END_OF_IMAGE;
    }
    afterFf = bytes[to - 1] == -1;
  }

  private static boolean hasZero(long word) {
    return ((word - ONES) & ~word & (ONES << 7)) != 0;
  }

  @Override
  long skippable() {
    return switch (part) {
      case CONTENT -> left;
      case PIXELS -> ended || guessing ? Long.MAX_VALUE : 0;
      default -> 0;
    };
  }

  @Override
  void skip(long bytes) {
    if (part == Part.CONTENT) {
      left -= (int) bytes;
      if (left == 0) {
        leave();
      }
    } else if (bytes > 0) {
      skipped = true;
      afterFf = false;
    }
  }

  @Override
  boolean isSure() {
    return ended || !skipped;
  }

  @Override
  ImageProbe.Verdict verdict(long size) {
    return ended ? ImageProbe.Verdict.WHOLE : ImageProbe.Verdict.TRUNCATED;
  }
}
