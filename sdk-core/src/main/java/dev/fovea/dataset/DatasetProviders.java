package dev.fovea.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the providers on the class path or the module path. */
final class DatasetProviders {
  private DatasetProviders() {}

  static DatasetProvider find(String id) {
    List<String> known = new ArrayList<>();
    for (DatasetProvider provider : all()) {
      if (provider.id().equals(id)) {
        return provider;
      }
      known.add(provider.id());
    }
    throw new IllegalArgumentException("no data set provider '"
        + id
        + "' on the class path; found: "
        + (known.isEmpty() ? "none (is the provider's jar there?)" : String.join(", ", known)));
  }

  /**
   * {@return the tokens of the model that is usually tuned; absent where the provider publishes no
   * such rules, or where nobody knows it}
   */
  static Optional<ModelTokens> usualTokens(String id) {
    for (DatasetProvider provider : all()) {
      if (provider.id().equals(id)) {
        return provider.tokens().map(TokenRules::usual);
      }
    }
    return Optional.empty();
  }

  private static Iterable<DatasetProvider> all() {
    return ServiceLoader.load(DatasetProvider.class, DatasetProvider.class.getClassLoader());
  }
}
