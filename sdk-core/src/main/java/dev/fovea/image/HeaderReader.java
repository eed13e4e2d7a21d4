package dev.fovea.image;

import dev.fovea.error.ImageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what a picture is and lets the reader of that format read on. */
final class HeaderReader {
  private static final String KNOWN =
      Stream.of(ImageFormat.values()).map(Enum::name).collect(Collectors.joining(", "));

  private HeaderReader() {}

  static ImageHeader read(InputStream stream) {
    HeaderInput in = new HeaderInput(stream, null);
    try {
      return read(in);
    } catch (IOException e) {
      throw new ImageException("the picture's bytes cannot be read: " + e.getMessage(), e);
    }
  }

  static ImageHeader read(ImageSource source) throws IOException {
    try (HeaderInput in = new HeaderInput(source.open(), source)) {
      return read(in);
    }
  }

  private static ImageHeader read(HeaderInput in) throws IOException {
    ImageFormat format = sniff(in.peek(Magic.HEAD_BYTES));
    try {
      return switch (format) {
        case PNG -> PngReader.read(in);
        case JPEG -> JpegReader.read(in);
        case WEBP -> WebpReader.read(in);
        case GIF -> GifReader.read(in);
        case BMP -> BmpReader.read(in);
        case TIFF -> TiffReader.read(in);
        case PPM -> PpmReader.read(in);
      };
    } catch (EOFException e) {
      throw new ImageException(
          "it begins as " + format + " and ends inside its header, after " + in.position()
              + " bytes",
          e);
    }
  }

  static ImageFormat sniff(byte[] head) {
    ImageFormat format = Magic.format(head);
    if (head.length == 0) {
      throw new ImageException("it is empty (0 bytes)");
    }
    if (format == null) {
      throw new ImageException("it is no picture of a known format but seems to be "
          + Magic.describe(head) + "; known are " + KNOWN);
    }
    return format;
  }
}
