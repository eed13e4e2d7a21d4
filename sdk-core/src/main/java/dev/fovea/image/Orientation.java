package dev.fovea.image;

import dev.fovea.error.ImageException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which way up a picture is, as its metadata says. Broken metadata says nothing: the picture is
 * still one.
 */
final class Orientation {
  private static final String EXIF = "Exif\0\0";
  private static final String XMP = "tiff:Orientation";

  private Orientation() {}

  /** {@return 1 to 8, or 0 when EXIF data does not say} */
  static int ofExif(byte[] data) {
    int start = startsWithExif(data) ? EXIF.length() : 0;
    try {
      MemorySource tiff = new MemorySource(Arrays.copyOfRange(data, start, data.length));
      return TiffReader.orientation(new HeaderInput(tiff.open(), tiff));
    } catch (IOException | ImageException e) {
      return 0;
    }
  }

  /** {@return 1 to 8, or 0 when an XMP packet does not say} */
  static int ofXmp(String packet) {
    int at = packet.indexOf(XMP);
    if (at < 0) {
      return 0;
    }
    // <tiff:Orientation>6</…> or tiff:Orientation="6"
    for (int i = at + XMP.length(); i < Math.min(packet.length(), at + XMP.length() + 6); i++) {
      char c = packet.charAt(i);
      if (c >= '1' && c <= '8') {
        return c - '0';
      }
    }
    return 0;
  }

  private static boolean startsWithExif(byte[] data) {
    for (int i = 0; i < EXIF.length(); i++) {
      if (data.length <= i || data[i] != EXIF.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
