package dev.fovea.transport;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes held in memory, not copied. */
final class ByteContent implements Content {
  static final ByteContent EMPTY = new ByteContent("", new byte[0]);

  private final String contentType;
  private final byte[] bytes;

  ByteContent(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  @Override
  public String contentType() {
    return contentType;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
