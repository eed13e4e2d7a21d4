package dev.fovea.deployment;

import org.jspecify.annotations.Nullable;

/** One field for one provider that this version has no setter for. */
record ExtraProperty(String provider, String path, @Nullable Object value) {
  ExtraProperty {
    if (provider.isBlank() || path.isBlank()) {
      throw new IllegalArgumentException(
          "an extra property needs a provider and a path: '" + provider + "', '" + path + "'");
    }
  }
}
