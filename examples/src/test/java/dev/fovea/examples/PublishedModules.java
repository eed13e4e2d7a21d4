package dev.fovea.examples;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out what only tests stand on. */
final class PublishedModules implements ImportOption {
  @Override
  public boolean includes(Location location) {
    return !location.contains("/provider-tests");
  }
}
