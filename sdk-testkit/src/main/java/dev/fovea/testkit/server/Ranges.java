package dev.fovea.testkit.server;

import java.io.IOException;
import java.io.InputStream;

/** Answers with the part of some bytes that the {@code Range} header asks for, or with all. */
public final class Ranges {
  private static final int PIECE = 64 << 10;

  /** Opens the bytes. */
  @FunctionalInterface
  public interface Bytes {
    /**
     * Opens them.
     *
     * @return the bytes from the first on; closed when they are sent
     * @throws IOException when they cannot be read
     */
    InputStream open() throws IOException;
  }

  private Ranges() {}

  /**
   * Answers.
   *
   * @param exchange the request
   * @param size how many bytes there are
   * @param version what changes with the bytes, for {@code ETag} and {@code If-Range}
   * @param bytes opens them
   * @return 200 with all, 206 with a part, or 416 when the part lies outside
   */
  public static Reply reply(Exchange exchange, long size, String version, Bytes bytes) {
    String tag = "\"" + version + "\"";
    boolean same = exchange.header("if-range").map(tag::equals).orElse(true);
    long[] range = range(same ? exchange.header("range").orElse("") : "", size);
    if (range.length == 0) {
      return Reply.empty(416).header("Content-Range", "bytes */" + size);
    }
    boolean whole = range[2] == 0;
    Reply reply = Reply.sized(
            whole ? 200 : 206, range[1] - range[0], out -> send(bytes, range, out))
        .header("Content-Type", "application/octet-stream")
        .header("Accept-Ranges", "bytes")
        .header("ETag", tag);
    return whole
        ? reply
        : reply.header("Content-Range", "bytes " + range[0] + "-" + (range[1] - 1) + "/" + size);
  }

  private static void send(Bytes bytes, long[] range, AnswerStream out) throws IOException {
    try (InputStream in = bytes.open()) {
      in.skipNBytes(range[0]);
      long left = range[1] - range[0];
      byte[] piece = new byte[PIECE];
      while (left > 0) {
        int n = in.read(piece, 0, (int) Math.min(piece.length, left));
        out.write(piece, 0, n);
        left -= n;
      }
    }
  }

  /**
   * First byte, byte after the last, and 1 when it was asked for; empty when the range lies
   * outside.
   */
  private static long[] range(String header, long size) {
    if (!header.startsWith("bytes=") || header.contains(",")) {
      return new long[] {0, size, 0};
    }
    String[] ends = header.substring("bytes=".length()).split("-", 2);
    try {
      if (ends[0].isEmpty()) {
        return new long[] {Math.max(0, size - Long.parseLong(ends[1])), size, 1};
      }
      long first = Long.parseLong(ends[0]);
      long last = ends.length < 2 || ends[1].isEmpty()
          ? size - 1
          : Math.min(size - 1, Long.parseLong(ends[1]));
      return first > last ? new long[0] : new long[] {first, last + 1, 1};
    } catch (NumberFormatException notARange) {
      return new long[] {0, size, 0};
    }
  }
}
