package dev.fovea.examples;

import dev.fovea.Providers;
import dev.fovea.VisionClient;
import java.util.List;
import java.util.Map;

/** The providers that are built here, so that no test has to list them. */
final class FoundProviders {
  private FoundProviders() {}

  /** {@return the types of their clients} */
  static List<Class<? extends VisionClient>> clients() {
    return Providers.ids().stream()
        .<Class<? extends VisionClient>>map(FoundProviders::client)
        .toList();
  }

  /** {@return the names of their packages} */
  static List<String> rooms() {
    return clients().stream().map(Class::getPackageName).toList();
  }

  private static Class<? extends VisionClient> client(String id) {
    try (VisionClient client =
        Providers.find(id).orElseThrow().openFromEnvironment(Map.of(), o -> o.apiKey("none"))) {
      return client.getClass();
    }
  }
}
