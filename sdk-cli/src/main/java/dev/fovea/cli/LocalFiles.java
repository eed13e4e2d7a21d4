package dev.fovea.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Files named on the command line. */
final class LocalFiles {
  private LocalFiles() {}

  static Path file(String typed) {
    Path path = path(typed);
    if (Files.isDirectory(path)) {
      throw new UsageException(typed + " is a folder, not a file");
    }
    if (!Files.exists(path)) {
      throw new UsageException("no such file: " + typed);
    }
    if (!Files.isReadable(path)) {
      throw new UsageException("no permission to read " + typed);
    }
    return path;
  }

  static Path folder(String typed) {
    Path path = path(typed);
    if (!Files.isDirectory(path)) {
      throw new UsageException(
          Files.exists(path) ? typed + " is a file, not a folder" : "no such folder: " + typed);
    }
    return path;
  }

  /** {@return a folder, made if it is not there} */
  static Path newFolder(String typed) {
    Path path = path(typed);
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UsageException(
          Files.exists(path)
              ? typed + " is a file, not a folder"
              : "the folder " + typed + " cannot be made: " + e.getMessage());
    }
    return path;
  }

  /** {@return a file to be written; its folder is there} */
  static Path target(String typed) {
    Path path = path(typed);
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("no such folder to write to: " + folder);
    }
    if (Files.isDirectory(path)) {
      throw new UsageException(typed + " is a folder, not a file to write");
    }
    return path;
  }

  private static Path path(String typed) {
    try {
      return Path.of(typed);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + typed + "' is not a file name: " + e.getReason());
    }
  }
}
