package dev.fovea.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Picture files to write data sets of. Too many for the processor's cache, few enough for a small
 * disk: whoever needs more goes round again.
 */
final class PictureFolder {
  /** How many there are; even, because a line takes two. */
  static final int FILES = 240;

  private final List<Path> files = new ArrayList<>();
  private long bytes;

  private PictureFolder() {}

  /** {@return the folder's pictures, drawn if they are not there} */
  static PictureFolder of(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      Files.createDirectories(folder);
      DrawnPictures pictures = DrawnPictures.drawn(7);
      for (int i = 0; i < FILES; i++) {
        Files.write(folder.resolve(i + ".picture"), pictures.picture(i));
      }
    }
    PictureFolder found = new PictureFolder();
    for (int i = 0; i < FILES; i++) {
      Path file = folder.resolve(i + ".picture");
      found.files.add(file);
      found.bytes += Files.size(file);
    }
    return found;
  }

  /** {@return the picture of that number, after the last the first again} */
  Path file(int number) {
    return files.get(number % FILES);
  }

  /** {@return the bytes of all} */
  long bytes() {
    return bytes;
  }
}
