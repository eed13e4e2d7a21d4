package dev.fovea.fireworks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the lines that hold something while they are read; for one reading to the end. */
final class CountedLines extends FilterInputStream {
  private long lines;
  private boolean holds;

  CountedLines(InputStream in) {
    super(in);
  }

  /** {@return how many lines there were so far} */
  long lines() {
    return lines + (holds ? 1 : 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int n = super.read(bytes, offset, count);
    for (int i = offset; i < offset + n; i++) {
      if (bytes[i] == '\n') {
        lines += holds ? 1 : 0;
        holds = false;
      } else {
        holds |= bytes[i] > ' ' || bytes[i] < 0;
      }
    }
    return n;
  }
}
