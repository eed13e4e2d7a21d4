package dev.fovea.preparation;

import dev.fovea.disk.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that appear together, each whole, or none of them: what was there before comes back. For
 * one thread and one use.
 */
final class WholeFiles implements AutoCloseable {
  private static final int MOST_TRIES = 1_000;

  private final Opener opener;
  private final List<Entry> files = new ArrayList<>();

  /** Opens a new file, which is empty. */
  @FunctionalInterface
  interface Opener {
    OutputStream open(Path file) throws IOException;
  }

  private static final class Entry {
    private final WholeFile file;
    private OutputStream out = OutputStream.nullOutputStream();
    private @Nullable Path former;
    private boolean moved;

    Entry(WholeFile file) {
      this.file = file;
    }
  }

  WholeFiles(Opener opener) {
    this.opener = opener;
  }

  static OutputStream openNew(Path file) throws IOException {
    return Files.newOutputStream(file);
  }

  /** {@return where a file is really put, to be compared} */
  static Path place(Path file) throws IOException {
    return WholeFile.place(file).normalize();
  }

  /** Adds a file; {@link #commit} and {@link #close} close the stream. */
  OutputStream add(Path file) throws IOException {
    Entry entry = new Entry(WholeFile.beside(file));
    files.add(entry);
    entry.out = opener.open(entry.file.part());
    return entry.out;
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
          one.former = kept(one.file.target());
        }
        one.file.commit(StandardCopyOption.REPLACE_EXISTING);
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
      Path former = target.resolveSibling("." + target.getFileName() + "." + i + ".former");
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
          Files.delete(one.file.target());
        } else if (one.moved && one.former != null) {
          WholeFile.move(one.former, one.file.target());
        } else {
          deleteQuietly(one.former);
        }
      } catch (IOException e) {
        String before = one.former == null ? "" : "; what was there before is in " + one.former;
        reason.addSuppressed(new IOException(
            one.file.target() + " was written and cannot be taken back" + before, e));
      }
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
      one.file.close();
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
