package dev.fovea.testkit.openai;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that may not be more than some limit; the one after it is refused as it is read. */
final class Bounded extends FilterInputStream {
  /** Thrown at the first byte beyond the limit. */
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private long left;

  Bounded(InputStream bytes, long limit) {
    super(bytes);
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    left -= Math.max(0, n);
    if (left < 0) {
      throw new Exceeded();
    }
    return n;
  }
}
