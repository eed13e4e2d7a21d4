package dev.fovea.image;

import org.jspecify.annotations.Nullable;

/**
 * Follows a picture's structure from its first byte to its last, without decoding pixels. Bytes
 * that cannot change the verdict may be skipped.
 */
abstract sealed class PictureWalk permits PngWalk, JpegWalk, WebpWalk, BmpWalk {
  /** {@return a walk; null for a format that has no marked end} */
  static @Nullable PictureWalk of(@Nullable ImageFormat format, ImageProbe.Depth depth) {
    if (format == null) {
      return null;
    }
    return switch (format) {
      case PNG -> new PngWalk(depth == ImageProbe.Depth.EVERYTHING);
      case JPEG -> new JpegWalk(depth == ImageProbe.Depth.ENDS);
      case WEBP -> new WebpWalk();
      case BMP -> new BmpWalk();
      default -> null;
    };
  }

  /** Sees the next bytes. */
  abstract void see(byte[] bytes, int from, int to);

  /** {@return how many of the next bytes it can do without} */
  abstract long skippable();

  /** Passes over some of them. */
  void skip(long bytes) {}

  /** {@return the verdict when all bytes were seen or skipped} */
  abstract ImageProbe.Verdict verdict(long size);

  /** {@return whether the skipped bytes could not have changed the verdict} */
  boolean isSure() {
    return true;
  }
}
