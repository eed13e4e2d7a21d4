package dev.fovea.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a picture's bytes as they pass by: which format they are, and whether they are there to
 * the end. No pixel is decoded and nothing is kept. For one picture and one thread.
 */
public final class ImageProbe {
  /** How a picture's bytes hang together. May grow in a minor version: keep a default branch. */
  public enum Verdict {
    /** The end is where it should be, or the format marks none. */
    WHOLE,
    /** The end is missing. */
    TRUNCATED,
    /** A checksum in the header is wrong: decoders refuse the picture. */
    BROKEN,
    /** A checksum behind the header is wrong: some decoders open the picture, some do not. */
    DAMAGED
  }

  private static final int HEAD = 34;

  private final byte[] head = new byte[HEAD];
  private int headLength;
  private long size;
  private @Nullable ImageFormat format;
  private @Nullable PictureWalk walk;

  private ImageProbe() {}

  /** {@return a probe that has seen nothing} */
  public static ImageProbe unread() {
    return new ImageProbe();
  }

  static Verdict follow(InputStream picture) throws IOException {
    ImageProbe probe = new ImageProbe();
    byte[] piece = new byte[8192];
    for (int length = picture.read(piece); length >= 0; length = picture.read(piece)) {
      probe.see(piece, length);
    }
    return probe.verdict();
  }

  /**
   * Sees the next bytes.
   *
   * @param bytes holds them from its beginning on
   * @param length how many there are
   */
  public void see(byte[] bytes, int length) {
    size += length;
    int more = Math.min(HEAD - headLength, length);
    if (more > 0) {
      System.arraycopy(bytes, 0, head, headLength, more);
      headLength += more;
      if (headLength < HEAD) {
        return;
      }
      begin();
    }
    if (walk != null) {
      walk.see(bytes, more, length);
    }
  }

  private void begin() {
    format = ImageFormat.sniff(Arrays.copyOf(head, headLength)).orElse(null);
    walk = PictureWalk.of(format);
    if (walk != null) {
      walk.see(head, 0, headLength);
    }
  }

  /** {@return the format by the first bytes; absent if they are of none that is known} */
  public Optional<ImageFormat> format() {
    return headLength < HEAD
        ? ImageFormat.sniff(Arrays.copyOf(head, headLength))
        : Optional.ofNullable(format);
  }

  /** {@return how many bytes passed by} */
  public long size() {
    return size;
  }

  /** {@return what the bytes showed; to be asked when all were seen} */
  public Verdict verdict() {
    if (headLength < HEAD && format == null) {
      // Shorter than what is awaited before the walk begins.
      begin();
    }
    return walk == null ? Verdict.WHOLE : walk.verdict(size);
  }
}
