package dev.fovea.provider;

import dev.fovea.config.ClientOptions;

/**
 * Says that there is no key, and what to do.
 *
 * @param provider the provider's id
 * @param variable the environment variable that holds the key
 * @param builder how a key is given in code, such as {@code TogetherClient.builder().apiKey(..)}
 */
public record MissingKey(String provider, String variable, String builder) {
  /** {@return options without a key, which cannot be opened} */
  public ClientOptions.Builder client() {
    return ClientOptions.builder().apiKey(() -> {
      throw new IllegalStateException(provider + ": there is no API key; set the environment"
          + " variable " + variable + ", or give one with " + builder);
    });
  }
}
