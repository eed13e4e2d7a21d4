package dev.fovea.fireworks;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetProfile;
import dev.fovea.dataset.DatasetRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** How Fireworks wants its training data, from the dated data beside this class. */
final class FireworksDatasets {
  static final String ID = "fireworks";

  private FireworksDatasets() {}

  static DatasetFormat format() {
    return Holder.FORMAT;
  }

  static DatasetRules rules() {
    return Holder.FORMAT.rules();
  }

  /** Reads the data when somebody asks for it: chat does not need it. */
  private static final class Holder {
    static final DatasetFormat FORMAT = read();

    private static DatasetFormat read() {
      try (InputStream data = FireworksDatasets.class.getResourceAsStream("datasets.properties")) {
        if (data == null) {
          throw new IllegalStateException("datasets.properties is missing beside this class");
        }
        return DatasetFormat.of(DatasetProfile.read(ID, data));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read datasets.properties", e);
      }
    }
  }
}
