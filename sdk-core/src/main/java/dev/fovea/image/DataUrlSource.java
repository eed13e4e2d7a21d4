package dev.fovea.image;

import dev.fovea.error.Excerpt;
import dev.fovea.error.ImageException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** A picture inside a data URL, decoded each time it is read and never as a whole. */
final class DataUrlSource implements ImageSource {
  private static final String BASE64 = ";base64";
  private static final int MIME_CHARS = 200;
  // A multiple of 4, so that every piece but the last decodes without padding.
  private static final int PIECE_CHARS = 8 * 1024;

  private final String url;
  private final int start;

  private DataUrlSource(String url, int start) {
    this.url = url;
    this.start = start;
  }

  static DataUrlSource parse(String url) {
    Objects.requireNonNull(url, "url");
    if (!url.regionMatches(true, 0, "data:", 0, 5)) {
      throw bad("it does not begin with data: but with \"" + Excerpt.of(url, 30) + "\"");
    }
    int comma = url.substring(0, Math.min(url.length(), MIME_CHARS)).indexOf(',');
    if (comma < 0) {
      throw bad("it has no comma after the media type");
    }
    String head = url.substring(5, comma);
    if (!head.regionMatches(true, head.length() - BASE64.length(), BASE64, 0, BASE64.length())) {
      throw bad("its head is \"" + Excerpt.of(head, 60) + "\" and does not end with ;base64");
    }
    checkPayload(url, comma + 1);
    return new DataUrlSource(url, comma + 1);
  }

  private static void checkPayload(String url, int start) {
    int length = url.length() - start;
    int end = url.length();
    for (int padding = 0; padding < 2 && end > start && url.charAt(end - 1) == '='; padding++) {
      end--;
    }
    for (int i = start; i < end; i++) {
      if (!isBase64(url.charAt(i))) {
        throw bad("character " + (i - start + 1) + " after the comma is not base64 ("
            + String.format("U+%04X", (int) url.charAt(i)) + ")");
      }
    }
    if (length % 4 != 0) {
      throw bad("its base64 has " + length
          + " characters, which is not a multiple of 4: it was cut or lost its padding");
    }
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  private static ImageException bad(String why) {
    return new ImageException(
        "picture in a data URL: " + why + "; the form is data:image/png;base64,AAAA…");
  }

  @Override
  public long size() {
    int length = url.length() - start;
    if (length == 0) {
      return 0;
    }
    int padding = url.endsWith("==") ? 2 : url.endsWith("=") ? 1 : 0;
    return length / 4 * 3L - padding;
  }

  @Override
  public InputStream open() {
    return new Decoding();
  }

  @Override
  public String toString() {
    return "a data URL";
  }

  private final class Decoding extends InputStream {
    private int next = start;
    private byte[] piece = new byte[0];
    private int used;

    @Override
    public int read() {
      return fill() ? piece[used++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, piece.length - used);
      System.arraycopy(piece, used, target, offset, count);
      used += count;
      return count;
    }

    private boolean fill() {
      if (used < piece.length) {
        return true;
      }
      if (next >= url.length()) {
        return false;
      }
      int end = Math.min(url.length(), next + PIECE_CHARS);
      piece = Base64.getDecoder()
          .decode(url.substring(next, end).getBytes(StandardCharsets.ISO_8859_1));
      used = 0;
      next = end;
      return true;
    }
  }
}
