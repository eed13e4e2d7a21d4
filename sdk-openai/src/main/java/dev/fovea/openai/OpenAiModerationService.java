package dev.fovea.openai;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Judges texts and pictures: violence, hate, self-harm and the like; people and faces are no
 * category. OpenAI uses the same to refuse training pictures, so a look before an upload may save a
 * job. Costs nothing (2026-11). Thread-safe.
 */
public interface OpenAiModerationService {
  /**
   * Judges texts or pictures.
   *
   * @param request the texts and pictures
   * @return the judgements: one for each text, or one for all if there are pictures
   */
  OpenAiModeration create(OpenAiModerationRequest request);

  /**
   * As {@link #create(OpenAiModerationRequest)}, with the request built in place.
   *
   * @param spec sets the request
   * @return the judgements
   */
  default OpenAiModeration create(Consumer<OpenAiModerationRequest.Builder> spec) {
    OpenAiModerationRequest.Builder request = OpenAiModerationRequest.builder();
    spec.accept(request);
    return create(request.build());
  }

  /**
   * As {@link #create(OpenAiModerationRequest)}, without holding the thread.
   *
   * @param request the texts and pictures
   * @return the judgements to be
   */
  CompletableFuture<OpenAiModeration> createAsync(OpenAiModerationRequest request);

  /**
   * As {@link #createAsync(OpenAiModerationRequest)}, with the request built in place.
   *
   * @param spec sets the request
   * @return the judgements to be
   */
  default CompletableFuture<OpenAiModeration> createAsync(
      Consumer<OpenAiModerationRequest.Builder> spec) {
    OpenAiModerationRequest.Builder request = OpenAiModerationRequest.builder();
    spec.accept(request);
    return createAsync(request.build());
  }
}
