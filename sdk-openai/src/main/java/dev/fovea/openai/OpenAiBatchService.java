package dev.fovea.openai;

import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchService;
import dev.fovea.page.Page;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Batches at OpenAI, which gives them as {@link OpenAiBatch}es. {@code create} takes
 * {@link OpenAiBatchOptions}; the window is 24 h, the only one there is, unless set. Each line
 * names its model, so a request for a batch must not. The file of requests is deleted after 30 days
 * unless its upload says otherwise. Thread-safe.
 */
public interface OpenAiBatchService extends BatchService {
  /**
   * Lists some of the account's batches.
   *
   * @param query sets after which one, and how many a page has
   * @return the first page, the newest first
   */
  Page<Batch> list(Consumer<OpenAiListQuery> query);

  /**
   * Lists some of the account's batches without waiting.
   *
   * @param query sets after which one, and how many a page has
   * @return the first page to come
   */
  CompletableFuture<Page<Batch>> listAsync(Consumer<OpenAiListQuery> query);
}
