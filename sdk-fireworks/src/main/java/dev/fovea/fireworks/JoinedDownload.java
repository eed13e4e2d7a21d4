package dev.fovea.fireworks;

import dev.fovea.transport.Caller;
import dev.fovea.transport.Download;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
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
        .thenCompose(parts -> caller.work(unwanted -> join(parts, folder)))
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

  private Path join(List<Path> parts, Path folder) {
    try {
      Path whole = Files.createTempFile(folder, "", ".joined");
      try (OutputStream out = Files.newOutputStream(whole)) {
        for (Path part : parts) {
          long size = Files.size(part);
          Files.copy(part, out);
          if (size > 0 && !endsLine(part, size)) {
            out.write('\n');
          }
        }
      }
      Download.requireFree(target, options);
      boolean replace = Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING);
      return replace
          ? Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING)
          : Files.move(whole, target);
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
