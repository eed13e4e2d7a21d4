package dev.fovea.dataset;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
  private final @Nullable Path target;
  private final @Nullable Path temporary;
  private long examples;
  private boolean failed;
  private boolean closed;

  private DatasetWriter(
      DatasetFormat format, OutputStream out, @Nullable Path target, @Nullable Path temporary) {
    this.name = target == null ? "the data set" : target.toString();
    this.lines = new ExampleWriter(((JsonLines) format).profile());
    this.out = new CountedOutput(out);
    this.target = target;
    this.temporary = temporary;
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
      Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.isDirectory(target)) {
        throw new IOException("'" + file + "' is a folder");
      }
      for (int i = 0; ; i++) {
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + i + ".part");
        try {
          OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW);
          return new DatasetWriter(format, out, target, temporary);
        } catch (FileAlreadyExistsException e) {
          // Another writer's, or left by one that was killed.
          if (i == 1_000) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw failure(file.toString(), "cannot begin: " + reason(e), e);
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
    return new DatasetWriter(format, out, null, null);
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
    if (target == null || temporary == null) {
      out.flush();
      return;
    }
    try {
      if (failed) {
        out.discard();
      } else {
        out.close();
        move(temporary, target);
      }
    } finally {
      // Gone already when it was moved.
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String place(IOException e) {
    return reason(e) + " (after " + out.count() + " bytes)";
  }

  private static String reason(IOException e) {
    // The file system's own exceptions say only the path.
    String kind = e.getClass().getSimpleName();
    return kind.equals("IOException")
        ? String.valueOf(e.getMessage())
        : kind + " " + e.getMessage();
  }

  private static DatasetException failure(String name, String message, IOException cause) {
    return new DatasetException(
        Failure.builder()
            .operation("write " + name)
            .message(message)
            .cause(cause)
            .next("nothing was put in its place; check the folder, its rights and the free space")
            .build(),
        List.of());
  }
}
