package dev.fovea.fireworks;

import dev.fovea.provider.WireObject;
import dev.fovea.provider.WireView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model really read and wrote, before it was made a message. Immutable. */
public final class FireworksRawOutput extends WireView {
  FireworksRawOutput(Map<?, ?> fields) {
    super(WireObject.of(Map.of("raw", fields)).object("raw").orElseThrow());
  }

  /** {@return the text as the model wrote it; {@code ""} if not told} */
  public String completion() {
    return text("completion").orElse("");
  }

  /** {@return the pieces of the question: texts, and the ids of tokens that are none} */
  public List<Object> promptFragments() {
    return TokenIds.items(additionalProperties().get("prompt_fragments"));
  }

  /** {@return the ids of the question's tokens, pictures included} */
  public List<Integer> promptTokenIds() {
    return TokenIds.of(additionalProperties().get("prompt_token_ids"));
  }

  /** {@return the ids of the answer's tokens} */
  public List<Integer> completionTokenIds() {
    return TokenIds.of(additionalProperties().get("completion_token_ids"));
  }

  /** {@return the grammar that held the answer; absent if there was none} */
  public Optional<String> grammar() {
    return text("grammar");
  }
}
