package dev.fovea.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Walks over the chunks of a WebP file. */
final class WebpReader {
  private static final int METADATA_BYTES = 64 * 1024;

  private final HeaderInput in;
  private final ImageHeader.Builder header =
      ImageHeader.builder().format(ImageFormat.WEBP).bitDepth(8);
  private int frames;
  private int exif;
  private int xmp;

  private WebpReader(HeaderInput in) {
    this.in = in;
  }

  static ImageHeader read(HeaderInput in) throws IOException {
    return new WebpReader(in).read();
  }

  private ImageHeader read() throws IOException {
    in.skip(4);
    long end = 8 + in.u32le();
    in.skip(4);
    String type = in.word();
    long length = in.u32le();
    switch (type) {
      case "VP8 " -> readLossy();
      case "VP8L" -> readLossless();
      case "VP8X" -> readExtended(length, end);
      default ->
        throw HeaderInput.broken(ImageFormat.WEBP, "its first chunk is none of VP8, VP8L and VP8X");
    }
    int orientation = exif > 0 ? exif : xmp;
    return (orientation > 0 ? header.orientation(orientation) : header).build();
  }

  private void readLossy() throws IOException {
    int tag = in.u24le();
    if ((tag & 1) != 0 || in.u8() != 0x9D || in.u8() != 0x01 || in.u8() != 0x2A) {
      throw HeaderInput.broken(ImageFormat.WEBP, "its VP8 chunk holds no key frame");
    }
    size(in.u16le() & 0x3FFF, in.u16le() & 0x3FFF);
    header.colorMode(ColorMode.RGB);
  }

  private void readLossless() throws IOException {
    if (in.u8() != 0x2F) {
      throw HeaderInput.broken(ImageFormat.WEBP, "its VP8L chunk has a wrong signature");
    }
    long bits = in.u32le();
    size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    header.colorMode((bits >> 28 & 1) == 1 ? ColorMode.RGBA : ColorMode.RGB);
  }

  private void readExtended(long length, long end) throws IOException {
    if (length < 10) {
      throw HeaderInput.broken(ImageFormat.WEBP, "its VP8X chunk has the length " + length);
    }
    int flags = in.u8();
    in.skip(3);
    size(in.u24le() + 1L, in.u24le() + 1L);
    header.colorMode((flags & 0x10) != 0 ? ColorMode.RGBA : ColorMode.RGB);
    in.skip(length - 10 + (length & 1));
    try {
      while (in.isNear() && in.position() + 8 <= end) {
        readChunk();
      }
    } catch (EOFException e) {
      // The frames that came are worth counting; decoders show them too.
      if (frames == 0) {
        throw e;
      }
    }
    if (frames == 0) {
      throw HeaderInput.broken(ImageFormat.WEBP, "it has no image data");
    }
    header.frames(frames);
  }

  private void readChunk() throws IOException {
    String type = in.word();
    long length = in.u32le();
    long next = in.position() + length + (length & 1);
    switch (type) {
      case "VP8 ", "VP8L", "ANMF" -> frames++;
      case "EXIF" -> {
        if (length <= METADATA_BYTES) {
          exif = Orientation.ofExif(in.bytes((int) length));
        }
      }
      case "XMP " -> {
        if (length <= METADATA_BYTES) {
          xmp = Orientation.ofXmp(new String(in.bytes((int) length), StandardCharsets.ISO_8859_1));
        }
      }
      default -> {
        // Colour profiles, transparency and what may come.
      }
    }
    in.skip(next - in.position());
  }

  private void size(long width, long height) {
    header
        .width(HeaderInput.dimension(ImageFormat.WEBP, "width", width))
        .height(HeaderInput.dimension(ImageFormat.WEBP, "height", height));
  }
}
