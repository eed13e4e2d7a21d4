package dev.fovea.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the segments of a JPEG up to the frame header. */
final class JpegReader {
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  private final HeaderInput in;
  private int exif;
  private int xmp;

  private JpegReader(HeaderInput in) {
    this.in = in;
  }

  static ImageHeader read(HeaderInput in) throws IOException {
    return new JpegReader(in).read();
  }

  private ImageHeader read() throws IOException {
    while (in.isNear()) {
      int marker = marker();
      if (isFrame(marker)) {
        return frame();
      }
      if (marker == 0xD9) {
        throw HeaderInput.broken(ImageFormat.JPEG, "it ends without a picture");
      }
      if (marker == 0xDA) {
        throw HeaderInput.broken(ImageFormat.JPEG, "its image data has no frame header before it");
      }
      if (!standsAlone(marker)) {
        segment(marker);
      }
    }
    throw HeaderInput.broken(
        ImageFormat.JPEG, "no frame header in its first " + in.position() + " bytes");
  }

  // Decoders pass over rubbish between segments, and so do we.
  private int marker() throws IOException {
    while (in.isNear()) {
      if (in.u8() != 0xFF) {
        continue;
      }
      int code = in.u8();
      while (code == 0xFF && in.isNear()) {
        code = in.u8();
      }
      if (code != 0) {
        return code;
      }
    }
    return 0x01;
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
  }

  private void segment(int marker) throws IOException {
    int length = in.u16be();
    if (length < 2) {
      throw HeaderInput.broken(
          ImageFormat.JPEG,
          "the segment before byte " + in.position() + " has the length " + length);
    }
    if (marker != 0xE1) {
      in.skip(length - 2L);
      return;
    }
    byte[] data = in.bytes(length - 2);
    String text = new String(data, StandardCharsets.ISO_8859_1);
    if (exif == 0 && text.startsWith("Exif\0")) {
      exif = Orientation.ofExif(data);
    } else if (xmp == 0 && text.startsWith(XMP)) {
      xmp = Orientation.ofXmp(text);
    }
  }

  private ImageHeader frame() throws IOException {
    int length = in.u16be();
    int precision = in.u8();
    int height = in.u16be();
    int width = in.u16be();
    int components = in.u8();
    if (components == 0 || length != 8 + 3 * components || precision < 2 || precision > 16) {
      throw HeaderInput.broken(ImageFormat.JPEG, "its frame header contradicts itself");
    }
    ImageHeader.Builder header = ImageHeader.builder()
        .format(ImageFormat.JPEG)
        .width(HeaderInput.dimension(ImageFormat.JPEG, "width", width))
        .height(HeaderInput.dimension(ImageFormat.JPEG, "height", height))
        .bitDepth(precision)
        .colorMode(
            switch (components) {
              case 1 -> ColorMode.GRAY;
              case 3 -> ColorMode.RGB;
              case 4 -> ColorMode.CMYK;
              default -> ColorMode.UNKNOWN;
            });
    int orientation = exif > 0 ? exif : xmp;
    return (orientation > 0 ? header.orientation(orientation) : header).build();
  }
}
