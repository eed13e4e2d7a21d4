package dev.fovea.dataset;

import dev.fovea.config.ServicesById;
import java.util.Optional;

/** Finds the providers on the class path or the module path. */
final class DatasetProviders {
  private DatasetProviders() {}

  static DatasetProvider find(String id) {
    return ServicesById.require(
        DatasetProvider.class, DatasetProvider::id, id, "data set provider");
  }

  /**
   * {@return the tokens of the model that is usually tuned; absent where the provider publishes no
   * such rules, or where nobody knows it}
   */
  static Optional<ModelTokens> usualTokens(String id) {
    return ServicesById.find(DatasetProvider.class, DatasetProvider::id, id)
        .flatMap(DatasetProvider::tokens)
        .map(TokenRules::usual);
  }
}
