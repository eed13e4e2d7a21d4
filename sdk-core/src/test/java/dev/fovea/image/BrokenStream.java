package dev.fovea.image;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose every read fails. */
final class BrokenStream extends InputStream {
  private final String why;

  BrokenStream(String why) {
    this.why = why;
  }

  @Override
  public int read() throws IOException {
    throw new IOException(why);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    throw new IOException(why);
  }
}
