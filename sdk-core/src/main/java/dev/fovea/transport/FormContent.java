package dev.fovea.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** Fields and one file as {@code multipart/form-data}; the file is read while it is sent. */
final class FormContent implements Content {
  private static final int BOUNDARY_BYTES = 24;
  private static final String BYTES = "application/octet-stream";

  private final String boundary;
  private final byte[] head;
  private final Content file;
  private final byte[] tail;

  FormContent(Map<String, String> fields, String name, String fileName, Content file) {
    // Not a client's own chance, which a test may fix: whoever can guess the boundary can write
    // fields of his own into the file.
    byte[] chance = new byte[BOUNDARY_BYTES];
    new SecureRandom().nextBytes(chance);
    this.boundary = HexFormat.of().formatHex(chance);
    this.file = file;
    StringBuilder text = new StringBuilder();
    fields.forEach((field, value) -> begin(text, field).append("\r\n\r\n").append(value));
    begin(text, name)
        .append("; filename=\"")
        .append(escaped(fileName))
        .append("\"\r\nContent-Type: ")
        .append(file.contentType().isEmpty() ? BYTES : file.contentType())
        .append("\r\n\r\n");
    this.head = text.substring(2).getBytes(StandardCharsets.UTF_8);
    this.tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private StringBuilder begin(StringBuilder text, String name) {
    return text.append("\r\n--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"")
        .append(escaped(name))
        .append('"');
  }

  // As browsers do it; otherwise a name could begin a header of its own.
  private static String escaped(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  @Override
  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  @Override
  public long length() {
    return head.length + file.length() + tail.length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(head);
    file.writeTo(out);
    out.write(tail);
  }
}
