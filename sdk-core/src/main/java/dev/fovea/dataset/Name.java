package dev.fovea.dataset;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A name of 64 bits for bytes: equal bytes have equal names, others by chance only. Two different
 * polynomials, both with processor support, since one would meet itself among a few ten thousand
 * lines.
 */
final class Name {
  private final CRC32 one = new CRC32();
  private final CRC32C other = new CRC32C();

  void reset() {
    one.reset();
    other.reset();
  }

  void add(byte[] bytes, int from, int count) {
    one.update(bytes, from, count);
    other.update(bytes, from, count);
  }

  void addByte(int value) {
    one.update(value);
    other.update(value);
  }

  void addLong(long value) {
    add(ByteBuffer.allocate(Long.BYTES).putLong(value).array(), 0, Long.BYTES);
  }

  long value() {
    return (one.getValue() << 32) | other.getValue();
  }
}
