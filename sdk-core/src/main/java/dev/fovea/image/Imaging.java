package dev.fovea.image;

import dev.fovea.error.ImageException;
import dev.fovea.error.ImageLimitException;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What can be done with a picture's pixels. The module {@code sdk-imaging} does it; the core looks
 * at bytes and headers alone. Implementations must be thread-safe.
 */
public interface Imaging {
  /** {@return the one on the class path or the module path; absent when there is none} */
  static Optional<Imaging> find() {
    return ServiceLoader.load(Imaging.class, Imaging.class.getClassLoader()).findFirst();
  }

  /**
   * Decodes every pixel of a picture's first frame. Nothing of it is kept.
   *
   * @param picture a picture with bytes
   * @param limits what may be spent on it
   * @return what the pixels show
   * @throws ImageException if they cannot be decoded, or the bytes cannot be read or are not here;
   *     the message says why
   * @throws ImageLimitException if that would cost more than the limits
   */
  Pixels decode(Image picture, DecodeLimits limits);

  /**
   * Writes a picture in another format: its first frame, upright, in its full size, with eight bits
   * a channel and without metadata. Decoded and encoded, the picture stands in memory as a whole.
   *
   * @param picture a picture with bytes
   * @param format what to make of it, PNG or JPEG; where JPEG has no transparency, white shines
   *     through
   * @param limits what may be spent on it
   * @return the new picture, of the same detail
   * @throws ImageException if it cannot be decoded, or the bytes cannot be read or are not here
   * @throws ImageLimitException if that would cost more than the limits
   * @throws IllegalArgumentException if the format is never written
   */
  Image reencode(Image picture, ImageFormat format, DecodeLimits limits);

  /**
   * Makes a small picture for people to look at: a JPEG of the first frame, upright, without
   * metadata, in which white shines through what is transparent. Where a decoder goes row by row, a
   * large picture takes no more memory than some multiple of the small one.
   *
   * @param picture a picture with bytes
   * @param longestSide the most pixels of the longer side, 1 to 4096; a picture that has fewer
   *     keeps its size
   * @param limits what may be spent on it
   * @return the small picture, of the same detail
   * @throws ImageException if it cannot be decoded, or the bytes cannot be read or are not here
   * @throws ImageLimitException if that would cost more than the limits
   * @throws IllegalArgumentException if the side is out of its range
   */
  Image thumbnail(Image picture, int longestSide, DecodeLimits limits);
}
