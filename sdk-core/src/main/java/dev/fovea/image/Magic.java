package dev.fovea.image;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the first bytes of something say it is. */
final class Magic {
  /** How many bytes are looked at. */
  static final int HEAD_BYTES = 512;

  private Magic() {}

  static @Nullable ImageFormat format(byte[] head) {
    if (starts(head, 0, "\u0089PNG\r\n\u001a\n")) {
      return ImageFormat.PNG;
    }
    if (starts(head, 0, "\u00ff\u00d8\u00ff")) {
      return ImageFormat.JPEG;
    }
    if (starts(head, 0, "GIF87a") || starts(head, 0, "GIF89a")) {
      return ImageFormat.GIF;
    }
    if (starts(head, 0, "RIFF") && starts(head, 8, "WEBP")) {
      return ImageFormat.WEBP;
    }
    if (starts(head, 0, "II*\0")
        || starts(head, 0, "MM\0*")
        || starts(head, 0, "II+\0")
        || starts(head, 0, "MM\0+")) {
      return ImageFormat.TIFF;
    }
    if (isBitmap(head)) {
      return ImageFormat.BMP;
    }
    return isPixmap(head) ? ImageFormat.PPM : null;
  }

  // Two letters are a weak sign, so the length of the second header has to fit as well.
  private static boolean isBitmap(byte[] head) {
    if (!starts(head, 0, "BM")) {
      return false;
    }
    return head.length < 18
        || ((head[14] & 0xFF) >= 12 && head[15] == 0 && head[16] == 0 && head[17] == 0);
  }

  private static boolean isPixmap(byte[] head) {
    return head.length >= 3
        && head[0] == 'P'
        && head[1] >= '1'
        && head[1] <= '6'
        && (head[2] == ' '
            || head[2] == '\n'
            || head[2] == '\r'
            || head[2] == '\t'
            || head[2] == '#');
  }

  /** Says what bytes that are no known picture seem to be, in words that end "seem to be …". */
  static String describe(byte[] head) {
    if (head.length == 0) {
      return "empty (0 bytes)";
    }
    if (starts(head, 4, "ftyp")) {
      return isoMedia(head);
    }
    if (starts(head, 0, "\0\0\1\0") || starts(head, 0, "\0\0\2\0")) {
      return "an ICO icon or cursor";
    }
    if (starts(head, 0, "\0\0\0\fjP  ") || starts(head, 0, "\u00ffO\u00ffQ")) {
      return "a JPEG 2000 picture";
    }
    if (starts(head, 0, "\u00ff\n") || starts(head, 4, "JXL ")) {
      return "a JPEG XL picture";
    }
    if (starts(head, 0, "8BPS")) {
      return "a Photoshop file";
    }
    if (starts(head, 0, "PK\3\4")) {
      return "a ZIP archive";
    }
    if (starts(head, 0, "\u001f\u008b")) {
      return "gzip data";
    }
    if (starts(head, 0, "RIFF")) {
      return "a RIFF file without a picture (sound or video)";
    }
    if (starts(head, 0, "version https://git-lfs")) {
      return "a Git LFS pointer in place of the picture";
    }
    return text(head);
  }

  private static String isoMedia(byte[] head) {
    String brands = ascii(head).substring(8, Math.min(head.length, 40));
    if (brands.contains("avif") || brands.contains("avis")) {
      return "an AVIF picture";
    }
    if (brands.startsWith("hei")
        || brands.startsWith("hev")
        || brands.startsWith("mif1")
        || brands.startsWith("msf1")) {
      return "an HEIC picture";
    }
    return "a video (ISO media)";
  }

  private static String text(byte[] head) {
    String start = ascii(head).strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("\u00ef\u00bb\u00bf")) {
      start = start.substring(3).strip();
    }
    if (start.contains("%pdf-")) {
      return "a PDF document";
    }
    if (start.contains("<svg")) {
      return "an SVG drawing";
    }
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "an HTML page";
    }
    if (start.startsWith("<?xml")) {
      return "an XML document, perhaps an SVG drawing";
    }
    if (start.startsWith("%!ps")) {
      return "a PostScript drawing";
    }
    if (start.startsWith("data:")) {
      return "a data URL as text, not yet decoded";
    }
    return isText(head) ? "text" : "unknown data";
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static String ascii(byte[] head) {
    return new String(head, 0, Math.min(head.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
  }

  private static boolean starts(byte[] head, int at, String magic) {
    if (head.length < at + magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((head[at + i] & 0xFF) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
