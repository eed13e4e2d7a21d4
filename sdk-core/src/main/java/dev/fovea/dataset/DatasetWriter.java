package dev.fovea.dataset;

import dev.fovea.disk.WholeFile;
import dev.fovea.error.DatasetException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes examples line by line; pictures stream into the line. The file appears under its name when
 * {@link #close()} succeeds, whole, and not before: until then the lines are in a hidden temporary
 * file beside it. Nothing appears after a failed write or {@link #abort()}. For one thread.
 */
public final class DatasetWriter implements AutoCloseable {
  private final String name;
  private final ExampleWriter lines;
  private final CountedOutput out;
  private final @Nullable WholeFile file;
  private long examples;
  private boolean failed;
  private boolean closed;

  private DatasetWriter(DatasetFormat format, OutputStream out, @Nullable WholeFile file) {
    this.name = file == null ? "the data set" : file.target().toString();
    this.lines = new ExampleWriter(((JsonLines) format).profile());
    this.out = new CountedOutput(out);
    this.file = file;
  }

  /**
   * Starts a data set.
   *
   * @param file the file to write; replaced if it is there, behind the link if it is a symbolic one
   * @param format how to write the lines
   * @return the writer, to be closed
   * @throws DatasetException if the folder is missing or cannot be written to
   */
  public static DatasetWriter open(Path file, DatasetFormat format) {
    try {
      WholeFile whole = WholeFile.beside(file);
      return new DatasetWriter(format, Files.newOutputStream(whole.part()), whole);
    } catch (IOException e) {
      throw failure(file.toString(), "cannot begin: " + WholeFile.reason(e), e);
    }
  }

  /**
   * Writes a data set to a stream, where it appears as it is written.
   *
   * @param out the stream; {@link #close()} flushes it and leaves it open
   * @param format how to write the lines
   * @return the writer, to be closed
   */
  public static DatasetWriter open(OutputStream out, DatasetFormat format) {
    return new DatasetWriter(format, out, null);
  }

  /**
   * Writes one example.
   *
   * @param example the example
   * @throws DatasetException if it cannot be written, because of the disk or because the format has
   *     no such examples; the file will not appear then
   * @throws dev.fovea.error.ImageException if a picture cannot be read; the file will not appear
   * @throws IllegalStateException if a write failed before, or the writer is closed
   */
  public void write(Example example) {
    if (failed || closed) {
      throw new IllegalStateException(
          closed ? "the writer is closed" : "an earlier write failed; start again");
    }
    failed = true;
    try {
      lines.write(example, out);
    } catch (IOException e) {
      throw failure(name, "example " + (examples + 1) + ": " + place(e), e);
    }
    failed = false;
    examples++;
  }

  /** {@return how many examples were written so far} */
  public long examples() {
    return examples;
  }

  /** {@return how many bytes were written so far} */
  public long bytes() {
    return out.count();
  }

  /** Removes what was written; {@link #close()} then does nothing. */
  public void abort() {
    failed = true;
    close();
  }

  /**
   * Lets the file appear under its name, unless a write failed or it was aborted.
   *
   * @throws DatasetException if the last bytes cannot be written or the file cannot be put in its
   *     place; nothing is left then
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      finish();
    } catch (IOException e) {
      throw failure(name, place(e), e);
    }
  }

  private void finish() throws IOException {
    if (file == null) {
      out.flush();
      return;
    }
    try (file) {
      if (failed) {
        out.discard();
      } else {
        out.close();
        file.commit(StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private String place(IOException e) {
    return WholeFile.reason(e) + " (after " + out.count() + " bytes)";
  }

  private static DatasetException failure(String name, String message, IOException cause) {
    return new DatasetException(WholeFile.failure(name, message, cause), List.of());
  }
}
