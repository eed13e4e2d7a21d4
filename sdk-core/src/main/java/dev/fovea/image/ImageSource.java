package dev.fovea.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

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

  /**
   * The bytes of a file. Its size and time are remembered now and compared each time it is opened:
   * a file that changed is an error, never a mixture.
   *
   * @param path the file
   * @return its bytes
   * @throws dev.fovea.error.ImageException if there is no such file
   */
  static ImageSource of(Path path) {
    return FileSource.of(path);
  }

  /**
   * Bytes in memory.
   *
   * @param bytes the bytes, copied
   * @return the source, equal only to itself
   */
  static ImageSource of(byte[] bytes) {
    return new MemorySource(bytes.clone());
  }
}
