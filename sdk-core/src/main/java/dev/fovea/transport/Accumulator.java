package dev.fovea.transport;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChunkChoice;
import dev.fovea.chat.Usage;
import dev.fovea.config.ResponseMeta;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of an answer together. Thread-safe: an answer so far may be asked for any time.
 */
final class Accumulator {
  private final ResponseMeta meta;
  private final Map<Integer, ChoiceSoFar> choices = new TreeMap<>();
  private final Map<String, @Nullable Object> others = new LinkedHashMap<>();
  private String id = "";
  private String model = "";
  private @Nullable Instant created;
  private @Nullable Usage usage;
  private long size;

  Accumulator(ResponseMeta meta) {
    this.meta = meta;
  }

  synchronized void add(ChatChunk chunk) {
    if (id.isEmpty()) {
      id = chunk.id();
    }
    if (model.isEmpty()) {
      model = chunk.model();
    }
    if (created == null) {
      created = chunk.created().orElse(null);
    }
    if (chunk.usage().isPresent()) {
      usage = chunk.usage().get();
    }
    others.putAll(chunk.additionalProperties());
    for (ChunkChoice choice : chunk.choices()) {
      ChoiceSoFar soFar = choices.get(choice.index());
      if (soFar == null) {
        soFar = new ChoiceSoFar();
        choices.put(choice.index(), soFar);
        size += 100;
      }
      size += soFar.add(choice);
    }
  }

  /** {@return about how many characters the answer has} */
  synchronized long size() {
    return size;
  }

  /** {@return whether there are choices and the provider said of each why it ended} */
  synchronized boolean isFinished() {
    for (ChoiceSoFar choice : choices.values()) {
      if (!choice.isFinished()) {
        return false;
      }
    }
    return !choices.isEmpty();
  }

  synchronized String text() {
    return choices.isEmpty() ? "" : choices.values().iterator().next().text();
  }

  synchronized ChatCompletion completion() {
    ChatCompletion.Builder completion = ChatCompletion.builder()
        .id(id)
        .model(model)
        .additionalProperties(others)
        .meta(meta);
    if (created != null) {
      completion.created(created);
    }
    if (usage != null) {
      completion.usage(usage);
    }
    choices.forEach((index, choice) -> completion.addChoice(choice.choice(index)));
    return completion.build();
  }
}
