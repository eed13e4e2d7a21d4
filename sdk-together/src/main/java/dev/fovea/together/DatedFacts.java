package dev.fovea.together;

import dev.fovea.config.ResponseMeta;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The facts about Together that came with this version, each file with its source and date. */
final class DatedFacts {
  private DatedFacts() {}

  static WireObject read(String name) {
    try (InputStream in = DatedFacts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the library is incomplete: no resource " + name);
      }
      return WireObject.read(in, ResponseMeta.none(), 200);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the library's resource " + name, e);
    }
  }
}
