package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.finding.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads examples line by line in constant memory. Empty lines, a byte order mark and Windows line
 * ends are read over; whether a provider takes them is for {@link DatasetRules} to say. Pictures
 * stay where they are and are decoded when they are opened: read from a file they need that file
 * unchanged, read from a stream they lie in a temporary file until the stream of examples is
 * closed. Immutable, thread-safe and serializable.
 */
public final class DatasetReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final transient JsonLines format;
  private final transient @Nullable Consumer<Finding> problems;

  private DatasetReader(JsonLines format, @Nullable Consumer<Finding> problems) {
    this.format = format;
    this.problems = problems;
  }

  /**
   * {@return a reader that throws at the first line it cannot read}
   *
   * @param format how the lines are written
   */
  public static DatasetReader of(DatasetFormat format) {
    return new DatasetReader((JsonLines) format, null);
  }

  /**
   * {@return a reader that leaves out lines it cannot read}
   *
   * @param problems told every problem of such a line, on the reading thread; must be serializable
   *     if the reader is to be
   */
  public DatasetReader skippingBadLines(Consumer<Finding> problems) {
    return new DatasetReader(format, problems);
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
    return examples(open(file, false));
  }

  /**
   * Reads a stream.
   *
   * @param lines the data set; closed with the examples
   * @return the examples, lazily; to be closed
   * @throws DatasetException while reading, if a line cannot be read
   */
  public Stream<Example> read(InputStream lines) {
    return examples(ExampleLines.of(lines, format.profile(), false));
  }

  /**
   * Reads a file for somebody who wants to know about every line, those that hold no example
   * included. A JSON list is read as well, an element a line; what a picture has beside its URL and
   * its detail, which no example can hold, is read over.
   *
   * @param file the data set
   * @return all lines that are not empty, lazily; to be closed
   * @throws DatasetException if the file cannot be opened, later if it cannot be read on
   */
  public Stream<DatasetLine> lines(Path file) {
    return stream(open(file, true));
  }

  /**
   * Reads a stream like {@link #lines(Path)}.
   *
   * @param lines the data set; closed with the lines
   * @return all lines that are not empty, lazily; to be closed
   * @throws DatasetException while reading, if it cannot be read on
   */
  public Stream<DatasetLine> lines(InputStream lines) {
    return stream(ExampleLines.of(lines, format.profile(), true));
  }

  private ExampleLines open(Path file, boolean lenient) {
    try {
      return ExampleLines.of(file, format.profile(), lenient);
    } catch (IOException e) {
      throw DatasetCheck.unreadable(file.toString(), e);
    }
  }

  private Stream<Example> examples(ExampleLines lines) {
    return stream(lines).mapMulti((line, examples) -> {
      line.example().ifPresent(examples);
      if (!line.findings().isEmpty()) {
        tell(lines.name(), line.findings());
      }
    });
  }

  private void tell(String name, List<Finding> findings) {
    if (problems != null) {
      findings.forEach(problems);
      return;
    }
    throw new DatasetException(
        Failure.builder()
            .operation("read " + name)
            .message(findings.get(0).toString())
            .build(),
        findings);
  }

  private static Stream<DatasetLine> stream(ExampleLines lines) {
    Spliterator<DatasetLine> all =
        Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(all, false).onClose(lines::close);
  }

  /** {@return what travels instead} */
  private Object writeReplace() {
    return new Proxy(format, problems);
  }

  /**
   * Refuses bytes that were not written by a proxy.
   *
   * @param in unread
   * @throws InvalidObjectException always
   */
  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a reader is read through its proxy");
  }

  /** What travels instead of the reader. */
  @SuppressWarnings("serial") // a consumer that is not serializable fails with its own name
  private record Proxy(DatasetFormat format, @Nullable Consumer<Finding> problems)
      implements Serializable {
    private Object readResolve() {
      return new DatasetReader((JsonLines) format, problems);
    }
  }
}
