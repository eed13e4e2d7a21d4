package dev.fovea.preparation;

import dev.fovea.disk.WholeFile;
import dev.fovea.error.DatasetException;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The output of a conversion while it is made: a temporary file at whose end lines are tried, and
 * from which they are taken back if they were not good. Gone when it is closed. For one thread.
 */
final class DraftFile implements AutoCloseable {
  private final String name;
  private final Path file;
  private final FileChannel channel;
  private final Guarded end;
  private final @Nullable WholeFile place;
  private final @Nullable OutputStream stream;

  private DraftFile(
      String name, Path file, @Nullable WholeFile place, @Nullable OutputStream stream)
      throws IOException {
    this.name = name;
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.place = place;
    this.stream = stream;
    this.end = new Guarded(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
  }

  /**
   * {@return a draft of a file, hidden beside it}
   *
   * @throws DatasetException if the folder is missing or cannot be written to
   */
  static DraftFile beside(Path out) {
    try {
      WholeFile place = WholeFile.beside(out);
      return new DraftFile(out.toString(), place.part(), place, null);
    } catch (IOException e) {
      throw failure(out.toString(), e);
    }
  }

  /** {@return a draft of what goes to a stream} */
  static DraftFile before(OutputStream out) {
    try {
      Path file = Files.createTempFile("fovea-draft", ".jsonl");
      return new DraftFile("the data set", file, null, out);
    } catch (IOException e) {
      throw failure("the data set", e);
    }
  }

  /** {@return where the next line is written; its failures are also those of {@link #size}} */
  OutputStream end() {
    return end;
  }

  /** {@return how many bytes there are} */
  long size() {
    try {
      end.check();
      end.flush();
      return channel.position();
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /** Takes back what was written from a place on. */
  void truncate(long size) {
    try {
      end.check();
      end.flush();
      channel.truncate(size);
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /** {@return the bytes from a place on} */
  InputStream from(long place) {
    try {
      InputStream in = Files.newInputStream(file);
      in.skipNBytes(place);
      return in;
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /** Puts the file in its place, or the bytes into the stream. */
  void publish() {
    try {
      end.check();
      end.flush();
      if (place != null) {
        channel.close();
        place.commit(StandardCopyOption.REPLACE_EXISTING);
      } else if (stream != null) {
        Files.copy(file, stream);
        stream.flush();
      }
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      if (place != null) {
        place.close();
      } else {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  private static DatasetException failure(String name, IOException cause) {
    return new DatasetException(WholeFile.failure(name, WholeFile.reason(cause), cause), List.of());
  }

  /** Remembers that the disk failed, to tell that from lines that cannot be written. */
  private static final class Guarded extends FilterOutputStream {
    private @Nullable IOException failure;

    Guarded(OutputStream out) {
      super(out);
    }

    void check() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void write(int next) throws IOException {
      write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
