package dev.fovea.transport;

import dev.fovea.config.Limits;
import dev.fovea.json.JsonCodec;
import org.jspecify.annotations.Nullable;

/** The codec with a client's limits, made when it is first needed. Thread-safe. */
final class LazyCodec {
  private static final Limits DEFAULTS = Limits.builder().build();

  private final Limits limits;
  private volatile @Nullable JsonCodec codec;

  LazyCodec(Limits limits) {
    this.limits = limits;
  }

  boolean isFor(Limits other) {
    return limits.equals(other);
  }

  JsonCodec get() {
    JsonCodec known = codec;
    if (known == null) {
      // Two threads may both make one; either will do.
      known = limits.equals(DEFAULTS) ? JsonCodec.shared() : JsonCodec.of(limits);
      codec = known;
    }
    return known;
  }
}
