package dev.fovea.fireworks;

import dev.fovea.disk.WholeFile;
import dev.fovea.transport.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Several files of a data set on their way into one, which appears whole or not at all: each is
 * saved in a folder beside it first. For one download.
 */
final class JoinedDownload {
  private final Path target;
  private final CopyOption[] options;

  JoinedDownload(Path target, CopyOption... options) {
    this.target = target.toAbsolutePath();
    this.options = options;
  }

  CompletableFuture<Path> save(Caller caller, String what, Map<String, URI> files) {
    Path folder = folder();
    return SignedFiles.saveAll(caller, what, files, folder)
        .thenCompose(parts -> caller.work(unwanted -> join(parts)))
        .whenComplete((path, failure) -> clear(folder));
  }

  private Path folder() {
    Path parent = target.getParent();
    try {
      return Files.createTempDirectory(
          parent == null ? target : parent, "." + target.getFileName() + ".");
    } catch (IOException e) {
      throw failed("a folder beside it cannot be made", e);
    }
  }

  private Path join(List<Path> parts) {
    try (WholeFile whole = WholeFile.beside(target)) {
      try (OutputStream out = Files.newOutputStream(whole.part())) {
        for (Path part : parts) {
          long size = Files.size(part);
          Files.copy(part, out);
          if (size > 0 && !endsLine(part, size)) {
            out.write('\n');
          }
        }
      }
      whole.commit(options);
      return target;
    } catch (FileAlreadyExistsException e) {
      throw failed("it appeared meanwhile", e);
    } catch (IOException e) {
      throw failed("it cannot be written", e);
    }
  }

  private static boolean endsLine(Path part, long size) throws IOException {
    try (var bytes = Files.newByteChannel(part)) {
      java.nio.ByteBuffer last = java.nio.ByteBuffer.allocate(1);
      return bytes.position(size - 1).read(last) == 1 && last.get(0) == '\n';
    }
  }

  // What is left is a hidden folder; the download's own fate matters more.
  private static void clear(Path folder) {
    try (Stream<Path> inside = Files.walk(folder)) {
      inside.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      return;
    }
  }

  private UncheckedIOException failed(String why, IOException cause) {
    return new UncheckedIOException("fireworks: cannot download to " + target + ": " + why, cause);
  }
}
