package dev.fovea.acme;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.provider.DatedFacts;

/** How Acme wants its training data, from the dated data beside this class. */
final class AcmeDatasets {
  private static final DatasetFormat FORMAT =
      DatedFacts.datasets(AcmeProvider.ID, AcmeDatasets.class);

  private AcmeDatasets() {}

  static DatasetFormat format() {
    return FORMAT;
  }

  static DatasetRules rules() {
    return FORMAT.rules();
  }
}
