package dev.fovea.cli;

import dev.fovea.testkit.EmbeddedTogether;
import java.net.URI;

/** A provider's embedded twin: the same wire, no account, no cost. */
interface Twin extends AutoCloseable {
  /** {@return where clients call it} */
  URI baseUrl();

  /** {@return the key it accepts} */
  String apiKey();

  @Override
  void close();

  /**
   * Starts a provider's twin.
   *
   * @param provider the provider's id
   * @param port where it listens; 0 takes a free one
   */
  static Twin start(String provider, int port) {
    if (!provider.equals("together")) {
      throw new UsageException("there is no embedded twin of " + provider + ", only of together");
    }
    EmbeddedTogether together = EmbeddedTogether.builder().port(port).start();
    return new Twin() {
      @Override
      public URI baseUrl() {
        return together.baseUrl();
      }

      @Override
      public String apiKey() {
        return together.apiKey();
      }

      @Override
      public void close() {
        together.close();
      }
    };
  }
}
