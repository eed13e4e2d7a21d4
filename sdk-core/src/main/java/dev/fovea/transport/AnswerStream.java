package dev.fovea.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The decoded body of an answer, counted while it is read: what comes compressed has no size of its
 * own. Remembers what broke, since readers tend to wrap it.
 */
final class AnswerStream extends InputStream {
  private static final int KEPT = 256;

  private final BufferedSource source;
  private final InputStream in;
  private final long limit;
  private final Runnable drop;
  private final @Nullable RateGuard guard;
  private long count;
  private @Nullable IOException broken;
  private byte[] head = {};

  AnswerStream(BufferedSource source, long limit, Runnable drop, @Nullable RateGuard guard) {
    this.source = source;
    this.in = source.inputStream();
    this.limit = limit;
    this.drop = drop;
    this.guard = guard;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int read = await(target, offset, length);
      if (read > 0) {
        if (count == 0) {
          head = Arrays.copyOfRange(target, offset, offset + Math.min(read, KEPT));
        }
        count += read;
        if (count > limit) {
          // Nobody reads on; closing alone would still empty the connection for a while.
          drop.run();
          throw new LimitExceeded("the answer is longer than " + limit + " bytes");
        }
      }
      return read;
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  private int await(byte[] target, int offset, int length) throws IOException {
    if (guard == null) {
      return in.read(target, offset, length);
    }
    guard.beforeWait();
    int read = in.read(target, offset, length);
    guard.afterWait(Math.max(0, read));
    return read;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  boolean isEmpty() throws IOException {
    try {
      return count == 0 && source.exhausted();
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  /** What broke the body, whatever the reader made of it. */
  @Nullable
  IOException broken() {
    return broken;
  }

  /** The beginning of a body that is not JSON; of JSON nothing is shown, it may hold anything. */
  String excerpt() {
    String text = new String(head, StandardCharsets.UTF_8).strip();
    return text.startsWith("{") || text.startsWith("[") || text.startsWith("\"") ? "" : text;
  }
}
