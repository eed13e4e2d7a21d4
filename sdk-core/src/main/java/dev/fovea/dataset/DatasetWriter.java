package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import java.nio.file.Path;

/**
 * Writes examples line by line; pictures stream into the line. The file appears under its name when
 * {@link #close()} succeeds, whole, and not before: until then the lines are in a temporary file
 * beside it. For one thread.
 */
public final class DatasetWriter implements AutoCloseable {
  private DatasetWriter() {}

  /**
   * Starts a data set.
   *
   * @param file the file to write; replaced if it is there
   * @param format how to write the lines
   * @return the writer, to be closed
   * @throws DatasetException if the folder is missing or cannot be written to
   */
  public static DatasetWriter open(Path file, DatasetFormat format) {
    throw new UnsupportedOperationException(format.id());
  }

  /**
   * Writes one example.
   *
   * @param example the example
   * @throws DatasetException if it cannot be written; the file will not appear
   */
  public void write(Example example) {
    throw new UnsupportedOperationException();
  }

  /** {@return how many examples were written so far} */
  public long examples() {
    return 0;
  }

  /** {@return how many bytes were written so far} */
  public long bytes() {
    return 0;
  }

  /** Removes what was written; {@link #close()} then does nothing. */
  public void abort() {}

  /**
   * Lets the file appear under its name, unless a write failed or it was aborted.
   *
   * @throws DatasetException if the file cannot be put in its place
   */
  @Override
  public void close() {}
}
