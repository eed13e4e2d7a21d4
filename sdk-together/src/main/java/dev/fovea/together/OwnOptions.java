package dev.fovea.together;

import dev.fovea.config.ProviderOptions;
import dev.fovea.error.Failure;
import dev.fovea.error.UnsupportedCapabilityException;
import java.util.List;
import java.util.Optional;

/** Finds Together's own options in a neutral request. */
final class OwnOptions {
  private OwnOptions() {}

  /**
   * {@return Together's own options among those of a request} Options for other providers alone are
   * refused: the caller meant to say something and it would be lost.
   */
  static <T extends ProviderOptions> Optional<T> find(
      List<ProviderOptions> options, Class<T> type, String operation) {
    for (ProviderOptions option : options) {
      if (!option.provider().equals("together")) {
        continue;
      }
      if (!type.isInstance(option)) {
        throw new IllegalArgumentException("together: to " + operation + ", give "
            + type.getSimpleName() + ", not " + option.getClass().getSimpleName());
      }
      return Optional.of(type.cast(option));
    }
    if (!options.isEmpty()) {
      throw otherProvidersOnly(options, type, operation);
    }
    return Optional.empty();
  }

  private static UnsupportedCapabilityException otherProvidersOnly(
      List<ProviderOptions> options, Class<?> type, String operation) {
    List<String> others = options.stream().map(ProviderOptions::provider).toList();
    String instead = "add " + type.getSimpleName() + " or leave the options out";
    return new UnsupportedCapabilityException(
        Failure.builder()
            .provider("together")
            .operation(operation)
            .message("the request has options for " + String.join(", ", others) + " only")
            .next(instead)
            .build(),
        "options",
        instead);
  }
}
