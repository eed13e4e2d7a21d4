package dev.fovea.image;

import dev.fovea.error.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Writes a picture as base64 with a scratch of a few kilobytes, whatever its size. */
final class Base64Pieces implements AutoCloseable {
  // A multiple of 3, so that only the last piece is padded; 6 KB in and 8 KB out stay in the cache.
  private static final int PIECE_BYTES = 6 * 1024;

  private final Image image;
  private final InputStream in;
  private final long size;

  Base64Pieces(Image image) {
    this.image = image;
    this.size = image.size();
    this.in = image.open();
  }

  void writeTo(OutputStream out) throws IOException {
    Base64.Encoder encoder = Base64.getEncoder();
    byte[] bytes = new byte[(int) Math.min(PIECE_BYTES, Math.max(size, 1))];
    byte[] text = new byte[(bytes.length + 2) / 3 * 4];
    long written = 0;
    while (written < size) {
      int count = read(bytes);
      // Neither more nor less may be written than was promised: the length was sent ahead.
      if (count == 0
          || written + count > size
          || (count < bytes.length && written + count != size)) {
        throw changed(written + count);
      }
      byte[] piece = count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
      out.write(text, 0, encoder.encode(piece, text));
      written += count;
    }
    if (read(new byte[1]) > 0) {
      throw changed(size + 1);
    }
  }

  private int read(byte[] bytes) {
    try {
      return in.readNBytes(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw image.unreadable(e);
    }
  }

  private ImageException changed(long seen) {
    return new ImageException(image + ": it changed while it was read: " + size
        + " bytes were announced, " + (seen > size ? "more came" : "only " + seen + " came"));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
