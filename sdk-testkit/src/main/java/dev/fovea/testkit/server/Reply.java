package dev.fovea.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the server shall answer; sending it is another step, so that a fault can come between. */
public final class Reply {
  /** Writes an answer's body. */
  @FunctionalInterface
  public interface Body {
    /**
     * Writes all of the body.
     *
     * @param out where to
     * @throws IOException when the client is gone
     */
    void writeTo(AnswerStream out) throws IOException;
  }

  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final long length;
  private final Body body;
  private JsonNode json = MissingNode.getInstance();

  private Reply(int status, long length, Body body) {
    this.status = status;
    this.length = length;
    this.body = body;
  }

  /**
   * An answer without a body.
   *
   * @param status its status
   * @return the answer
   */
  public static Reply empty(int status) {
    return new Reply(status, 0, out -> {});
  }

  /**
   * An answer that is one JSON value.
   *
   * @param status its status
   * @param value a tree, map, list or plain value
   * @return the answer
   */
  public static Reply json(int status, Object value) {
    byte[] text = Json.bytes(value);
    Reply reply = new Reply(status, text.length, out -> out.write(text))
        .header("Content-Type", "application/json");
    reply.json = value instanceof JsonNode tree ? tree : Json.tree(value);
    return reply;
  }

  /**
   * An answer of text.
   *
   * @param status its status
   * @param text the body
   * @return the answer, without a content type
   */
  public static Reply text(int status, String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Reply(status, bytes.length, out -> out.write(bytes));
  }

  /**
   * An answer of known length that is written piece by piece.
   *
   * @param status its status
   * @param length how many bytes the body will write
   * @param body writes them
   * @return the answer, without a content type
   */
  public static Reply sized(int status, long length, Body body) {
    return new Reply(status, length, body);
  }

  /**
   * An answer of unknown length, sent in chunks as it is written.
   *
   * @param contentType the value of the content type header
   * @param body writes it
   * @return the answer with status 200
   */
  public static Reply stream(String contentType, Body body) {
    return new Reply(200, -1, body).header("Content-Type", contentType);
  }

  /**
   * Sets a header.
   *
   * @param name its name
   * @param value its value
   * @return this answer
   */
  public Reply header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** {@return its status} */
  public int status() {
    return status;
  }

  /** {@return the JSON it carries; missing if it is something else} */
  public JsonNode json() {
    return json;
  }

  Map<String, String> headers() {
    return headers;
  }

  long length() {
    return length;
  }

  Body body() {
    return body;
  }
}
