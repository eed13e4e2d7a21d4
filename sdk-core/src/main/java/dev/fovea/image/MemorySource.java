package dev.fovea.image;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A picture in memory. Nobody else holds the array. Equal only to itself. */
final class MemorySource implements ImageSource {
  private final byte[] bytes;

  MemorySource(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public String toString() {
    return "bytes in memory";
  }
}
