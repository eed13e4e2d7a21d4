package dev.fovea.providertests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The compiled classes of a provider's package, from a folder or a jar. */
final class ProviderClasses {
  private static final String ENDING = ".class";

  private final Class<?> client;

  ProviderClasses(Class<?> client) {
    this.client = client;
  }

  Stream<Class<?>> all() {
    return names().stream()
        .filter(name -> name.endsWith(ENDING) && !name.equals("package-info.class"))
        .map(name -> load(
            client.getPackageName() + "." + name.substring(0, name.length() - ENDING.length())));
  }

  private List<String> names() {
    Path place = place();
    try {
      if (Files.isDirectory(place)) {
        return names(place);
      }
      try (FileSystem jar =
          FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
        return names(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> names(Path root) throws IOException {
    Path room = root.resolve(client.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(room)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Path place() {
    try {
      return Path.of(client.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, client.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
