package dev.fovea.openai;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.provider.DatedFacts;

/**
 * How OpenAI wants its training data, from the dated data beside this class. Read when somebody
 * asks for it: chat does not need it.
 */
final class OpenAiDatasets {
  private static final DatasetFormat FORMAT =
      DatedFacts.datasets(OpenAiProvider.ID, OpenAiDatasets.class);

  private OpenAiDatasets() {}

  static DatasetFormat format() {
    return FORMAT;
  }

  static DatasetRules rules() {
    return FORMAT.rules();
  }
}
