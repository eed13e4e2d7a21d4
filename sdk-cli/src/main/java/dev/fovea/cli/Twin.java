package dev.fovea.cli;

import dev.fovea.testkit.EmbeddedFireworks;
import dev.fovea.testkit.EmbeddedOpenAi;
import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.EmbeddedTogether;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** A provider's embedded twin: the same wire, no account, no cost. */
final class Twin {
  private static final Map<String, IntFunction<EmbeddedProvider>> AT_PORT = new TreeMap<>(Map.of(
      "fireworks", port -> EmbeddedFireworks.builder().port(port).start(),
      "openai", port -> EmbeddedOpenAi.builder().port(port).start(),
      "together", port -> EmbeddedTogether.builder().port(port).start()));

  private Twin() {}

  /**
   * Starts a provider's twin.
   *
   * @param provider the provider's id
   * @param port where it listens; 0 takes a free one
   */
  static EmbeddedProvider start(String provider, int port) {
    IntFunction<EmbeddedProvider> twin = AT_PORT.get(provider);
    if (twin == null) {
      throw new UsageException("there is no embedded twin of " + provider + ", only of "
          + String.join(", ", AT_PORT.keySet()));
    }
    return twin.apply(port);
  }
}
