package dev.fovea;

import dev.fovea.config.ClientOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The providers on the class path or module path, by id. Thread-safe. */
public final class Providers {
  private Providers() {}

  /**
   * Opens a client with what the environment says: the key, and where to call.
   *
   * @param id the provider's id, such as {@code together}
   * @return the client, to be closed
   * @throws IllegalArgumentException if there is no such provider; lists those there are
   * @throws IllegalStateException if the key is missing; names the variable
   */
  public static VisionClient open(String id) {
    return required(id).openFromEnvironment(System.getenv());
  }

  /**
   * Opens a client with what the environment says, and changes on top of it.
   *
   * @param id the provider's id, such as {@code together}
   * @param spec sets what differs from the environment; may give the key
   * @return the client, to be closed
   * @throws IllegalArgumentException if there is no such provider; lists those there are
   * @throws IllegalStateException if the key is missing in both; names the variable
   */
  public static VisionClient open(String id, Consumer<ClientOptions.Builder> spec) {
    return required(id).openFromEnvironment(System.getenv(), spec);
  }

  /** {@return the ids of the providers there are, sorted} */
  public static List<String> ids() {
    return List.copyOf(all().keySet());
  }

  /**
   * Finds a provider.
   *
   * @param id its id, such as {@code together}
   * @return the provider; empty when its module is missing
   */
  public static Optional<VisionProvider> find(String id) {
    return Optional.ofNullable(all().get(id));
  }

  private static VisionProvider required(String id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no provider '"
            + id
            + "' here, only "
            + ids()
            + "; is its module (sdk-"
            + id
            + ") a dependency?"));
  }

  private static Map<String, VisionProvider> all() {
    Map<String, VisionProvider> found = new TreeMap<>();
    // In a container the library's own loader may see providers the thread's does not.
    collect(ServiceLoader.load(VisionProvider.class, VisionProvider.class.getClassLoader()), found);
    collect(ServiceLoader.load(VisionProvider.class), found);
    return found;
  }

  private static void collect(
      ServiceLoader<VisionProvider> loader, Map<String, VisionProvider> found) {
    for (VisionProvider provider : loader) {
      found.putIfAbsent(provider.id(), provider);
    }
  }
}
