package dev.fovea.testkit.learning;

import java.awt.image.BufferedImage;

/**
 * Reads pictures of the portable family: PPM and PGM, in text (P3, P2) or in bytes (P6, P5), with
 * one or two bytes a sample.
 */
final class PortablePixmap {
  private static final String KINDS = "2356";
  private static final int DEEPEST = 65_535;

  private final byte[] bytes;
  private int at = 2;

  private PortablePixmap(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Says whether bytes begin like such a picture. */
  static boolean is(byte[] bytes) {
    return bytes.length > 2
        && bytes[0] == 'P'
        && KINDS.indexOf(bytes[1]) >= 0
        && Character.isWhitespace(bytes[2]);
  }

  static BufferedImage read(byte[] bytes, long mostPixels) throws Picture.Unreadable {
    return new PortablePixmap(bytes).read(bytes[1], mostPixels);
  }

  private BufferedImage read(byte kind, long mostPixels) throws Picture.Unreadable {
    int width = number();
    int height = number();
    int deepest = number();
    boolean sized = width > 0 && height > 0 && deepest > 0 && deepest <= DEEPEST;
    if (!sized || (long) width * height > mostPixels) {
      throw new Picture.Unreadable("a pixmap of " + width + "x" + height + " pixels and " + deepest
          + " levels cannot be read");
    }
    boolean text = kind == '2' || kind == '3';
    boolean grey = kind == '2' || kind == '5';
    // One blank parts the head from the samples.
    at += text ? 0 : 1;
    int sampleBytes = deepest > 255 ? 2 : 1;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < width * height; pixel++) {
      int rgb = 0;
      for (int channel = 0; channel < (grey ? 1 : 3); channel++) {
        int sample = text ? number() : sample(sampleBytes);
        rgb = rgb << 8 | Math.min(255, (int) (sample * 255L / deepest));
      }
      image.setRGB(pixel % width, pixel / width, grey ? rgb * 0x010101 : rgb);
    }
    return image;
  }

  private int sample(int sampleBytes) throws Picture.Unreadable {
    int value = 0;
    for (int i = 0; i < sampleBytes; i++) {
      value = value << 8 | next();
    }
    return value;
  }

  private int next() throws Picture.Unreadable {
    if (at >= bytes.length) {
      throw new Picture.Unreadable("the pixmap ends too early");
    }
    return bytes[at++] & 0xff;
  }

  /** The next number in text; comments run to the end of their line. */
  private int number() throws Picture.Unreadable {
    skipBlanks();
    int start = at;
    long value = 0;
    while (at < bytes.length && Character.isDigit(bytes[at]) && value <= Integer.MAX_VALUE) {
      value = value * 10 + bytes[at++] - '0';
    }
    if (at == start || value > Integer.MAX_VALUE) {
      throw new Picture.Unreadable("the pixmap holds no number where one belongs");
    }
    return (int) value;
  }

  private void skipBlanks() {
    boolean comment = false;
    while (at < bytes.length
        && (comment || bytes[at] == '#' || Character.isWhitespace(bytes[at]))) {
      comment = bytes[at] == '#' || (comment && bytes[at] != '\n');
      at++;
    }
  }
}
