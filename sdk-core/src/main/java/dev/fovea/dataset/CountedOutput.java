package dev.fovea.dataset;

import java.io.IOException;
import java.io.OutputStream;

/** A buffer before a stream that counts the bytes. */
final class CountedOutput extends OutputStream {
  private final OutputStream out;
  private final byte[] buffer = new byte[64 * 1024];
  private int filled;
  private long count;

  CountedOutput(OutputStream out) {
    this.out = out;
  }

  long count() {
    return count;
  }

  @Override
  public void write(int value) throws IOException {
    if (filled == buffer.length) {
      drain();
    }
    buffer[filled++] = (byte) value;
    count++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.length - filled) {
      drain();
    }
    if (length > buffer.length) {
      out.write(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, filled, length);
      filled += length;
    }
    count += length;
  }

  private void drain() throws IOException {
    out.write(buffer, 0, filled);
    filled = 0;
  }

  @Override
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try {
      flush();
    } finally {
      out.close();
    }
  }

  /** Closes the stream without writing the rest. */
  void discard() throws IOException {
    out.close();
  }
}
