package dev.fovea.dataset;

import java.util.Optional;

/**
 * Whoever prescribes how a data set looks: a provider of fine-tuning. Found by
 * {@code ServiceLoader}; needs no account and no network.
 */
public interface DatasetProvider {
  /** {@return the provider's short name, for example {@code together}} */
  String id();

  /** {@return how the provider writes an example as a line} */
  DatasetFormat format();

  /**
   * {@return how many tokens pictures and text cost; absent where the provider publishes no rule}
   */
  default Optional<TokenRules> tokens() {
    return Optional.empty();
  }

  /** {@return what the provider accepts, with its dated limits} */
  default DatasetRules rules() {
    return format().rules();
  }
}
