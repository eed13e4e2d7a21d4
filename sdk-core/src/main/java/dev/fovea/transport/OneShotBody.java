package dev.fovea.transport;

import java.io.IOException;
import java.io.OutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body the HTTP library believes it can write only once, whatever we can do: otherwise it sends a
 * request again behind our back, on 503, 408 or a dropped connection.
 */
final class OneShotBody extends RequestBody {
  private final Content content;
  private final Attempt attempt;
  private final @Nullable ProgressListener progress;
  private final @Nullable RateGuard guard;

  OneShotBody(
      Content content,
      Attempt attempt,
      @Nullable ProgressListener progress,
      @Nullable RateGuard guard) {
    this.content = content;
    this.attempt = attempt;
    this.progress = progress;
    this.guard = guard;
  }

  @Override
  public @Nullable MediaType contentType() {
    return content.contentType().isEmpty() ? null : MediaType.get(content.contentType());
  }

  @Override
  public long contentLength() {
    return content.length();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    CountingOutput out = new CountingOutput(sink.outputStream(), content.length(), progress, guard);
    try {
      out.tell();
      content.writeTo(out);
    } catch (IOException | RuntimeException e) {
      if (e instanceof IOException io && (out.broken() || e instanceof BodyFailure)) {
        throw io;
      }
      // A RuntimeException would be lost on a thread of the HTTP library, and the future would hear
      // of a lost connection.
      throw new BodyFailure(
          "the request's body could not be made: " + e.getClass().getSimpleName(), e);
    }
    out.requireComplete();
    attempt.markSent();
  }

  /** Counts, tells the listener, and knows whether a failure came from the connection. */
  private static final class CountingOutput extends OutputStream {
    private final OutputStream out;
    private final long length;
    private final @Nullable ProgressListener progress;
    private final @Nullable RateGuard guard;
    private long written;
    private boolean broken;

    CountingOutput(
        OutputStream out,
        long length,
        @Nullable ProgressListener progress,
        @Nullable RateGuard guard) {
      this.out = out;
      this.length = length;
      this.progress = progress;
      this.guard = guard;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      try {
        send(bytes, offset, count);
      } catch (IOException e) {
        broken = true;
        throw e;
      }
      written += count;
      tell();
    }

    private void send(byte[] bytes, int offset, int count) throws IOException {
      if (guard == null) {
        out.write(bytes, offset, count);
        return;
      }
      guard.beforeWait();
      out.write(bytes, offset, count);
      guard.afterWait(count);
    }

    boolean broken() {
      return broken;
    }

    void requireComplete() throws IOException {
      if (length >= 0 && written != length) {
        throw new BodyFailure(
            "the request's body is " + written + " bytes long, not " + length, null);
      }
    }

    private void tell() {
      if (progress != null) {
        progress.sent(written, length);
      }
    }
  }
}
