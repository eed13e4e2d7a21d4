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
  // Even, because a line takes two.
  private static final int FILES = 240;

  private final List<Path> files = new ArrayList<>();
  private long bytes;

  private PictureFolder() {}

  /** {@return the folder's pictures, drawn if they are not there} */
  static PictureFolder of(Path folder) throws IOException {
    return Files.exists(folder) ? found(folder, FILES) : of(folder, FILES, DrawnPictures.drawn(7));
  }

  /** {@return that many of the folder's pictures, written if they are not there} */
  static PictureFolder of(Path folder, int count, DrawnPictures pictures) throws IOException {
    if (Files.notExists(folder)) {
      Files.createDirectories(folder);
      for (int i = 0; i < count; i++) {
        Files.write(folder.resolve(i + ".picture"), pictures.picture(i));
      }
    }
    return found(folder, count);
  }

  private static PictureFolder found(Path folder, int count) throws IOException {
    PictureFolder found = new PictureFolder();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve(i + ".picture");
      found.files.add(file);
      found.bytes += Files.size(file);
    }
    return found;
  }

  /** {@return the picture of that number, after the last the first again} */
  Path file(int number) {
    return files.get(number % files.size());
  }

  /** {@return how many there are} */
  int count() {
    return files.size();
  }

  /** {@return the bytes of all} */
  long bytes() {
    return bytes;
  }
}
