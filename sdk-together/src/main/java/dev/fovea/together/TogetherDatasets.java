package dev.fovea.together;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.provider.DatedFacts;

/**
 * How Together wants its training data, from the dated data beside this class. Read when somebody
 * asks for it: chat does not need it.
 */
final class TogetherDatasets {
  private static final DatasetFormat FORMAT =
      DatedFacts.datasets(TogetherProvider.ID, TogetherDatasets.class);

  private TogetherDatasets() {}

  static DatasetFormat format() {
    return FORMAT;
  }

  static DatasetRules rules() {
    return FORMAT.rules();
  }
}
