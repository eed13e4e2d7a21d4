package dev.fovea.inference;

import dev.fovea.chat.ChatRequest;
import java.util.Objects;

/**
 * One request of a batch.
 *
 * @param customId the caller's word for it, by which its answer is found: answers come in any order
 * @param request what to ask
 */
public record BatchItem(String customId, ChatRequest request) {
  /**
   * Makes an item.
   *
   * @param customId the caller's word for it, unique in the batch
   * @param request what to ask
   */
  public BatchItem {
    if (customId.isBlank()) {
      throw new IllegalArgumentException("a request in a batch needs an id, to find its answer by");
    }
    Objects.requireNonNull(request, "request");
  }
}
