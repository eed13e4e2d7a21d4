package dev.fovea.image;

import dev.fovea.error.ImageException;
import java.io.InputStream;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What can be done with a picture's pixels. The module {@code sdk-imaging} does it; the core looks
 * at bytes and headers alone. Thread-safe.
 */
public interface Imaging {
  /** {@return the one on the class path or the module path; absent when there is none} */
  static Optional<Imaging> find() {
    return ServiceLoader.load(Imaging.class, Imaging.class.getClassLoader()).findFirst();
  }

  /**
   * Decodes every pixel of a picture's first frame.
   *
   * @param picture its bytes from the first on; read as far as needed, not closed
   * @param limits what may be spent on it
   * @return what the pixels show
   * @throws ImageException if they cannot be decoded or would cost more than the limits; the
   *     message says why
   */
  Pixels decode(InputStream picture, DecodeLimits limits);

  /**
   * Writes a picture in another format: its first frame, upright, in its full size.
   *
   * @param picture a picture with bytes
   * @param format what to make of it, PNG or JPEG; where JPEG has no transparency, white shines
   *     through
   * @param limits what may be spent on it
   * @return the new picture, of the same detail
   * @throws ImageException if it cannot be decoded or would cost more than the limits
   * @throws IllegalArgumentException if the format is never written
   */
  Image reencode(Image picture, ImageFormat format, DecodeLimits limits);
}
