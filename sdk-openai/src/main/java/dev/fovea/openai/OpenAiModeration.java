package dev.fovea.openai;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireResource;
import java.util.List;
import java.util.Optional;

/** What OpenAI thinks of texts or pictures. Immutable and thread-safe. */
public final class OpenAiModeration extends WireResource {
  private final List<OpenAiModerationResult> results;

  OpenAiModeration(WireObject wire) {
    super(wire.glance().text("id").orElse(""), wire);
    this.results = wire.glance().requiredObjects("results").stream()
        .map(OpenAiModerationResult::new)
        .toList();
  }

  /** {@return the model that judged; absent where OpenAI does not say} */
  public Optional<String> model() {
    return text("model");
  }

  /** {@return the judgements: one for each text in its order, or one for all with pictures} */
  public List<OpenAiModerationResult> results() {
    return results;
  }

  /** {@return whether anything in it must not be there} */
  public boolean flagged() {
    return results.stream().anyMatch(OpenAiModerationResult::flagged);
  }
}
