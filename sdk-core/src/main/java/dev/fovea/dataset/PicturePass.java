package dev.fovea.dataset;

import java.io.IOException;
import java.io.InputStream;

/** What is done with the bytes of a picture while its text passes by. */
interface PicturePass extends Base64Text.Watcher {
  /** Reads as much of the picture as is of interest; the rest passes the watcher only. */
  default void read(InputStream decoded) throws IOException {}

  /** Lets the picture pass without looking. */
  static PicturePass none() {
    return (bytes, length) -> {};
  }
}
