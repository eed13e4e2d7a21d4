package dev.fovea.together;

import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.NumberFacts;

/** Together's published numbers, read when the first request is checked. */
final class TogetherFacts {
  /** The numbers a request may hold. */
  static final NumberFacts REQUESTS =
      NumberFacts.of(TogetherProvider.ID, DatedFacts.read(TogetherFacts.class, "requests.json"));

  private TogetherFacts() {}
}
