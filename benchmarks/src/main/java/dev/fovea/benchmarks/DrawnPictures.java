package dev.fovea.benchmarks;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/**
 * Pictures like photographs: soft shapes under noise, so that they compress as badly as those of a
 * camera. A few are drawn; each copy of one carries a comment of its own, so that no two are equal
 * byte by byte. Immutable.
 */
final class DrawnPictures {
  private static final int POOL = 24;
  private static final int SMALLEST = 57_000;
  private static final int LARGEST = 383_000;
  private static final int NOISE = 8_191;

  private final List<byte[]> pool;

  private DrawnPictures(List<byte[]> pool) {
    this.pool = List.copyOf(pool);
  }

  /** {@return pictures of 57 to 383 KB, small ones more often; equal for equal seeds} */
  static DrawnPictures drawn(long seed) throws IOException {
    return drawn(seed, POOL);
  }

  /** {@return so many pictures, at least two} */
  static DrawnPictures drawn(long seed, int count) throws IOException {
    List<byte[]> pool = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double share = Math.pow(i / (count - 1.0), 1.4);
      int bytes = (int) (SMALLEST + share * (LARGEST - SMALLEST));
      // Every third a PNG: most photographs are JPEG.
      pool.add(sized(i % 3 == 2 ? "png" : "jpeg", bytes, seed + i));
    }
    return new DrawnPictures(pool);
  }

  /** {@return a picture that no other number gives} */
  byte[] picture(long number) {
    byte[] picture = pool.get((int) (number % pool.size()));
    // As long as the number is short: 15 characters keep base64 of the rest at the same phase.
    byte[] text =
        String.format(Locale.ROOT, "number %08d", number).getBytes(StandardCharsets.UTF_8);
    return picture[0] == (byte) 0xFF ? jpegWith(picture, text) : pngWith(picture, text);
  }

  /** {@return the 15 characters that are only in the picture of that number} */
  static String comment(long number) {
    return String.format(Locale.ROOT, "number %08d", number);
  }

  private static byte[] sized(String format, int bytes, long seed) throws IOException {
    double side = 200;
    byte[] picture = encoded(format, draw((int) side, seed));
    // Bytes grow with the area, about; the second step mends what the first one missed.
    for (int step = 0; step < 2; step++) {
      side *= Math.sqrt((double) bytes / picture.length);
      picture = encoded(format, draw((int) side, seed));
    }
    return picture;
  }

  private static BufferedImage draw(int side, long seed) {
    Random random = new Random(seed);
    int width = side * 4 / 3;
    int height = side * 3 / 4;
    // A table, because a million true random numbers would take longer than all else.
    int[] noise =
        random.doubles(NOISE).mapToInt(share -> (int) ((share - 0.5) * 48)).toArray();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int channel = 0; channel < 3; channel++) {
      double[] across = wave(random, width);
      double[] down = wave(random, height);
      for (int y = 0; y < height; y++) {
        image.getRGB(0, y, width, 1, row, 0, width);
        int from = random.nextInt(NOISE);
        for (int x = 0; x < width; x++) {
          int level = (int) (128 + 80 * across[x] * down[y]) + noise[(from + x * 7) % NOISE];
          row[x] |= Math.max(0, Math.min(255, level)) << (8 * channel);
        }
        image.setRGB(0, y, width, 1, row, 0, width);
      }
    }
    return image;
  }

  private static double[] wave(Random random, int length) {
    double turns = 3 + random.nextDouble() * 24;
    return IntStream.range(0, length)
        .mapToDouble(at -> Math.sin(turns * at / length))
        .toArray();
  }

  private static byte[] encoded(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("this Java cannot write " + format);
    }
    return out.toByteArray();
  }

  /**
   * {@return a JPEG with a comment before its scan, which may be followed by more: it ends at a
   * multiple of three, where base64 can be cut}
   */
  static byte[] extensible(byte[] jpeg) {
    int scan = beforeScan(jpeg);
    int comment = 4 + (6 - (scan + 4) % 3) % 3;
    return ByteBuffer.allocate(jpeg.length + comment)
        .put(jpeg, 0, scan)
        .putShort((short) 0xFFFE)
        .putShort((short) (comment - 2))
        .put(new byte[comment - 4])
        .put(jpeg, scan, jpeg.length - scan)
        .array();
  }

  /** {@return where a JPEG's segments end and its scan begins} */
  static int beforeScan(byte[] jpeg) {
    ByteBuffer segments = ByteBuffer.wrap(jpeg);
    int at = 2;
    while (segments.getShort(at) != (short) 0xFFDA) {
      at += 2 + (segments.getShort(at + 2) & 0xFFFF);
    }
    return at;
  }

  private static byte[] jpegWith(byte[] jpeg, byte[] text) {
    return ByteBuffer.allocate(jpeg.length + text.length + 4)
        .put(jpeg, 0, 2)
        .putShort((short) 0xFFFE)
        .putShort((short) (text.length + 2))
        .put(text)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] pngWith(byte[] png, byte[] text) {
    // Signature and IHDR come first.
    int head = 33;
    byte[] chunk = ("tEXtComment\0" + new String(text, StandardCharsets.US_ASCII))
        .getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(png.length + chunk.length + 8)
        .put(png, 0, head)
        .putInt(chunk.length - 4)
        .put(chunk)
        .putInt((int) crc.getValue())
        .put(png, head, png.length - head)
        .array();
  }
}
