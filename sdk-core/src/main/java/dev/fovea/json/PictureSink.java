package dev.fovea.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.OutputStream;

/** Where a picture's or a sound's base64 goes in a message: it must never become a String. */
@FunctionalInterface
interface PictureSink {
  /** Straight into what the generator writes to. */
  PictureSink DIRECT = (out, head, bytes) -> {
    if (!(out.getOutputTarget() instanceof OutputStream target)) {
      throw new IllegalArgumentException(
          "pictures are written to generators over an OutputStream only");
    }
    out.writeRawValue("\"" + head);
    out.flush();
    bytes.writeBase64(target);
    out.writeRaw('"');
  };

  /**
   * Writes bytes as one JSON string.
   *
   * @param out where a value is expected
   * @param head what stands before the base64
   * @param bytes a picture that has bytes, or a sound in the place of one
   * @throws IOException if it cannot be read or written
   */
  void write(JsonGenerator out, String head, Image bytes) throws IOException;
}
