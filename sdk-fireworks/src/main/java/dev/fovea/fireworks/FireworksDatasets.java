package dev.fovea.fireworks;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.provider.DatedFacts;

/**
 * How Fireworks wants its training data, from the dated data beside this class. Read when somebody
 * asks for it: chat does not need it.
 */
final class FireworksDatasets {
  private static final DatasetFormat FORMAT =
      DatedFacts.datasets(FireworksProvider.ID, FireworksDatasets.class);

  private FireworksDatasets() {}

  static DatasetFormat format() {
    return FORMAT;
  }

  static DatasetRules rules() {
    return FORMAT.rules();
  }
}
