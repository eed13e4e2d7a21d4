package dev.fovea.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Reads the chunks of a PNG up to its pixels. */
final class PngReader {
  private static final int METADATA_BYTES = 64 * 1024;
  private static final String XMP = "XML:com.adobe.xmp\0";

  private final HeaderInput in;
  private final ImageHeader.Builder header = ImageHeader.builder().format(ImageFormat.PNG);
  private int animated;
  private boolean firstIsApart = true;
  private int exif;
  private int xmp;

  private PngReader(HeaderInput in) {
    this.in = in;
  }

  static ImageHeader read(HeaderInput in) throws IOException {
    return new PngReader(in).read();
  }

  private ImageHeader read() throws IOException {
    in.skip(8);
    readFirstChunk();
    while (in.isNear()) {
      long length = in.u32be();
      String type = in.word();
      if (length > Integer.MAX_VALUE || !isName(type)) {
        throw HeaderInput.broken(ImageFormat.PNG, "no chunk begins at byte " + (in.position() - 8));
      }
      switch (type) {
        case "IDAT" -> {
          return finish();
        }
        case "IEND" -> throw HeaderInput.broken(ImageFormat.PNG, "it ends without image data");
        default -> readChunk(type, (int) length);
      }
    }
    throw HeaderInput.broken(
        ImageFormat.PNG, "no image data in its first " + in.position() + " bytes");
  }

  private void readFirstChunk() throws IOException {
    long length = in.u32be();
    String type = in.word();
    if (!type.equals("IHDR") || length != 13) {
      throw HeaderInput.broken(ImageFormat.PNG, "its first chunk is no IHDR");
    }
    byte[] data = in.bytes(13);
    CRC32 sum = new CRC32();
    sum.update(type.getBytes(StandardCharsets.ISO_8859_1));
    sum.update(data);
    if (in.u32be() != sum.getValue()) {
      throw HeaderInput.broken(ImageFormat.PNG, "the checksum of its IHDR chunk is wrong");
    }
    header
        .width(HeaderInput.dimension(ImageFormat.PNG, "width", u32(data, 0)))
        .height(HeaderInput.dimension(ImageFormat.PNG, "height", u32(data, 4)));
    readColor(data[9], data[8]);
    if (data[10] != 0 || data[11] != 0 || (data[12] & 0xFF) > 1) {
      throw HeaderInput.broken(
          ImageFormat.PNG, "its compression, filter or interlace method is unknown");
    }
  }

  private void readColor(int type, int depth) {
    boolean fits = switch (type) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
    if (!fits) {
      throw HeaderInput.broken(
          ImageFormat.PNG, "there is no colour type " + type + " with " + depth + " bits");
    }
    header
        .bitDepth(depth)
        .colorMode(
            switch (type) {
              case 0 -> ColorMode.GRAY;
              case 2 -> ColorMode.RGB;
              case 3 -> ColorMode.PALETTE;
              case 4 -> ColorMode.GRAY_ALPHA;
              default -> ColorMode.RGBA;
            });
  }

  private void readChunk(String type, int length) throws IOException {
    long end = in.position() + length + 4L;
    if (type.equals("acTL") && length == 8) {
      long frames = in.u32be();
      if (frames > 0 && frames < Integer.MAX_VALUE) {
        animated = (int) frames;
      }
    } else if (type.equals("fcTL")) {
      // Without it before the pixels, the still picture is none of the animation's frames.
      firstIsApart = false;
    } else if (type.equals("eXIf") && length <= METADATA_BYTES) {
      exif = Orientation.ofExif(in.bytes(length));
    } else if (type.equals("iTXt") && length > XMP.length() && length <= METADATA_BYTES) {
      String text = new String(in.bytes(length), StandardCharsets.ISO_8859_1);
      xmp = text.startsWith(XMP) ? Orientation.ofXmp(text) : xmp;
    }
    in.skip(end - in.position());
  }

  private ImageHeader finish() {
    header.frames(animated == 0 ? 1 : firstIsApart ? animated + 1 : animated);
    int orientation = exif > 0 ? exif : xmp;
    return (orientation > 0 ? header.orientation(orientation) : header).build();
  }

  private static boolean isName(String type) {
    return type.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
  }

  private static long u32(byte[] data, int at) {
    return (data[at] & 0xFFL) << 24
        | (data[at + 1] & 0xFF) << 16
        | (data[at + 2] & 0xFF) << 8
        | (data[at + 3] & 0xFF);
  }
}
