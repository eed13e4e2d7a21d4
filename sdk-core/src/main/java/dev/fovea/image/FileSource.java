package dev.fovea.image;

import dev.fovea.error.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** A picture on disk, as it was when it was named. */
record FileSource(Path path, long size, FileTime modified) implements ImageSource {

  static FileSource of(Path path) {
    BasicFileAttributes now = attributes(path);
    if (!now.isRegularFile()) {
      throw new ImageException(
          "picture " + path + ": it is " + (now.isDirectory() ? "a directory" : "no regular file"));
    }
    return new FileSource(path, now.size(), now.lastModifiedTime());
  }

  private static BasicFileAttributes attributes(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new ImageException("picture " + path + ": there is no such file", e);
    } catch (IOException e) {
      throw new ImageException("picture " + path + ": it cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public InputStream open() throws IOException {
    BasicFileAttributes now = attributes(path);
    if (now.size() != size || !now.lastModifiedTime().equals(modified)) {
      throw new ImageException("picture " + path + ": the file changed since it was named ("
          + (now.size() != size
              ? size + " bytes then, " + now.size() + " now"
              : "same size, written anew")
          + "); name it again with Image.of to use it as it is now");
    }
    return Files.newInputStream(path);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
