package dev.fovea.dataset;

import dev.fovea.image.ImageSource;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A temporary file for the pictures of a stream; removed when it is closed. */
final class Spill implements Closeable {
  private static final int PIECE_BYTES = 16 * 1024;

  private @Nullable Path file;
  private @Nullable OutputStream out;
  private long size;

  /** {@return a pass that keeps the next picture} */
  Kept next() {
    return new Kept(size);
  }

  /** {@return a picture, kept in place of those before it, which must not be read any more} */
  Kept only(InputStream picture) throws IOException {
    if (file != null && out != null) {
      out.close();
      out = new BufferedOutputStream(Files.newOutputStream(file));
    }
    size = 0;
    Kept kept = next();
    byte[] piece = new byte[PIECE_BYTES];
    for (int count = picture.read(piece); count >= 0; count = picture.read(piece)) {
      kept.see(piece, count);
    }
    flush();
    return kept;
  }

  private OutputStream out() throws IOException {
    if (out == null) {
      file = Files.createTempFile("fovea-pictures", ".bin");
      file.toFile().deleteOnExit();
      out = new BufferedOutputStream(Files.newOutputStream(file));
    }
    return out;
  }

  /** Brings the bytes to where they can be read. */
  void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  /** A picture in the temporary file. */
  final class Kept implements PicturePass, ImageSource {
    private final long offset;
    private long length;

    private Kept(long offset) {
      this.offset = offset;
    }

    @Override
    public void see(byte[] bytes, int count) throws IOException {
      out().write(bytes, 0, count);
      length += count;
      size += count;
    }

    @Override
    public long size() {
      return length;
    }

    @Override
    public InputStream open() throws IOException {
      if (file == null) {
        return InputStream.nullInputStream();
      }
      InputStream in = Files.newInputStream(file);
      in.skipNBytes(offset);
      return new Bounded(in, length);
    }
  }

  /** A stream that ends after a number of bytes. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      int next = left > 0 ? super.read() : -1;
      left -= next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
