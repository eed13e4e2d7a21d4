package dev.fovea.benchmarks;

import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/**
 * A stream made while it is read, of pieces that may repeat: as long as wanted and in the memory of
 * one piece. For one thread.
 */
final class RepeatedLines extends InputStream {
  /** Bytes, and how often they follow each other. */
  static final class Piece {
    private final byte[] bytes;
    private final long times;

    Piece(byte[] bytes, long times) {
      this.bytes = bytes;
      this.times = times;
    }

    /** {@return how many bytes it stands for} */
    long length() {
      return bytes.length * times;
    }
  }

  private final Iterator<List<Piece>> lines;
  private Iterator<Piece> pieces = List.<Piece>of().iterator();
  private byte[] bytes = new byte[0];
  private int at;
  private long left;
  private long count;

  RepeatedLines(Iterator<List<Piece>> lines) {
    this.lines = lines;
  }

  /** {@return how many bytes were read} */
  long count() {
    return count;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    int filled = 0;
    while (filled < length && hasNext()) {
      int some = Math.min(length - filled, bytes.length - at);
      System.arraycopy(bytes, at, to, offset + filled, some);
      at += some;
      filled += some;
    }
    count += filled;
    return filled == 0 && length > 0 ? -1 : filled;
  }

  private boolean hasNext() {
    while (at == bytes.length) {
      if (left > 0) {
        left--;
        at = 0;
      } else if (pieces.hasNext()) {
        Piece next = pieces.next();
        bytes = next.bytes;
        left = next.times;
        at = bytes.length;
      } else if (lines.hasNext()) {
        pieces = lines.next().iterator();
      } else {
        return false;
      }
    }
    return true;
  }
}
