package dev.fovea.testkit.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data} part by part in constant memory. */
public final class Multipart {
  /**
   * The head of one part.
   *
   * @param name the field's name
   * @param fileName the file's name, or an empty text for a plain field
   */
  public record Part(String name, String fileName) {}

  /** Takes the parts as they come. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes one part; what it does not read is skipped.
     *
     * @param part its head
     * @param content its bytes
     * @throws IOException when they cannot be read
     */
    void take(Part part, InputStream content) throws IOException;
  }

  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([^=;\"\\s]+)=(?:\"([^\"]*)\"|([^;]*))");

  private Multipart() {}

  /**
   * Reads all parts.
   *
   * @param contentType the request's content type with the boundary
   * @param body the request's body
   * @param sink takes the parts
   * @throws IOException when the body is not what the content type promises
   */
  public static void read(String contentType, InputStream body, Sink sink) throws IOException {
    String boundary = parameter(contentType, "boundary");
    if (boundary.isEmpty()) {
      throw new IOException("multipart without a boundary");
    }
    PushbackInputStream in =
        new PushbackInputStream(new java.io.BufferedInputStream(body, 64 << 10), 256);
    new PartStream(in, "--" + boundary).skipAll();
    while (!isLast(in)) {
      Part part = head(in);
      PartStream content = new PartStream(in, "\r\n--" + boundary);
      sink.take(part, content);
      content.skipAll();
    }
    in.skip(Long.MAX_VALUE);
  }

  private static boolean isLast(InputStream in) throws IOException {
    int first = in.read();
    int second = in.read();
    if (first < 0 || second < 0) {
      throw new IOException("multipart ends too early");
    }
    return first == '-' && second == '-';
  }

  private static Part head(InputStream in) throws IOException {
    String name = "";
    String fileName = "";
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        name = parameter(line, "name");
        fileName = parameter(line, "filename");
      }
    }
    return new Part(name, fileName);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() > 16 << 10) {
        throw new IOException("multipart head ends too early or is too long");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static String parameter(String header, String name) {
    Matcher parameter = PARAMETER.matcher(header);
    while (parameter.find()) {
      if (parameter.group(1).equalsIgnoreCase(name)) {
        String quoted = parameter.group(2);
        return quoted == null ? parameter.group(3).trim() : unescaped(quoted);
      }
    }
    return "";
  }

  /** As browsers and official clients escape names: quotes and line breaks, nothing else. */
  private static String unescaped(String quoted) {
    return quoted.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
  }

  /** The bytes up to a delimiter, which is consumed. */
  private static final class PartStream extends InputStream {
    private final PushbackInputStream in;
    private final byte[] delimiter;
    private boolean ended;

    PartStream(PushbackInputStream in, String delimiter) {
      this.in = in;
      this.delimiter = delimiter.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public int read() throws IOException {
      if (ended) {
        return -1;
      }
      int b = in.read();
      if (b < 0) {
        throw new IOException("multipart ends without its boundary");
      }
      if (b == (delimiter[0] & 0xff) && restFollows()) {
        ended = true;
        return -1;
      }
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = 0;
      while (n < length) {
        int b = read();
        if (b < 0) {
          break;
        }
        bytes[offset + n++] = (byte) b;
      }
      return n == 0 && length > 0 ? -1 : n;
    }

    private boolean restFollows() throws IOException {
      byte[] rest = in.readNBytes(delimiter.length - 1);
      for (int i = 0; i < delimiter.length - 1; i++) {
        if (i >= rest.length || rest[i] != delimiter[i + 1]) {
          in.unread(rest);
          return false;
        }
      }
      return true;
    }

    void skipAll() throws IOException {
      while (read() >= 0) {
        // The service did not want these bytes.
      }
    }
  }
}
