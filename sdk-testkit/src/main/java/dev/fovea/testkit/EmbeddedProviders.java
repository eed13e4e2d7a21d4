package dev.fovea.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The embedded providers on the class path or module path, by id. Thread-safe. */
public final class EmbeddedProviders {
  private EmbeddedProviders() {}

  /** {@return the ids of the embedded providers there are, sorted} */
  public static List<String> ids() {
    return List.copyOf(all().keySet());
  }

  /**
   * Finds an embedded provider, to be set up and started.
   *
   * @param id the provider's id, such as {@code together}
   * @return a fresh builder with every default; empty when there is no such embedded provider
   */
  public static Optional<EmbeddedProvider.Builder<?>> find(String id) {
    return Optional.ofNullable(all().get(id));
  }

  /**
   * Starts an embedded provider with every default besides its port.
   *
   * @param id the provider's id, such as {@code together}
   * @param port where it listens; 0 takes any free port
   * @return the running provider, to be closed
   * @throws IllegalArgumentException if there is no such embedded provider; lists those there are
   * @throws java.io.UncheckedIOException when the port is taken
   */
  public static EmbeddedProvider start(String id, int port) {
    EmbeddedProvider.Builder<?> found = find(id)
        .orElseThrow(() -> new IllegalArgumentException(
            "there is no embedded twin of " + id + ", only of " + String.join(", ", ids())));
    return found.port(port).start();
  }

  private static Map<String, EmbeddedProvider.Builder<?>> all() {
    Map<String, EmbeddedProvider.Builder<?>> found = new TreeMap<>();
    // In a container the library's own loader may see builders the thread's does not.
    for (ClassLoader loader : loaders()) {
      for (EmbeddedProvider.Builder<?> builder :
          ServiceLoader.load(EmbeddedProvider.Builder.class, loader)) {
        found.putIfAbsent(builder.id(), builder);
      }
    }
    return found;
  }

  private static List<ClassLoader> loaders() {
    ClassLoader own = EmbeddedProvider.class.getClassLoader();
    ClassLoader threads = Thread.currentThread().getContextClassLoader();
    return threads == null || threads == own ? List.of(own) : List.of(own, threads);
  }
}
