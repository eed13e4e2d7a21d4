package dev.fovea.provider;

import dev.fovea.error.Failure;
import dev.fovea.error.InterruptedCallException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** A file being checked: tells how far the check is, and ends when nobody waits for it any more. */
public final class WatchedInput extends FilterInputStream {
  private final String provider;
  private final PhaseProgress progress;
  private final BooleanSupplier unwanted;
  private long read;

  /**
   * Watches a file.
   *
   * @param provider the provider's id, for the message when nobody waits any more
   * @param in the file
   * @param progress hears how far it is
   * @param unwanted whether nobody waits any more
   */
  public WatchedInput(
      String provider, InputStream in, PhaseProgress progress, BooleanSupplier unwanted) {
    super(in);
    this.provider = provider;
    this.progress = progress;
    this.unwanted = unwanted;
    progress.sent(0, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (Thread.currentThread().isInterrupted() || unwanted.getAsBoolean()) {
      throw new InterruptedCallException(Failure.builder()
          .provider(provider)
          .operation("upload")
          .message("interrupted while the file was checked")
          .build());
    }
    int n = super.read(bytes, offset, count);
    if (n > 0) {
      read += n;
      progress.sent(read, 0);
    }
    return n;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] scratch = new byte[(int) Math.max(0, Math.min(count, 8192))];
    return Math.max(0, read(scratch, 0, scratch.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
