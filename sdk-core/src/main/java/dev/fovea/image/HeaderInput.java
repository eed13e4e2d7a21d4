package dev.fovea.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a picture, read forwards. */
final class HeaderInput implements AutoCloseable {
  private final BufferedInputStream in;

  HeaderInput(InputStream stream, @Nullable ImageSource source) {
    this.in = new BufferedInputStream(stream, 4096);
  }

  byte[] peek(int count) throws IOException {
    in.mark(count);
    byte[] head = in.readNBytes(count);
    in.reset();
    return head;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
