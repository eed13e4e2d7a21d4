package dev.fovea.testkit.learning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Which way up a JPEG says it wants to be shown: the Exif orientation, 1 to 8. */
final class Orientation {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int TAG = 0x0112;

  private Orientation() {}

  static int of(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (bytes.length < 4 || in.getShort() != (short) 0xffd8) {
        return 1;
      }
      while (in.remaining() > 4 && in.get() == (byte) 0xff) {
        int marker = in.get() & 0xff;
        int length = (in.getShort() & 0xffff) - 2;
        if (marker == 0xda) {
          return 1;
        }
        int next = in.position() + length;
        if (marker == 0xe1 && isExif(bytes, in.position())) {
          return fromTiff(in.position(in.position() + EXIF.length).slice());
        }
        in.position(next);
      }
      return 1;
    } catch (java.nio.BufferUnderflowException
        | IllegalArgumentException
        | IndexOutOfBoundsException damaged) {
      return 1;
    }
  }

  private static boolean isExif(byte[] bytes, int at) {
    return at + EXIF.length < bytes.length
        && Arrays.equals(bytes, at, at + EXIF.length, EXIF, 0, EXIF.length);
  }

  private static int fromTiff(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xffff) == TAG) {
        int value = tiff.getShort(entry + 8) & 0xffff;
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }
}
