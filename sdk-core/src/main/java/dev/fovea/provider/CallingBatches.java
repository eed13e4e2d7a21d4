package dev.fovea.provider;

import dev.fovea.config.WaitOptions;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchService;
import dev.fovea.page.Page;
import dev.fovea.transport.Caller;
import dev.fovea.transport.Poll;
import dev.fovea.transport.Transport;
import java.util.concurrent.CompletableFuture;

/** Batches of a provider: each flow once, both ways to run it. Thread-safe. */
public abstract class CallingBatches extends CallingService implements BatchService {
  /**
   * For a provider's own batches.
   *
   * @param transport makes the calls
   */
  protected CallingBatches(Transport transport) {
    super(transport);
  }

  /**
   * Starts a batch.
   *
   * @param caller makes the calls
   * @param request the batch
   * @return the batch as the provider first reports it
   */
  protected abstract CompletableFuture<Batch> create(Caller caller, BatchRequest request);

  /**
   * Reads about a batch.
   *
   * @param caller makes the calls
   * @param batchId the batch
   * @return the batch
   */
  protected abstract CompletableFuture<Batch> get(Caller caller, String batchId);

  /**
   * Lists the batches.
   *
   * @param caller makes the calls
   * @return the first page
   */
  protected abstract CompletableFuture<Page<Batch>> list(Caller caller);

  /**
   * Stops a batch.
   *
   * @param caller makes the calls
   * @param batchId the batch
   * @return the batch as the provider then reports it
   */
  protected abstract CompletableFuture<Batch> cancel(Caller caller, String batchId);

  @Override
  public Batch create(BatchRequest request) {
    return now(caller -> create(caller, request));
  }

  @Override
  public CompletableFuture<Batch> createAsync(BatchRequest request) {
    return later(caller -> create(caller, request));
  }

  @Override
  public Batch get(String batchId) {
    return now(caller -> get(caller, batchId));
  }

  @Override
  public CompletableFuture<Batch> getAsync(String batchId) {
    return later(caller -> get(caller, batchId));
  }

  @Override
  public Page<Batch> list() {
    return now(this::list);
  }

  @Override
  public CompletableFuture<Page<Batch>> listAsync() {
    return later(this::list);
  }

  @Override
  public Batch cancel(String batchId) {
    return now(caller -> cancel(caller, batchId));
  }

  @Override
  public CompletableFuture<Batch> cancelAsync(String batchId) {
    return later(caller -> cancel(caller, batchId));
  }

  @Override
  public Batch await(String batchId, WaitOptions options) {
    return now(caller -> finished(caller, batchId, options));
  }

  @Override
  public CompletableFuture<Batch> awaitAsync(String batchId, WaitOptions options) {
    return later(caller -> finished(caller, batchId, options));
  }

  private CompletableFuture<Batch> finished(Caller caller, String batchId, WaitOptions options) {
    Poll<Batch> poll = Poll.<Batch>of("batch", batchId)
        .until(batch -> batch.status().isFinished())
        .status(Batch::providerStatus)
        .options(options);
    return caller.await(poll, () -> get(caller, batchId));
  }
}
