package dev.fovea.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where a picture's bytes come from. They can be read any number of times and are the same each
 * time: a picture is read once to learn its format and again for each attempt to send it.
 * Implementations must be thread-safe.
 */
public interface ImageSource {
  /** {@return the number of bytes that {@link #open()} gives} */
  long size();

  /**
   * Opens the bytes at their beginning.
   *
   * @return a new stream, which the caller closes
   * @throws IOException if the bytes cannot be read
   */
  InputStream open() throws IOException;
}
