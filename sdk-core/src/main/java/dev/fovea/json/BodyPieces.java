package dev.fovea.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects a body's JSON, cut wherever a picture belongs. */
final class BodyPieces extends OutputStream implements PictureSink {
  private final List<Object> pieces = new ArrayList<>(3);
  private byte[] bytes = new byte[512];
  private int length;

  @Override
  public void write(int b) {
    room(1);
    bytes[length++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    room(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void room(int count) {
    if (count > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, count)));
    }
  }

  @Override
  public void write(JsonGenerator out, String head, Image content) throws IOException {
    out.writeRawValue("\"" + head);
    out.flush();
    cut();
    pieces.add(content);
    out.writeRaw('"');
  }

  private void cut() {
    pieces.add(Arrays.copyOf(bytes, length));
    length = 0;
  }

  ChatBody body() {
    cut();
    return new ChatBody(pieces);
  }
}
