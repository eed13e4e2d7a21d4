package dev.fovea.openai;

import dev.fovea.provider.DatedFacts;
import dev.fovea.provider.NumberFacts;

/** OpenAI's published numbers, read when the first request is checked. */
final class OpenAiFacts {
  /** The numbers a request may hold. */
  static final NumberFacts REQUESTS =
      NumberFacts.of(OpenAiProvider.ID, DatedFacts.read(OpenAiFacts.class, "requests.json"));

  private OpenAiFacts() {}
}
