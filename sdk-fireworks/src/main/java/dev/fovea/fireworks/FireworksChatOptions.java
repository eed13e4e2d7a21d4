package dev.fovea.fireworks;

import dev.fovea.config.ProviderOptions;

/** What only Fireworks understands in a chat request or a completion request. Immutable. */
public abstract class FireworksChatOptions implements ProviderOptions {
  FireworksChatOptions() {}

  /** {@return {@code fireworks}} */
  @Override
  public final String provider() {
    return FireworksProvider.ID;
  }
}
