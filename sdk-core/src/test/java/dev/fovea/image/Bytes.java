package dev.fovea.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Bytes put together by hand. */
final class Bytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static Bytes of(String text) {
    return new Bytes().text(text);
  }

  Bytes text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  Bytes u8(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  Bytes zeros(int count) {
    out.writeBytes(new byte[count]);
    return this;
  }

  Bytes all(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  Bytes u16le(int value) {
    return u8(value, value >> 8);
  }

  Bytes u16be(int value) {
    return u8(value >> 8, value);
  }

  Bytes u32le(long value) {
    return u16le((int) value).u16le((int) (value >> 16));
  }

  Bytes u32be(long value) {
    return u16be((int) (value >> 16)).u16be((int) value);
  }

  Bytes u64be(long value) {
    return u32be(value >> 32).u32be(value);
  }

  /** A PNG chunk with its checksum. */
  Bytes chunk(String type, byte[] data) {
    CRC32 sum = new CRC32();
    sum.update(type.getBytes(StandardCharsets.ISO_8859_1));
    sum.update(data);
    return u32be(data.length).text(type).all(data).u32be(sum.getValue());
  }

  /** A WebP chunk, padded to an even length. */
  Bytes riff(String type, byte[] data) {
    return text(type).u32le(data.length).all(data).zeros(data.length & 1);
  }

  int size() {
    return out.size();
  }

  byte[] done() {
    return out.toByteArray();
  }
}
