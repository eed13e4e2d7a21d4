package dev.fovea.fireworks;

import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchService;
import dev.fovea.page.Page;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Batches at Fireworks. {@code create} takes {@link FireworksBatchOptions}; every batch gets an id
 * of ours, so that a create whose answer was lost is safely sent again. The model is required: it
 * answers all requests of the file. A running batch cannot be cancelled, only deleted. Thread-safe.
 */
public interface FireworksBatchService extends BatchService {
  /**
   * Lists some of the account's batches.
   *
   * @param query sets which, in which order
   * @return the first page
   */
  Page<Batch> list(Consumer<FireworksListQuery> query);

  /**
   * Lists some of the account's batches without waiting.
   *
   * @param query sets which, in which order
   * @return the first page to come
   */
  CompletableFuture<Page<Batch>> listAsync(Consumer<FireworksListQuery> query);

  /**
   * Deletes a batch, which ends it if it is running; its data sets stay. One that is gone is no
   * failure.
   *
   * @param batchId its full name, or the short id of one in the account
   */
  void delete(String batchId);

  /**
   * Deletes a batch without waiting, see {@link #delete}.
   *
   * @param batchId its full name, or the short id of one in the account
   * @return completes when it is gone
   */
  CompletableFuture<Void> deleteAsync(String batchId);
}
