package dev.fovea.image;

import java.io.IOException;

/** Reads the numbers at the head of a Netpbm picture. */
final class PpmReader {
  private static final int DIGITS = 10;

  private PpmReader() {}

  static ImageHeader read(HeaderInput in) throws IOException {
    in.skip(1);
    int kind = in.u8() - '0';
    ImageHeader.Builder header = ImageHeader.builder()
        .format(ImageFormat.PPM)
        .width(HeaderInput.dimension(ImageFormat.PPM, "width", number(in, "width")))
        .height(HeaderInput.dimension(ImageFormat.PPM, "height", number(in, "height")))
        .colorMode(kind % 3 == 0 ? ColorMode.RGB : ColorMode.GRAY);
    if (kind % 3 == 1) {
      return header.bitDepth(1).build();
    }
    long brightest = number(in, "brightest value");
    if (brightest < 1 || brightest > 65_535) {
      throw HeaderInput.broken(ImageFormat.PPM, "its brightest value is " + brightest);
    }
    return header.bitDepth(brightest < 256 ? 8 : 16).build();
  }

  private static long number(HeaderInput in, String name) throws IOException {
    int c = afterSpace(in);
    long value = 0;
    int digits = 0;
    while (c >= '0' && c <= '9' && digits <= DIGITS) {
      value = value * 10 + c - '0';
      digits++;
      c = in.u8();
    }
    if (digits == 0 || digits > DIGITS || !isSpace(c)) {
      throw HeaderInput.broken(ImageFormat.PPM, "its " + name + " is no number");
    }
    return value;
  }

  private static int afterSpace(HeaderInput in) throws IOException {
    while (in.isNear()) {
      int c = in.u8();
      if (c == '#') {
        while (c != '\n' && c != '\r' && in.isNear()) {
          c = in.u8();
        }
      } else if (!isSpace(c)) {
        return c;
      }
    }
    throw HeaderInput.broken(
        ImageFormat.PPM, "its head is longer than " + in.position() + " bytes");
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
