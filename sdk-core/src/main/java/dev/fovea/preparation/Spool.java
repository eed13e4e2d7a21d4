package dev.fovea.preparation;

import dev.fovea.error.DatasetException;
import dev.fovea.error.Failure;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps pictures that came into memory on disk until their line is written, for a line may have
 * many. For one thread at a time.
 */
final class Spool {
  private static final long SMALL = 64 * 1024;

  private final long small;
  private final List<Path> files = new ArrayList<>();

  private Spool(long small) {
    this.small = small;
  }

  /** {@return one that keeps small pictures in memory, as there are few at a time} */
  static Spool ofLarge() {
    return new Spool(SMALL);
  }

  /** {@return one that keeps every picture on disk} */
  static Spool ofAll() {
    return new Spool(-1);
  }

  /** {@return the same picture, without its detail, from where it costs no memory} */
  Image keep(Image image) {
    if (image.size() <= small) {
      return image;
    }
    try (InputStream in = image.open()) {
      Path file = Files.createTempFile("fovea-picture", ".bin");
      files.add(file);
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return Image.of(file);
    } catch (IOException e) {
      throw failure("keep a picture", e);
    }
  }

  /** Removes what was kept. */
  void clear() {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw failure("remove a picture", e);
    }
    files.clear();
  }

  private static DatasetException failure(String what, IOException cause) {
    return new DatasetException(
        Failure.builder()
            .operation(what)
            .message(cause.getClass().getSimpleName() + " " + cause.getMessage())
            .cause(cause)
            .next("check the folder for temporary files and its free space")
            .build(),
        List.of());
  }
}
