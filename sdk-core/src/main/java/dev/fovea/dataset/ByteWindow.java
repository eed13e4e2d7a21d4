package dev.fovea.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A window that slides over a stream, once from the beginning to the end. Hashes all bytes as they
 * come in, and the bytes of each line as they are left behind.
 *
 * <p>The fields are open to the scanners of this package: they loop over single bytes, millions of
 * them, and move {@link #at} themselves.
 */
final class ByteWindow {
  static final int SIZE = 128 * 1024;
  static final int SMALLEST = 8;

  private final InputStream in;
  private final @Nullable MessageDigest sha256;
  // Two different polynomials make a 64-bit name for a line; both have processor support.
  private final CRC32 crc = new CRC32();
  private final CRC32C crc2 = new CRC32C();

  final byte[] bytes;

  /** The next byte to look at. */
  int at;

  /** The end of the valid bytes. */
  int end;

  private int lineHashed;
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

  private void slide() {
    if (at == 0) {
      return;
    }
    hashLine();
    System.arraycopy(bytes, at, bytes, 0, end - at);
    start += at;
    end -= at;
    at = 0;
    lineHashed = 0;
  }

  private void hashLine() {
    crc.update(bytes, lineHashed, at - lineHashed);
    crc2.update(bytes, lineHashed, at - lineHashed);
    lineHashed = at;
  }

  /** Begins a line at the next byte. */
  void startLine() {
    crc.reset();
    crc2.reset();
    lineHashed = at;
  }

  /** {@return a name for the bytes since the line began; equal bytes have equal names} */
  long lineHash() {
    hashLine();
    return (crc.getValue() << 32) | crc2.getValue();
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
