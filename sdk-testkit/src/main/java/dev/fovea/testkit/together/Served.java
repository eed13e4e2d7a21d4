package dev.fovea.testkit.together;

import java.util.List;
import java.util.Optional;

/** A known chat model name, with or without a deployment ready behind it. */
final class Served {
  private final List<Deployment> by;

  Served(Optional<Deployment> by) {
    this.by = by.stream().toList();
  }

  Optional<Deployment> by() {
    return by.stream().findFirst();
  }
}
