package dev.fovea.transport;

import dev.fovea.json.JsonCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A request's body. Can be written any number of times, so that an attempt can be repeated. */
public interface Content {
  /** {@return the media type, empty when no header is to be sent} */
  String contentType();

  /** {@return the exact length in bytes, -1 when it is not known before writing} */
  long length();

  /**
   * Writes the whole body.
   *
   * @param out where to; not closed here
   * @throws IOException if it cannot be written to its end
   */
  void writeTo(OutputStream out) throws IOException;

  /** {@return a body of no bytes} */
  static Content empty() {
    return ByteContent.EMPTY;
  }

  /**
   * Bytes held in memory.
   *
   * @param contentType the media type
   * @param bytes the body; copied
   * @return the body
   */
  static Content bytes(String contentType, byte[] bytes) {
    return new ByteContent(contentType, bytes.clone());
  }

  /**
   * A value as JSON.
   *
   * @param codec writes it
   * @param body the value
   * @return the body
   */
  static Content json(JsonCodec codec, Object body) {
    return new ByteContent("application/json", codec.write(body));
  }

  /**
   * An HTML form.
   *
   * @param fields names and values, sent in the map's order
   * @return the body, as {@code application/x-www-form-urlencoded}
   */
  static Content form(Map<String, String> fields) {
    String text = fields.entrySet().stream()
        .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
            + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    return new ByteContent(
        "application/x-www-form-urlencoded", text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * A file, read while it is sent. Its size and time are taken now; a change until the last byte
   * has been sent is a failure.
   *
   * @param path the file
   * @return the body, as {@code application/octet-stream}
   * @throws IllegalArgumentException if it is not a regular file
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  static FileContent file(Path path) {
    return FileContent.of(Objects.requireNonNull(path, "path"));
  }

  /**
   * A form with one file in it, which is read while it is sent.
   *
   * @param fields names and values of the fields before the file, sent in the map's order
   * @param name the name of the file's field
   * @param fileName the name the file is to have
   * @param file the file's bytes, of known length
   * @return the body, as {@code multipart/form-data}
   */
  static Content form(Map<String, String> fields, String name, String fileName, Content file) {
    return new FormContent(fields, name, fileName, file);
  }
}
