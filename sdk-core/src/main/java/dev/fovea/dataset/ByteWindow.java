package dev.fovea.dataset;

import dev.fovea.config.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A window that slides over a stream, once from the beginning to the end. Hashes all bytes as they
 * come in if that is asked for, and names each line by its bytes as they are left behind.
 *
 * <p>The fields are open to the scanners of this package: they loop over single bytes, millions of
 * them, and move {@link #at} themselves.
 */
final class ByteWindow {
  // Large enough that a read costs little, small enough for a core's own cache: what is read is
  // looked at more than once.
  static final int SIZE = 256 * 1024;
  static final int SMALLEST = 8;

  private final InputStream in;
  private final @Nullable MessageDigest sha256;
  private final Name line = new Name();

  final byte[] bytes;
  final Base64Check base64 = new Base64Check(Timing.system());

  /** The next byte to look at. */
  int at;

  /** The end of the valid bytes. */
  int end;

  private int named;
  private boolean apart;
  private long apartFrom;
  private long start;
  private boolean exhausted;

  private ByteWindow(InputStream in, int size, @Nullable MessageDigest sha256) {
    this.in = in;
    this.sha256 = sha256;
    this.bytes = new byte[Math.max(size, SMALLEST)];
  }

  static ByteWindow of(InputStream in) {
    return new ByteWindow(in, SIZE, null);
  }

  static ByteWindow of(InputStream in, int size) {
    return new ByteWindow(in, size, null);
  }

  /** {@return a window that computes the hash of all bytes as well} */
  static ByteWindow hashing(InputStream in) {
    return new ByteWindow(in, SIZE, newSha256());
  }

  /** {@return the place of the next byte in the stream, from 0} */
  long offset() {
    return start + at;
  }

  /** {@return whether there is a next byte; reads on if needed} */
  boolean hasNext() throws IOException {
    return at < end || has(1);
  }

  /** {@return whether that many bytes follow, at most {@link #SMALLEST}; reads on if needed} */
  boolean has(int wanted) throws IOException {
    while (end - at < wanted && !exhausted) {
      slide();
      int read = in.read(bytes, end, bytes.length - end);
      if (read < 0) {
        exhausted = true;
      } else {
        if (sha256 != null) {
          sha256.update(bytes, end, read);
        }
        end += read;
      }
    }
    return end - at >= wanted;
  }

  /** {@return whether more bytes came} None come if the window is full of unread ones. */
  boolean more() throws IOException {
    return end - at < bytes.length && has(end - at + 1);
  }

  private void slide() {
    if (at == 0) {
      return;
    }
    name();
    System.arraycopy(bytes, at, bytes, 0, end - at);
    start += at;
    end -= at;
    at = 0;
    named = 0;
  }

  private void name() {
    if (!apart) {
      line.add(bytes, named, at - named);
      named = at;
    }
  }

  /** Begins a line at the next byte. */
  void startLine() {
    line.reset();
    named = at;
  }

  /** {@return a name for the bytes since the line began; equal bytes have equal names} */
  long lineName() {
    name();
    return line.value();
  }

  /** Leaves the bytes from the next one on to somebody else to name. */
  void startApart() {
    name();
    apart = true;
    apartFrom = offset();
  }

  /** Goes on with the line's name, in which this one stands for the bytes that were left out. */
  void endApart(long name) {
    apart = false;
    named = at;
    line.addLong(name);
    line.addLong(offset() - apartFrom);
  }

  /** {@return the SHA-256 of all bytes; to be asked once, at the end} */
  String sha256() {
    if (sha256 == null) {
      throw new IllegalStateException("nothing was hashed");
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
