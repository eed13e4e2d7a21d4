package dev.fovea.inference;

import dev.fovea.config.WaitOptions;
import dev.fovea.page.Page;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Many chat requests in one file, answered within hours for less money. The way: write the file
 * with {@link #writeInput}, upload it for {@link #filePurpose}, {@link #create}, {@link #await},
 * download the output file and the error file, and read both with {@link #readResults}.
 * Thread-safe.
 *
 * <p>Calls throw, or complete with: {@code ApiException} when the provider refuses,
 * {@code TransportException} when no answer came, {@code UnreadableResponseException} when it
 * cannot be read.
 */
public interface BatchService {
  /** {@return what a file of requests is uploaded for, as the provider spells it} */
  default String filePurpose() {
    return "batch-api";
  }

  /**
   * Writes a file of requests, line by line; pictures stream into their lines. The file appears
   * whole or not at all.
   *
   * @param file the file to write, replaced if it is there
   * @param items the requests, at least one; walked through once
   * @return the file, to be uploaded for batches
   * @throws IllegalArgumentException if an id is too long or stands twice, or there are more
   *     requests or bytes than the provider takes
   * @throws dev.fovea.error.ImageException if a picture cannot be read
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  Path writeInput(Path file, Iterable<BatchItem> items);

  /**
   * Reads an output file or an error file line by line.
   *
   * @param file the downloaded file
   * @return its lines in their order, which need not be the requests'; to be closed. It throws
   *     {@code UnreadableResponseException}, which names the line, where one is no result
   * @throws java.io.UncheckedIOException if the file cannot be opened
   */
  Stream<BatchResult> readResults(Path file);

  /**
   * Starts a batch. It costs what its requests cost.
   *
   * @param request which file
   * @return the batch, which has just begun
   */
  Batch create(BatchRequest request);

  /**
   * Starts a batch. It costs what its requests cost.
   *
   * @param spec fills in which file
   * @return the batch, which has just begun
   */
  default Batch create(Consumer<BatchRequest.Builder> spec) {
    return create(BatchRequest.of(spec));
  }

  /**
   * Starts a batch without waiting for the answer.
   *
   * @param request which file
   * @return the batch to come
   */
  CompletableFuture<Batch> createAsync(BatchRequest request);

  /**
   * Starts a batch without waiting for the answer.
   *
   * @param spec fills in which file
   * @return the batch to come
   */
  default CompletableFuture<Batch> createAsync(Consumer<BatchRequest.Builder> spec) {
    return createAsync(BatchRequest.of(spec));
  }

  /**
   * Asks how a batch stands.
   *
   * @param batchId its id
   * @return the batch
   */
  Batch get(String batchId);

  /**
   * Asks how a batch stands without waiting.
   *
   * @param batchId its id
   * @return the batch to come
   */
  CompletableFuture<Batch> getAsync(String batchId);

  /** {@return the account's batches} */
  Page<Batch> list();

  /** {@return the account's batches, without waiting} */
  CompletableFuture<Page<Batch>> listAsync();

  /**
   * Stops a batch; what is answered already is billed. Repeating this is harmless.
   *
   * @param batchId its id
   * @return the batch, which may still be stopping
   */
  Batch cancel(String batchId);

  /**
   * Stops a batch without waiting for the answer.
   *
   * @param batchId its id
   * @return the batch to come
   */
  CompletableFuture<Batch> cancelAsync(String batchId);

  /**
   * Waits until a batch has ended, in whatever way: look at its status. Waiting is free, and its
   * end by time-out or interrupt does not stop the batch.
   *
   * @param batchId its id
   * @param options how long and how often to ask
   * @return the batch as it ended
   * @throws dev.fovea.error.WaitTimeoutException if the time is over first
   */
  Batch await(String batchId, WaitOptions options);

  /**
   * Waits up to 24 h until a batch has ended, see {@link #await(String, WaitOptions)}.
   *
   * @param batchId its id
   * @return the batch as it ended
   */
  default Batch await(String batchId) {
    return await(batchId, WaitOptions.builder().build());
  }

  /**
   * Waits without holding a thread, see {@link #await(String, WaitOptions)}.
   *
   * @param batchId its id
   * @param options how long and how often to ask
   * @return the batch as it will have ended; cancelling it ends the asking only
   */
  CompletableFuture<Batch> awaitAsync(String batchId, WaitOptions options);

  /**
   * Waits up to 24 h without holding a thread, see {@link #await(String, WaitOptions)}.
   *
   * @param batchId its id
   * @return the batch as it will have ended; cancelling it ends the asking only
   */
  default CompletableFuture<Batch> awaitAsync(String batchId) {
    return awaitAsync(batchId, WaitOptions.builder().build());
  }
}
