package dev.fovea.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Temporary files that go when their owner is no longer reachable, or else with the JVM. */
final class TemporaryFiles {
  static final TemporaryFiles INSTANCE = new TemporaryFiles();

  private final Cleaner cleaner = Cleaner.create();
  private final Set<Path> files = ConcurrentHashMap.newKeySet();

  private TemporaryFiles() {
    // deleteOnExit would remember every file for the life of the JVM.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> files.forEach(this::delete), "fovea-temporary-files"));
  }

  void deleteAfter(Object owner, Path file) {
    files.add(file);
    cleaner.register(owner, () -> delete(file));
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      files.remove(file);
    } catch (IOException e) {
      // The cleaner drops what is thrown; the file stays listed for the JVM's end.
      throw new UncheckedIOException(e);
    }
  }
}
