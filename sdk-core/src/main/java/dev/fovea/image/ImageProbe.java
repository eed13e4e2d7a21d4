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

  /** How much of a picture has to be seen. May grow in a minor version: keep a default branch. */
  public enum Depth {
    /**
     * The beginning, and the last 2 KB or more; between them only what tells where the next part
     * begins. {@link ImageProbe#isSure()} tells whether that was enough.
     */
    ENDS,
    /** All that can change the verdict, but no checksum of a long part behind the first 64 KiB. */
    STRUCTURE,
    /** Every byte, and every checksum. */
    EVERYTHING
  }

  private static final int HEAD = 34;

  private final Depth depth;
  private final byte[] head = new byte[HEAD];
  private int headLength;
  private long size;
  private @Nullable ImageFormat format;
  private @Nullable PictureWalk walk;

  private ImageProbe(Depth depth) {
    this.depth = depth;
  }

  /** {@return a probe that has seen nothing and has to see every byte} */
  public static ImageProbe unread() {
    return unread(Depth.EVERYTHING);
  }

  /**
   * {@return a probe that has seen nothing}
   *
   * @param depth how much it has to see
   */
  public static ImageProbe unread(Depth depth) {
    return new ImageProbe(depth);
  }

  static Verdict follow(InputStream picture) throws IOException {
    ImageProbe probe = unread();
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

  /**
   * {@return how many of the next bytes need not be seen} Whoever skips some has to show the last 2
   * KB of the picture, or all that follows what was skipped.
   */
  public long skippable() {
    if (depth == Depth.EVERYTHING || headLength < HEAD) {
      return 0;
    }
    return walk == null ? Long.MAX_VALUE : walk.skippable();
  }

  /**
   * Passes over the next bytes.
   *
   * @param bytes how many, from 0 to {@link #skippable()}
   */
  public void skip(long bytes) {
    size += bytes;
    if (walk != null) {
      walk.skip(bytes);
    }
  }

  private void begin() {
    format = ImageFormat.sniff(Arrays.copyOf(head, headLength)).orElse(null);
    walk = PictureWalk.of(format, depth);
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

  /** {@return how many bytes passed by, the skipped ones included} */
  public long size() {
    return size;
  }

  /** {@return whether the skipped bytes could not have changed the verdict} */
  public boolean isSure() {
    return walk == null || walk.isSure();
  }

  /** {@return what the bytes showed; to be asked when all were seen or skipped} */
  public Verdict verdict() {
    if (headLength < HEAD && format == null) {
      // Shorter than what is awaited before the walk begins.
      begin();
    }
    return walk == null ? Verdict.WHOLE : walk.verdict(size);
  }
}
