package dev.fovea.image;

import dev.fovea.error.ImageException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a picture, read forwards; backwards only where the source can be opened anew. Every
 * number is read as unsigned. The end of the bytes is an {@link EOFException}.
 */
final class HeaderInput implements AutoCloseable {
  /** The farthest a reader walks from block to block; only a TIFF may point beyond. */
  private static final long LONGEST_WALK = 64_000_000;

  // Going back on a source that decodes costs everything before that place once more.
  private static final int MOST_REOPENED = 32;
  private static final int BUFFER_BYTES = 4096;

  private final @Nullable ImageSource source;
  private BufferedInputStream in;
  private long position;
  private int reopened;

  HeaderInput(InputStream stream, @Nullable ImageSource source) {
    this.in = new BufferedInputStream(stream, BUFFER_BYTES);
    this.source = source;
  }

  byte[] peek(int count) throws IOException {
    in.mark(count);
    byte[] head = in.readNBytes(count);
    in.reset();
    return head;
  }

  long position() {
    return position;
  }

  /** {@return whether walking on is still reasonable} */
  boolean isNear() {
    return position < LONGEST_WALK;
  }

  int u8() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException("no more bytes");
    }
    position++;
    return value;
  }

  int u16be() throws IOException {
    return u8() << 8 | u8();
  }

  int u16le() throws IOException {
    return u8() | u8() << 8;
  }

  int u24le() throws IOException {
    return u16le() | u8() << 16;
  }

  long u32be() throws IOException {
    return (long) u16be() << 16 | u16be();
  }

  long u32le() throws IOException {
    return u16le() | (long) u16le() << 16;
  }

  /** Four bytes as letters. */
  String word() throws IOException {
    return new String(bytes(4), StandardCharsets.ISO_8859_1);
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    position += bytes.length;
    if (bytes.length < count) {
      throw new EOFException("no more bytes");
    }
    return bytes;
  }

  void skip(long count) throws IOException {
    in.skipNBytes(count);
    position += count;
  }

  /** Goes to a place counted from the first byte. {@return whether that was possible} */
  boolean seek(long target) throws IOException {
    if (target < position) {
      if (source == null || ++reopened > MOST_REOPENED) {
        return false;
      }
      in.close();
      in = new BufferedInputStream(source.open(), BUFFER_BYTES);
      position = 0;
    }
    skip(target - position);
    return true;
  }

  /** {@return whether the bytes can be read again from a place that was passed} */
  boolean canSeekBack() {
    return source != null;
  }

  static ImageException broken(ImageFormat format, String why) {
    return new ImageException("it begins as " + format + " and is broken: " + why);
  }

  /** Refuses sizes that no picture has. */
  static int dimension(ImageFormat format, String name, long value) {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw broken(format, "its " + name + " is " + value);
    }
    return (int) value;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
