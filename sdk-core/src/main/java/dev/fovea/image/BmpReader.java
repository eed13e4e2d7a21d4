package dev.fovea.image;

import java.io.IOException;

/** Reads the two headers of a bitmap. */
final class BmpReader {
  private BmpReader() {}

  static ImageHeader read(HeaderInput in) throws IOException {
    in.skip(14);
    long length = in.u32le();
    boolean core = length == 12;
    if (!core
        && length != 16
        && length != 40
        && length != 52
        && length != 56
        && length != 64
        && length != 108
        && length != 124) {
      throw HeaderInput.broken(
          ImageFormat.BMP, "no version of its header has " + length + " bytes");
    }
    long width = core ? in.u16le() : (int) in.u32le();
    // A negative height says that the first row is the upper one.
    long height = core ? in.u16le() : Math.abs((long) (int) in.u32le());
    int planes = in.u16le();
    int bits = in.u16le();
    if (planes != 1
        || (bits != 1
            && bits != 2
            && bits != 4
            && bits != 8
            && bits != 16
            && bits != 24
            && bits != 32)) {
      throw HeaderInput.broken(
          ImageFormat.BMP, "it has " + planes + " planes of " + bits + " bits");
    }
    return ImageHeader.builder()
        .format(ImageFormat.BMP)
        .width(HeaderInput.dimension(ImageFormat.BMP, "width", width))
        .height(HeaderInput.dimension(ImageFormat.BMP, "height", height))
        .colorMode(mode(in, length, bits))
        .bitDepth(bits <= 8 ? bits : bits == 16 ? 5 : 8)
        .build();
  }

  private static ColorMode mode(HeaderInput in, long length, int bits) throws IOException {
    if (bits <= 8) {
      return ColorMode.PALETTE;
    }
    if (bits != 32 || length < 56 || length == 64) {
      return ColorMode.RGB;
    }
    // The mask of the transparency is the last of four, at byte 66 of the file.
    in.skip(36);
    return in.u32le() == 0 ? ColorMode.RGB : ColorMode.RGBA;
  }
}
