package dev.fovea.disk;

import dev.fovea.error.Failure;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * A file that appears whole or not at all. Until {@link #commit} its bytes are in a hidden file
 * beside its place, which {@link #close()} removes. Whoever writes opens {@link #part()}, with what
 * suits, and closes it before the commit.
 *
 * <pre>{@code
 * try (WholeFile file = WholeFile.beside(target)) {
 *   Files.writeString(file.part(), text);
 *   file.commit(REPLACE_EXISTING);
 * }
 * }</pre>
 *
 * <p>For one use. Thread-safe, so that a cancellation may close what another thread still writes;
 * that one's commit fails then.
 */
public final class WholeFile implements AutoCloseable {
  private static final int MOST_TRIES = 1_000;

  private final Path target;
  private final Path part;
  // From then on the hidden name may be another writer's.
  private boolean over;

  private WholeFile(Path target, Path part) {
    this.target = target;
    this.part = part;
  }

  /**
   * Makes the hidden file, empty and with the rights that the user's files have. Its name is
   * {@code .NAME.0.part}, or with the next number that is free.
   *
   * @param file the file that shall appear
   * @return it, on its way
   * @throws IOException if the file is a folder, its folder is missing or cannot be written to, or
   *     it is a symbolic link to nothing
   */
  public static WholeFile beside(Path file) throws IOException {
    Path target = place(file);
    if (Files.isDirectory(target)) {
      throw new IOException("'" + file + "' is a folder");
    }
    for (int i = 0; ; i++) {
      Path part = target.resolveSibling("." + target.getFileName() + "." + i + ".part");
      try {
        // A temporary file of the system's would be closed to everybody else for good.
        return new WholeFile(target, Files.createFile(part));
      } catch (FileAlreadyExistsException e) {
        // Another writer's, or left by one that was killed.
        if (i == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * Tells where a file is really put.
   *
   * @param file a file, which need not be there
   * @return behind the link if it is a symbolic one; absolute
   * @throws IOException if it is a symbolic link to nothing
   */
  public static Path place(Path file) throws IOException {
    return Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
  }

  /**
   * Moves a file over what is at a place: in one step where the file system can.
   *
   * @param from the file
   * @param to the place, in the same folder
   * @throws IOException if it cannot be moved
   */
  public static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** {@return where the file will appear: behind the link if it is a symbolic one} */
  public Path target() {
    return target;
  }

  /** {@return the hidden file, to be written} */
  public Path part() {
    return part;
  }

  /**
   * Lets the file appear.
   *
   * @param options {@code REPLACE_EXISTING} to replace what is there; without it a file that
   *     appeared meanwhile stays. Others have no meaning
   * @throws FileAlreadyExistsException if a file is there that shall not be replaced
   * @throws IOException if the file cannot be put in its place, or was closed before
   */
  public synchronized void commit(CopyOption... options) throws IOException {
    if (over) {
      throw new NoSuchFileException(part.toString(), target.toString(), "given up before");
    }
    if (Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING)) {
      move(part, target);
      over = true;
    } else {
      appear();
    }
  }

  /** Moves never look and act in one step; links do, where there are any. */
  private void appear() throws IOException {
    try {
      Files.createLink(target, part);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException e) {
      Files.move(part, target);
      over = true;
    }
  }

  /** Removes the hidden file, if it is still there; what appeared stays. */
  @Override
  public synchronized void close() {
    try {
      if (!over) {
        Files.deleteIfExists(part);
        over = true;
      }
    } catch (IOException e) {
      // A hidden file that stays harms nobody; the work itself is done or has failed already.
    }
  }

  /**
   * Says why a file could not be written, and that nothing of it appeared.
   *
   * @param name what messages call the file
   * @param message what went wrong, such as {@link #reason}
   * @param cause what was thrown
   * @return the failure, for an exception
   */
  public static Failure failure(String name, String message, IOException cause) {
    return Failure.builder()
        .operation("write " + name)
        .message(message)
        .cause(cause)
        .next("nothing was put in its place; check the folder, its rights and the free space")
        .build();
  }

  /**
   * Puts a disk's trouble into words.
   *
   * @param trouble what was thrown
   * @return its message, with its kind where the message is a path only
   */
  public static String reason(IOException trouble) {
    String kind = trouble.getClass().getSimpleName();
    return kind.equals("IOException")
        ? String.valueOf(trouble.getMessage())
        : kind + " " + trouble.getMessage();
  }
}
