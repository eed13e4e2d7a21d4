package dev.fovea.image;

import org.jspecify.annotations.Nullable;

/** Follows a picture's structure from its first byte to its last, without decoding pixels. */
abstract sealed class PictureWalk permits PngWalk, JpegWalk, WebpWalk, BmpWalk {
  /** {@return a walk; null for a format that has no marked end} */
  static @Nullable PictureWalk of(@Nullable ImageFormat format) {
    if (format == null) {
      return null;
    }
    return switch (format) {
      case PNG -> new PngWalk();
      case JPEG -> new JpegWalk();
      case WEBP -> new WebpWalk();
      case BMP -> new BmpWalk();
      default -> null;
    };
  }

  /** Sees the next bytes. */
  abstract void see(byte[] bytes, int from, int to);

  /** {@return the verdict when all bytes were seen} */
  abstract ImageProbe.Verdict verdict(long size);
}
