package dev.fovea.json;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChunkChoice;
import dev.fovea.chat.Delta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What pieces of a stream have that is neither role nor text: likelihoods and bare tokens. */
final class CompletionChunks {
  private CompletionChunks() {}

  /** The likelihoods of a piece in the form the whole answer has: lists, here of one item. */
  static Map<String, @Nullable Object> logprobs(
      Delta delta, @Nullable Object logprobs, @Nullable Object likely) {
    Map<String, @Nullable Object> lists = new LinkedHashMap<>();
    if (logprobs instanceof Map<?, ?> whole) {
      whole.forEach((name, value) -> lists.put(String.valueOf(name), value));
    } else if (logprobs != null) {
      delta.tokenId().ifPresent(id -> lists.put("token_ids", List.of(id)));
      lists.put("tokens", List.of(delta.text()));
      lists.put("token_logprobs", List.of(logprobs));
    }
    if (likely != null) {
      lists.put("top_logprobs", List.of(likely));
    }
    return Collections.unmodifiableMap(lists);
  }

  /** Puts into the first choice what plain completions say beside the choices. */
  static ChatChunk complete(
      ChatChunk chunk, @Nullable Map<?, ?> token, @Nullable String finishWord) {
    List<ChunkChoice> choices = new ArrayList<>(chunk.choices());
    if (choices.isEmpty()) {
      choices.add(ChunkChoice.builder().build());
    }
    ChunkChoice first = choices.get(0);
    ChunkChoice.Builder changed = first.toBuilder();
    if (token != null) {
      Delta delta = withToken(first.delta(), token);
      changed.delta(delta);
      if (first.logprobs().isEmpty() && token.get("logprob") instanceof Number number) {
        changed.logprobs(logprobs(delta, number, null));
      }
    }
    if (first.finishReason().isEmpty()) {
      ChunkReader.finish(finishWord, changed);
    }
    choices.set(0, changed.build());
    return chunk.toBuilder().choices(choices).build();
  }

  private static Delta withToken(Delta delta, Map<?, ?> token) {
    Delta.Builder changed = delta.toBuilder();
    if (delta.tokenId().isEmpty() && token.get("id") instanceof Number id) {
      changed.tokenId(id.longValue());
    }
    if (delta.text().isEmpty()
        && !Boolean.TRUE.equals(token.get("special"))
        && token.get("text") instanceof String text) {
      changed.text(text);
    }
    return changed.build();
  }
}
