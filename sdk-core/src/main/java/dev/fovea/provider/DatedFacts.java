package dev.fovea.provider;

import dev.fovea.config.ResponseMeta;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The facts about a provider that came with its module, each file with its source and date. The
 * module opens the package they lie in to this one.
 */
public final class DatedFacts {
  /** How a file is read. */
  private interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  private DatedFacts() {}

  /**
   * Reads a file of facts.
   *
   * @param beside a class of the provider's, beside which the file lies
   * @param name the file's name
   * @return the facts
   * @throws IllegalStateException if there is no such file
   */
  public static WireObject read(Class<?> beside, String name) {
    return read(beside, name, in -> WireObject.read(in, ResponseMeta.none(), 200));
  }

  /**
   * Reads how a provider wants its training data, from {@code datasets.properties}.
   *
   * @param id the provider's id
   * @param beside a class of the provider's, beside which the file lies
   * @return the format
   * @throws IllegalStateException if there is no such file
   */
  public static DatasetFormat datasets(String id, Class<?> beside) {
    DatasetProfile profile = read(beside, "datasets.properties", in -> DatasetProfile.read(id, in));
    return DatasetFormat.of(profile);
  }

  private static <T> T read(Class<?> beside, String name, Reading<T> reading) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the library is incomplete: no resource " + name);
      }
      return reading.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the library's resource " + name, e);
    }
  }
}
