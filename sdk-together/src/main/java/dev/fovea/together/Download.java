package dev.fovea.together;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * A file on its way to disk: first to a temporary one beside the target, then moved there in one
 * step. Only local trouble is wrapped, so that trouble of the connection can be tried again.
 */
final class Download {
  private static final int PIECE = 64 * 1024;

  private final Path target;
  private final boolean replace;

  private Download(Path target, boolean replace) {
    this.target = target;
    this.replace = replace;
  }

  static Download to(Path target, CopyOption... options) {
    boolean replace = Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING);
    Download download = new Download(target.toAbsolutePath(), replace);
    download.requireFree();
    return download;
  }

  Path save(InputStream body) throws IOException {
    Path part = temporary();
    try {
      copy(body, part);
      move(part);
      return target;
    } finally {
      delete(part);
    }
  }

  private void requireFree() {
    if (!replace && Files.exists(target)) {
      throw failed(
          "it exists; pass REPLACE_EXISTING to replace it",
          new FileAlreadyExistsException(target.toString()));
    }
    if (Files.isDirectory(target)) {
      throw failed("it is a folder", new FileAlreadyExistsException(target.toString()));
    }
    if (!Files.isDirectory(folder())) {
      throw failed("its folder does not exist", new NoSuchFileException(folder().toString()));
    }
  }

  private Path folder() {
    Path parent = target.getParent();
    return parent == null ? target : parent;
  }

  private Path temporary() {
    try {
      return Files.createTempFile(folder(), "." + target.getFileName() + ".", ".part");
    } catch (IOException e) {
      throw failed("its folder cannot be written", e);
    }
  }

  private void copy(InputStream body, Path part) throws IOException {
    byte[] piece = new byte[PIECE];
    try (OutputStream out = open(part)) {
      for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
        write(out, piece, n);
      }
    }
  }

  private OutputStream open(Path part) {
    try {
      return Files.newOutputStream(part);
    } catch (IOException e) {
      throw failed("a temporary file beside it cannot be written", e);
    }
  }

  private void write(OutputStream out, byte[] piece, int count) {
    try {
      out.write(piece, 0, count);
    } catch (IOException e) {
      throw failed("it cannot be written", e);
    }
  }

  private void move(Path part) {
    try {
      if (!replace) {
        // Somebody may have made the target meanwhile; a link, unlike a move, never replaces it.
        Files.createLink(target, part);
        return;
      }
      moveOver(part);
    } catch (FileAlreadyExistsException e) {
      throw failed("it appeared meanwhile", e);
    } catch (UnsupportedOperationException | IOException e) {
      moveWithoutLinks(part);
    }
  }

  private void moveOver(Path part) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void moveWithoutLinks(Path part) {
    try {
      Files.move(part, target);
    } catch (IOException e) {
      throw failed("it cannot be written", e);
    }
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // What is left is a hidden part file; the download's own fate matters more.
    }
  }

  private UncheckedIOException failed(String why, IOException cause) {
    return new UncheckedIOException("together: cannot download to " + target + ": " + why, cause);
  }
}
