package dev.fovea.image;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/** A picture in memory. Nobody else holds the arrays. Equal only to itself. */
final class MemorySource implements ImageSource {
  // In pieces, as a stream gave them: joining them would take the memory twice.
  private final List<byte[]> pieces;
  private final long size;

  MemorySource(byte[] bytes) {
    this(List.of(bytes));
  }

  MemorySource(List<byte[]> pieces) {
    this.pieces = List.copyOf(pieces);
    this.size = this.pieces.stream().mapToLong(piece -> piece.length).sum();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    if (pieces.size() == 1) {
      return new ByteArrayInputStream(pieces.get(0));
    }
    List<ByteArrayInputStream> streams =
        pieces.stream().map(ByteArrayInputStream::new).toList();
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  @Override
  public String toString() {
    return "bytes in memory";
  }
}
