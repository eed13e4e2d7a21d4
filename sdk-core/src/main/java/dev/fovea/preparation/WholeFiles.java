package dev.fovea.preparation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that appear together, each whole, or none of them. Until {@link #commit} they are hidden
 * ones beside their places. For one thread and one use.
 */
final class WholeFiles implements AutoCloseable {
  private static final int MOST_TRIES = 1_000;

  private final Opener opener;
  private final List<Entry> files = new ArrayList<>();

  /** Opens a file that is not there yet. */
  @FunctionalInterface
  interface Opener {
    OutputStream open(Path file) throws IOException;
  }

  private static final class Entry {
    private final Path target;
    private final Path temporary;
    private final OutputStream out;
    private @Nullable Path former;
    private boolean moved;

    Entry(Path target, Path temporary, OutputStream out) {
      this.target = target;
      this.temporary = temporary;
      this.out = out;
    }
  }

  WholeFiles(Opener opener) {
    this.opener = opener;
  }

  static OutputStream openNew(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
  }

  /** {@return where a file is really put: behind the link if it is a symbolic one} */
  static Path place(Path file) throws IOException {
    return Files.isSymbolicLink(file)
        ? file.toRealPath()
        : file.toAbsolutePath().normalize();
  }

  /** Adds a file; {@link #commit} and {@link #close} close the stream. */
  OutputStream add(Path file) throws IOException {
    Path target = place(file);
    if (Files.isDirectory(target)) {
      throw new IOException("'" + file + "' is a folder");
    }
    for (int i = 0; ; i++) {
      Path temporary = beside(target, i, "part");
      try {
        OutputStream out = opener.open(temporary);
        files.add(new Entry(target, temporary, out));
        return out;
      } catch (FileAlreadyExistsException e) {
        // Another writer's, or left by one that was killed.
        if (i == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private static Path beside(Path target, int number, String ending) {
    return target.resolveSibling("." + target.getFileName() + "." + number + "." + ending);
  }

  /** Lets all files appear; after a failure what was there before is there again. */
  void commit() throws IOException {
    for (Entry one : files) {
      one.out.close();
    }
    boolean done = false;
    try {
      for (int i = 0; i < files.size(); i++) {
        Entry one = files.get(i);
        // Nothing comes after the last one that could fail.
        if (i < files.size() - 1) {
          one.former = kept(one.target);
        }
        move(one.temporary, one.target);
        one.moved = true;
      }
      done = true;
    } catch (IOException e) {
      undo(e);
      throw e;
    } finally {
      if (done) {
        for (Entry one : files) {
          deleteQuietly(one.former);
        }
      }
    }
  }

  /** {@return another name for what is at the place now; null if nothing is} */
  private static @Nullable Path kept(Path target) throws IOException {
    if (!Files.exists(target)) {
      return null;
    }
    for (int i = 0; ; i++) {
      Path former = beside(target, i, "former");
      try {
        Files.createLink(former, target);
        return former;
      } catch (FileAlreadyExistsException e) {
        if (i == MOST_TRIES) {
          throw e;
        }
      } catch (UnsupportedOperationException | FileSystemException e) {
        // Not every file system has links.
        return Files.copy(target, former);
      }
    }
  }

  private void undo(IOException reason) {
    List<Entry> latestFirst = new ArrayList<>(files);
    Collections.reverse(latestFirst);
    for (Entry one : latestFirst) {
      try {
        if (one.moved && one.former == null) {
          Files.delete(one.target);
        } else if (one.moved && one.former != null) {
          move(one.former, one.target);
        } else {
          deleteQuietly(one.former);
        }
      } catch (IOException e) {
        String before = one.former == null ? "" : "; what was there before is in " + one.former;
        reason.addSuppressed(
            new IOException(one.target + " was written and cannot be taken back" + before, e));
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Removes what did not appear. */
  @Override
  public void close() {
    for (Entry one : files) {
      try {
        one.out.close();
      } catch (IOException e) {
        // A full disk fails here once more; the file is removed all the same.
      }
      deleteQuietly(one.temporary);
    }
  }

  private static void deleteQuietly(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A hidden file that stays harms nobody; the work itself is done or has failed already.
    }
  }
}
