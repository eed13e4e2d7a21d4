package dev.fovea.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.OutputStream;

/** Where a picture's data URL goes when a message is written: it must never become a String. */
@FunctionalInterface
interface PictureSink {
  /** Straight into what the generator writes to. */
  PictureSink DIRECT = (out, image) -> {
    if (!(out.getOutputTarget() instanceof OutputStream target)) {
      throw new IllegalArgumentException(
          "pictures are written to generators over an OutputStream only");
    }
    out.writeRawValue("\"" + image.dataUrlHead());
    out.flush();
    image.writeBase64(target);
    out.writeRaw('"');
  };

  /**
   * Writes a picture as one JSON string.
   *
   * @param out where a value is expected
   * @param image a picture that has bytes
   * @throws IOException if it cannot be read or written
   */
  void write(JsonGenerator out, Image image) throws IOException;
}
