package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import dev.fovea.finding.Finding;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads examples line by line in constant memory. Pictures stay where they are and are decoded when
 * they are opened: read from a file they need that file unchanged, read from a stream they lie in a
 * temporary file until the stream of examples is closed. Immutable, thread-safe and serializable.
 */
public final class DatasetReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final DatasetFormat format;

  private DatasetReader(DatasetFormat format) {
    this.format = format;
  }

  /**
   * {@return a reader that throws at the first line it cannot read}
   *
   * @param format how the lines are written
   */
  public static DatasetReader of(DatasetFormat format) {
    return new DatasetReader(format);
  }

  /**
   * {@return a reader that goes on after a line it cannot read}
   *
   * @param problems told once for every problem of such a line
   */
  public DatasetReader skippingBadLines(Consumer<Finding> problems) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a file; throws at the first line that cannot be read.
   *
   * @param file the data set
   * @param format how its lines are written
   * @return the examples, lazily; to be closed
   */
  public static Stream<Example> read(Path file, DatasetFormat format) {
    return of(format).read(file);
  }

  /**
   * Reads a stream; throws at the first line that cannot be read.
   *
   * @param lines the data set; closed with the examples
   * @param format how its lines are written
   * @return the examples, lazily; to be closed
   */
  public static Stream<Example> read(InputStream lines, DatasetFormat format) {
    return of(format).read(lines);
  }

  /**
   * Reads a file.
   *
   * @param file the data set
   * @return the examples, lazily; to be closed
   * @throws DatasetException if the file cannot be opened, later if a line cannot be read
   */
  public Stream<Example> read(Path file) {
    throw new UnsupportedOperationException(format.id());
  }

  /**
   * Reads a stream.
   *
   * @param lines the data set; closed with the examples
   * @return the examples, lazily; to be closed
   * @throws DatasetException while reading, if a line cannot be read
   */
  public Stream<Example> read(InputStream lines) {
    throw new UnsupportedOperationException(format.id());
  }
}
