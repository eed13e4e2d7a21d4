package dev.fovea.image;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Goes from chunk to chunk of a PNG up to its IEND, checking every checksum, or those of its first
 * chunks alone. Where the chunks lead astray, the last bytes tell whether the end is there.
 */
final class PngWalk extends PictureWalk {
  private static final int SIGNATURE = 8;

  /** Chunks that end before this place are always looked at whole, and short ones anywhere. */
  private static final long FIRST_BYTES = 64 * 1024;

  private static final int SHORT = 4096;

  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final byte[] END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 66, 96, (byte) 0x82
  };

  private enum Part {
    SIGNATURE,
    LENGTH,
    TYPE,
    CONTENT,
    CHECKSUM,
    AFTER,
    LOST
  }

  private final boolean everything;
  private final CRC32 crc = new CRC32();
  private Part part = Part.SIGNATURE;
  private long left = SIGNATURE;
  private int number;
  private long length;
  private int type;
  private boolean headerBroken;
  private boolean damaged;
  private boolean pixels;
  private long position;
  private boolean unread;
  private final byte[] tail = new byte[END.length];

  PngWalk(boolean everything) {
    this.everything = everything;
  }

  @Override
  void see(byte[] bytes, int from, int to) {
    position += to - from;
    int kept = Math.min(tail.length, to - from);
    System.arraycopy(tail, kept, tail, 0, tail.length - kept);
    System.arraycopy(bytes, to - kept, tail, tail.length - kept, kept);
    int at = from;
    while (at < to && part != Part.AFTER && part != Part.LOST) {
      int count = (int) Math.min(left, to - at);
      if (part == Part.TYPE || (part == Part.CONTENT && !unread)) {
        crc.update(bytes, at, count);
      }
      if (part != Part.CONTENT) {
        for (int i = at; i < at + count; i++) {
          number = (number << 8) | (bytes[i] & 0xFF);
        }
      }
      at += count;
      left -= count;
      if (left == 0) {
        next(position - (to - at));
      }
    }
  }

  @Override
  long skippable() {
    return switch (part) {
      // What may turn out to be the last bytes has to be seen.
      case CONTENT -> unread ? Math.max(0, left - tail.length) : 0;
      case AFTER, LOST -> Long.MAX_VALUE;
      default -> 0;
    };
  }

  @Override
  void skip(long bytes) {
    position += bytes;
    left -= part == Part.CONTENT ? bytes : 0;
  }

  private void next(long at) {
    switch (part) {
      case LENGTH -> {
        length = number & 0xFFFFFFFFL;
        crc.reset();
        go(Part.TYPE, 4);
      }
      case TYPE -> {
        type = number;
        if (!isType(type)) {
          part = Part.LOST;
          return;
        }
        unread = !everything && length > SHORT && at + length > FIRST_BYTES;
        go(length == 0 ? Part.CHECKSUM : Part.CONTENT, length == 0 ? 4 : length);
      }
      case CONTENT -> go(Part.CHECKSUM, 4);
      case CHECKSUM -> {
        boolean wrong = !unread && (int) crc.getValue() != number;
        headerBroken |= wrong && type == IHDR;
        damaged |= wrong;
        pixels |= type == IDAT;
        go(type == IEND ? Part.AFTER : Part.LENGTH, 4);
      }
      default -> go(Part.LENGTH, 4);
    }
  }

  /** {@return whether it is four letters} */
  private static boolean isType(int type) {
    for (int i = 0; i < 32; i += 8) {
      int letter = (type >>> i) & 0xDF;
      if (letter < 'A' || letter > 'Z') {
        return false;
      }
    }
    return true;
  }

  private void go(Part following, long size) {
    part = following;
    left = size;
  }

  @Override
  ImageProbe.Verdict verdict(long size) {
    if (headerBroken) {
      return ImageProbe.Verdict.BROKEN;
    }
    // Decoders that go by the declared sizes have all pixels: some open it, some do not.
    if (part == Part.LOST && pixels) {
      return ImageProbe.Verdict.DAMAGED;
    }
    if (part != Part.AFTER) {
      return Arrays.equals(tail, END) ? ImageProbe.Verdict.DAMAGED : ImageProbe.Verdict.TRUNCATED;
    }
    return damaged ? ImageProbe.Verdict.DAMAGED : ImageProbe.Verdict.WHOLE;
  }
}
