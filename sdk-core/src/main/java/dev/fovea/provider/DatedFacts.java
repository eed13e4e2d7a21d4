package dev.fovea.provider;

import dev.fovea.config.ResponseMeta;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The facts about a provider that came with its module, each file with its source and date. */
public final class DatedFacts {
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
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the library is incomplete: no resource " + name);
      }
      return WireObject.read(in, ResponseMeta.none(), 200);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the library's resource " + name, e);
    }
  }
}
