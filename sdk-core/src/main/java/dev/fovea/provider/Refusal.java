package dev.fovea.provider;

import dev.fovea.config.ProviderOptions;
import dev.fovea.error.Failure;
import dev.fovea.error.UnsupportedCapabilityException;
import java.util.List;

/**
 * Says what of a neutral request a provider cannot do, before anything is sent.
 *
 * @param provider the provider's id
 * @param operation what was attempted, such as {@code chat}
 */
public record Refusal(String provider, String operation) {
  /**
   * {@return the exception, to be thrown}
   *
   * @param what what was asked for, such as {@code Together does not know the role developer}
   * @param capability the capability or the field of the request that the provider lacks
   * @param instead what to do instead
   */
  public UnsupportedCapabilityException of(String what, String capability, String instead) {
    return new UnsupportedCapabilityException(
        Failure.builder()
            .provider(provider)
            .operation(operation)
            .message(what)
            .next(instead)
            .build(),
        capability,
        instead);
  }

  /**
   * Refuses any options where the provider has none of its own: they would be lost.
   *
   * @param options the request's
   * @throws UnsupportedCapabilityException if there are some
   */
  public void noOptions(List<ProviderOptions> options) {
    if (!options.isEmpty()) {
      throw of(
          "there are no options of this provider's for it, and the request has some",
          "options",
          "leave them out");
    }
  }
}
