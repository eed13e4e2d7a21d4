package dev.fovea.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Pictures put together by hand, which no encoder of the JDK writes. */
final class Bytes {
  private Bytes() {}

  /** A PNG of nothing but black, in one bit a pixel: small however large. */
  static byte[] blackPng(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 1);
    chunk(out, "IHDR", header.array());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream rows = new DeflaterOutputStream(packed)) {
      byte[] row = new byte[1 + (width + 7) / 8];
      for (int y = 0; y < height; y++) {
        rows.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    chunk(out, "IDAT", packed.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /**
   * A lossless WEBP of one colour: each channel's code has a single word, so pixels take no bit.
   */
  static byte[] plainWebp(int width, int height, int red, int green, int blue) {
    BitSet bits = new BitSet();
    int at = put(bits, 0, 0x2F, 8);
    at = put(bits, at, width - 1, 14);
    at = put(bits, at, height - 1, 14);
    // No alpha, version 0, no transform, no cache of colours, one group of codes.
    at = put(bits, at, 0, 7);
    for (int value : new int[] {green, red, blue, 255}) {
      // A simple code, of one word, of eight bits.
      at = put(bits, at, 0b101, 3);
      at = put(bits, at, value, 8);
    }
    put(bits, at, 0b0001, 4);
    byte[] data = Arrays.copyOf(bits.toByteArray(), 24);
    return ByteBuffer.allocate(20 + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(12 + data.length)
        .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
        .putInt(data.length)
        .put(data)
        .array();
  }

  private static int put(BitSet bits, int at, int value, int count) {
    for (int i = 0; i < count; i++) {
      bits.set(at + i, (value >> i & 1) == 1);
    }
    return at + count;
  }

  /** The same JPEG, with the marker that Adobe's programs put into theirs. */
  static byte[] withAdobesMarker(byte[] jpeg) {
    byte[] marker = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    return ByteBuffer.allocate(jpeg.length + marker.length)
        .put(jpeg, 0, 2)
        .put(marker)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** The same JPEG, which says how it has to be turned. */
  static byte[] turned(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36)
        .putShort((short) 0xFFE1)
        .putShort((short) 34)
        .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation);
    return ByteBuffer.allocate(jpeg.length + 36)
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }
}
