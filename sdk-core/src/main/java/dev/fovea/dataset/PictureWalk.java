package dev.fovea.dataset;

import dev.fovea.image.ImageFormat;
import org.jspecify.annotations.Nullable;

/** Follows a picture's structure from its first byte to its last, without decoding pixels. */
abstract sealed class PictureWalk permits PngWalk, JpegWalk, WebpWalk {
  /** How the walk ended. */
  enum Verdict {
    /** The end is where it should be. */
    WHOLE,
    /** The end is missing. */
    TRUNCATED,
    /** A checksum in the header is wrong: decoders refuse the picture. */
    BROKEN,
    /** A checksum behind the header is wrong: some decoders open the picture, some do not. */
    DAMAGED
  }

  /** {@return a walk; null for a format that has no marked end} */
  static @Nullable PictureWalk of(@Nullable ImageFormat format) {
    if (format == null) {
      return null;
    }
    return switch (format) {
      case PNG -> new PngWalk();
      case JPEG -> new JpegWalk();
      case WEBP -> new WebpWalk();
      default -> null;
    };
  }

  /** Sees the next bytes. */
  abstract void see(byte[] bytes, int from, int to);

  /** {@return the verdict when all bytes were seen} */
  abstract Verdict verdict(long size);
}
