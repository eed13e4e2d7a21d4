package dev.fovea.imaging;

import dev.fovea.image.Image;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Pictures of the Netpbm family, which the JDK does not know: text or bytes, grey or coloured. */
final class PortableFrame implements Frame {
  private final int width;
  private final int height;
  private final int[] argb;

  private PortableFrame(int width, int height) {
    this.width = width;
    this.height = height;
    this.argb = new int[Math.multiplyExact(width, height)];
  }

  /** Reads every pixel and keeps every so manieth. */
  static PortableFrame read(Image picture, int stepX, int stepY, Deadline deadline)
      throws IOException {
    try (InputStream in = new BufferedInputStream(picture.open())) {
      return new Reading(in).read(stepX, stepY, deadline);
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public boolean hasAlpha() {
    return false;
  }

  @Override
  public void row(int y, int[] target) {
    System.arraycopy(argb, y * width, target, 0, width);
  }

  private static final class Reading {
    private final InputStream in;
    private final int kind;
    private final int width;
    private final int height;
    private final int deepest;
    private int bits;
    private int bitsLeft;

    Reading(InputStream in) throws IOException {
      this.in = in;
      in.skipNBytes(1);
      this.kind = next() - '0';
      this.width = number();
      this.height = number();
      // One blank parts the head from the samples, and number() has read it.
      this.deepest = kind == 1 || kind == 4 ? 1 : number();
      if (deepest < 1 || deepest > 0xFFFF) {
        throw new IOException("its brightest sample is " + deepest);
      }
    }

    PortableFrame read(int stepX, int stepY, Deadline deadline) throws IOException {
      PortableFrame frame =
          new PortableFrame((width + stepX - 1) / stepX, (height + stepY - 1) / stepY);
      int at = 0;
      for (int y = 0; y < height; y++) {
        deadline.check();
        bitsLeft = 0;
        for (int x = 0; x < width; x++) {
          int pixel = pixel();
          if (x % stepX == 0 && y % stepY == 0) {
            frame.argb[at++] = pixel;
          }
        }
      }
      return frame;
    }

    private int pixel() throws IOException {
      if (kind == 3 || kind == 6) {
        return 0xFF000000 | channel() << 16 | channel() << 8 | channel();
      }
      int grey = channel();
      // Ones are black where there are but two shades.
      return 0xFF000000 | (kind == 1 || kind == 4 ? 255 - grey : grey) * 0x010101;
    }

    private int channel() throws IOException {
      int sample = switch (kind) {
        case 1 -> digit();
        case 2, 3 -> number();
        case 4 -> bit();
        default -> deepest > 255 ? next() << 8 | next() : next();
      };
      return (int) (Math.min(sample, deepest) * 255L / deepest);
    }

    private int bit() throws IOException {
      if (bitsLeft == 0) {
        bits = next();
        bitsLeft = 8;
      }
      return bits >> --bitsLeft & 1;
    }

    /** {@return a single digit: blanks between them may be left out} */
    private int digit() throws IOException {
      int digit = afterBlanks() - '0';
      if (digit != 0 && digit != 1) {
        throw new IOException("a bit is neither 0 nor 1");
      }
      return digit;
    }

    /** {@return the next number} The character behind it is read, too. */
    private int number() throws IOException {
      int next = afterBlanks();
      if (next < '0' || next > '9') {
        throw new IOException("there is no number where one belongs");
      }
      long number = 0;
      for (; next >= '0' && next <= '9'; next = in.read()) {
        number = Math.min(number * 10 + next - '0', Integer.MAX_VALUE);
      }
      return (int) number;
    }

    private int afterBlanks() throws IOException {
      boolean comment = false;
      int next = next();
      while (comment || next == '#' || Character.isWhitespace(next)) {
        comment = next == '#' || (comment && next != '\n');
        next = next();
      }
      return next;
    }

    private int next() throws IOException {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("its pixels end too early");
      }
      return next;
    }
  }
}
