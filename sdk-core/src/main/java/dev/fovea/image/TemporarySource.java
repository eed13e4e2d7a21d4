package dev.fovea.image;

import dev.fovea.error.ImageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture that came from a stream and is too large to keep in memory. Its file goes when the
 * picture is no longer reachable, or with the JVM.
 */
final class TemporarySource implements ImageSource {
  /** The largest picture that stays in memory, 20 MB. */
  static final int MEMORY_BYTES = 20_000_000;

  private static final int PIECE_BYTES = 64 * 1024;

  private final Path file;
  private final long size;

  private TemporarySource(Path file, long size) {
    this.file = file;
    this.size = size;
  }

  /** Reads a stream to its end, which stays open. */
  static ImageSource read(InputStream stream) {
    List<byte[]> pieces = new ArrayList<>();
    int kept = 0;
    try {
      while (kept <= MEMORY_BYTES) {
        byte[] piece = stream.readNBytes(PIECE_BYTES);
        if (piece.length == 0) {
          return new MemorySource(pieces);
        }
        pieces.add(piece);
        kept += piece.length;
      }
      return spill(pieces, stream);
    } catch (IOException e) {
      throw new ImageException(
          "picture from a stream: the stream could not be read: " + e.getMessage(), e);
    }
  }

  private static TemporarySource spill(List<byte[]> pieces, InputStream rest) throws IOException {
    Path file = Files.createTempFile("fovea-picture-", ".tmp");
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte[] piece : pieces) {
        out.write(piece);
        size += piece.length;
      }
      size += rest.transferTo(out);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    TemporarySource source = new TemporarySource(file, size);
    TemporaryFiles.INSTANCE.deleteAfter(source, file);
    return source;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    // The stream keeps this source reachable, and with it the file.
    return new OpenFile(Files.newInputStream(file), this);
  }

  @Override
  public String toString() {
    return "a stream, kept in a temporary file";
  }

  private static final class OpenFile extends FilterInputStream {
    @SuppressWarnings("unused")
    private final TemporarySource owner;

    OpenFile(InputStream in, TemporarySource owner) {
      super(in);
      this.owner = owner;
    }
  }
}
