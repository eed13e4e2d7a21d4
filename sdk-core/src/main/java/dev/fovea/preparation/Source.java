package dev.fovea.preparation;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetLine;
import dev.fovea.dataset.DatasetReader;
import java.nio.file.Path;

/** What a conversion reads. Immutable and thread-safe. */
interface Source {
  /** {@return the short name} */
  String id();

  /** {@return what cuts the input into lines} */
  DatasetReader reader();

  /**
   * {@return the example of a line; noted is what it has that an example cannot hold}
   *
   * @throws LineDropped if there is none
   */
  Draft draft(DatasetLine line, Target target, LineChanges changes);

  /**
   * {@return this source for pictures in a folder}
   *
   * @throws IllegalArgumentException if the options do not fit
   */
  Source at(Path folder, ConversionOptions options);

  static Source of(String id) {
    if (ForeignSource.NAMES.contains(id)) {
      return ForeignSource.named(id);
    }
    try {
      return new ProviderSource(DatasetFormat.of(id));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + "; besides, " + String.join(" and ", ForeignSource.NAMES)
              + " can be read",
          e);
    }
  }
}
