package dev.fovea.provider;

import dev.fovea.config.ProviderOptions;
import dev.fovea.error.Failure;
import dev.fovea.error.UnsupportedCapabilityException;
import java.util.List;
import java.util.Optional;

/** Finds a provider's own options in a neutral request. */
public final class OwnOptions {
  private OwnOptions() {}

  /**
   * {@return a provider's own options among those of a request} Options for other providers alone
   * are refused: the caller meant to say something and it would be lost.
   *
   * @param provider the provider's id
   * @param options the request's
   * @param type the provider's own
   * @param operation what the request is for, as messages name it
   * @param <T> the provider's own
   * @throws IllegalArgumentException if they are the provider's, but for something else
   * @throws UnsupportedCapabilityException if there are options for other providers only
   */
  public static <T extends ProviderOptions> Optional<T> find(
      String provider, List<ProviderOptions> options, Class<T> type, String operation) {
    for (ProviderOptions option : options) {
      if (!option.provider().equals(provider)) {
        continue;
      }
      if (!type.isInstance(option)) {
        throw new IllegalArgumentException(provider + ": to " + operation + ", give "
            + type.getSimpleName() + ", not " + option.getClass().getSimpleName());
      }
      return Optional.of(type.cast(option));
    }
    if (!options.isEmpty()) {
      throw otherProvidersOnly(provider, options, type, operation);
    }
    return Optional.empty();
  }

  private static UnsupportedCapabilityException otherProvidersOnly(
      String provider, List<ProviderOptions> options, Class<?> type, String operation) {
    List<String> others = options.stream().map(ProviderOptions::provider).toList();
    String instead = "add " + type.getSimpleName() + " or leave the options out";
    return new UnsupportedCapabilityException(
        Failure.builder()
            .provider(provider)
            .operation(operation)
            .message("the request has options for " + String.join(", ", others) + " only")
            .next(instead)
            .build(),
        "options",
        instead);
  }
}
