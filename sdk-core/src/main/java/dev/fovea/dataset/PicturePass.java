package dev.fovea.dataset;

import java.io.IOException;
import java.io.InputStream;

/**
 * What is done with the bytes of a picture while its text passes by: first {@link #read} pulls what
 * it wants, then the rest is shown or skipped. Every byte is either seen or skipped, in order.
 */
interface PicturePass {
  /**
   * Reads as much of the picture as is of interest, from its first byte on.
   *
   * @param decoded the picture's bytes; {@link #see} has seen those that come out of it
   */
  default void read(InputStream decoded) throws IOException {}

  /**
   * Sees the next bytes.
   *
   * @param bytes holds them from its beginning on
   * @param length how many there are
   */
  void see(byte[] bytes, int length) throws IOException;

  /**
   * {@return how many of the next bytes need not be seen; their characters are checked all the
   * same} Fewer may be skipped: the last bytes of a picture are always seen.
   */
  default long skippable() {
    return 0;
  }

  /** Hears that the next bytes were not decoded. */
  default void skip(long bytes) {}

  /**
   * Hears that the text has come to its end.
   *
   * @param name a name for its characters, escapes undone: equal ones have equal names
   */
  default void end(long name) {}

  /** {@return a pass that lets the picture go by without looking} */
  static PicturePass none() {
    return new PicturePass() {
      @Override
      public void see(byte[] bytes, int length) {}

      @Override
      public long skippable() {
        return Long.MAX_VALUE;
      }
    };
  }
}
