package dev.fovea.json;

import dev.fovea.image.Image;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Provider API: a chat request's body. The JSON is made once and held; pictures are gaps in it,
 * read and turned into base64 whenever the body is written. Immutable and thread-safe.
 */
public final class ChatBody {
  // byte[] or Image, in their order
  private final List<Object> pieces;
  private final long contentLength;

  ChatBody(List<Object> pieces) {
    this.pieces = List.copyOf(pieces);
    long length = 0;
    for (Object piece : this.pieces) {
      length += piece instanceof Image image ? image.base64Length() : ((byte[]) piece).length;
    }
    this.contentLength = length;
  }

  /** {@return the exact number of bytes that {@link #writeTo} writes} */
  public long contentLength() {
    return contentLength;
  }

  /**
   * Writes the body. May be repeated.
   *
   * @param out where to; neither flushed nor closed
   * @throws IOException if it cannot be written to
   * @throws dev.fovea.error.ImageException if a picture cannot be read or has changed
   */
  public void writeTo(OutputStream out) throws IOException {
    for (Object piece : pieces) {
      if (piece instanceof Image image) {
        image.writeBase64(out);
      } else {
        out.write((byte[]) piece);
      }
    }
  }
}
