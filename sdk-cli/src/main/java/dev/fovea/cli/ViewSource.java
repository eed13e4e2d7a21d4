package dev.fovea.cli;

import dev.fovea.image.ImageSource;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A picture inside a file, decoded when it is opened.
 *
 * @param file the data set
 * @param offset where the picture's base64 begins in it
 * @param chars how many bytes the base64 has there
 * @param size the picture's bytes, decoded
 */
record ViewSource(Path file, long offset, long chars, long size) implements ImageSource {

  /** Finds the picture of a cut; fails where its base64 cannot be decoded. */
  static ViewSource of(Path file, ViewCut cut) throws IOException {
    long from = cut.offset() + cut.headLength();
    long chars = cut.length() - cut.headLength();
    ViewSource unmeasured = new ViewSource(file, from, chars, 0);
    try (InputStream in = unmeasured.open()) {
      return new ViewSource(file, from, chars, in.transferTo(OutputStream.nullOutputStream()));
    }
  }

  @Override
  public InputStream open() throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(offset);
    } catch (IOException e) {
      in.close();
      throw e;
    }
    return Base64.getDecoder()
        .wrap(new Unescaped(new BufferedInputStream(new Part(in, chars), 32 * 1024)));
  }

  /** A part of a stream from where it stands. */
  private static final class Part extends FilterInputStream {
    private long left;

    Part(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? in.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      int read = left <= 0 ? -1 : in.read(bytes, from, (int) Math.min(count, left));
      left -= Math.max(0, read);
      return read;
    }
  }

  /** The characters that a JSON string means: some writers put a backslash before every slash. */
  private static final class Unescaped extends FilterInputStream {
    Unescaped(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      if (next != '\\') {
        return next;
      }
      int escape = in.read();
      // Anything else but a code is no base64, and the decoder says so.
      return escape == 'u' ? code() : escape == '/' ? '/' : '!';
    }

    private int code() throws IOException {
      int code = 0;
      for (int i = 0; i < 4; i++) {
        int digit = Character.digit(in.read(), 16);
        code = digit < 0 ? 0xFFFF : code << 4 | digit;
      }
      return code < 128 ? code : '!';
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        int next = read();
        if (next < 0) {
          return i == 0 && count > 0 ? -1 : i;
        }
        bytes[from + i] = (byte) next;
      }
      return count;
    }
  }
}
