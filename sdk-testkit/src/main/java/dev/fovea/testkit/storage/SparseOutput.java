package dev.fovea.testkit.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Writes a file and leaves out the pieces that are all zeros: they then take no room on disk. */
final class SparseOutput extends OutputStream {
  private static final byte[] ZEROS = new byte[64 << 10];

  private final FileChannel file;
  private long position;

  private SparseOutput(FileChannel file) {
    this.file = file;
  }

  static SparseOutput to(Path path) throws IOException {
    return new SparseOutput(FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    for (int from = offset; from < end; ) {
      int to = Math.min(end, from + ZEROS.length);
      if (!Arrays.equals(bytes, from, to, ZEROS, 0, to - from)) {
        put(ByteBuffer.wrap(bytes, from, to - from), position);
      }
      position += to - from;
      from = to;
    }
  }

  private void put(ByteBuffer piece, long at) throws IOException {
    long next = at;
    while (piece.hasRemaining()) {
      next += file.write(piece, next);
    }
  }

  @Override
  public void close() throws IOException {
    try (file) {
      // A file that ends in a hole has to be told how long it is.
      if (file.size() < position) {
        put(ByteBuffer.wrap(new byte[1]), position - 1);
      }
    }
  }
}
