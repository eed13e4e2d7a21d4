package dev.fovea.cli;

import dev.fovea.testkit.EmbeddedProvider;
import dev.fovea.testkit.EmbeddedProviders;

/** A provider's embedded twin: the same wire, no account, no cost. */
final class Twin {
  private Twin() {}

  /**
   * Starts a provider's twin.
   *
   * @param provider the provider's id
   * @param port where it listens; 0 takes a free one
   */
  static EmbeddedProvider start(String provider, int port) {
    try {
      return EmbeddedProviders.start(provider, port);
    } catch (IllegalArgumentException noTwin) {
      throw new UsageException(String.valueOf(noTwin.getMessage()));
    }
  }
}
