package dev.fovea.cli;

import dev.fovea.Providers;
import java.util.Iterator;

/** The providers there are, for help texts and completion. */
final class ProviderIds implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Providers.ids().iterator();
  }
}
