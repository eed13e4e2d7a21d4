package dev.fovea.dataset;

import dev.fovea.error.ImageException;
import dev.fovea.image.ImageSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A picture inside a line of a data set, decoded when it is opened.
 *
 * @param file the data set
 * @param offset where the picture's base64 begins in it
 * @param size the picture's bytes, decoded
 */
record FileSlice(Version file, long offset, long size) implements ImageSource {
  /** A file as it was when the reading began. */
  record Version(Path path, long size, FileTime changed) {
    static Version of(Path path) throws IOException {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return new Version(path, now.size(), now.lastModifiedTime());
    }
  }

  @Override
  public InputStream open() throws IOException {
    if (!Version.of(file.path()).equals(file)) {
      throw new ImageException(
          "the data set '" + file.path() + "' changed since its pictures were read; read it again");
    }
    InputStream in = Files.newInputStream(file.path());
    try {
      in.skipNBytes(offset);
    } catch (IOException e) {
      in.close();
      throw e;
    }
    // The text ends at its quote by itself.
    Base64Text text = new Base64Text(ByteWindow.of(in, 16 * 1024), PicturePass.none());
    return new FilterInputStream(text) {
      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }
}
