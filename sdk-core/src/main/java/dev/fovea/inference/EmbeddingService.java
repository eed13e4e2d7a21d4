package dev.fovea.inference;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Texts turned into vectors by the models of one provider. Billed by the tokens of the texts.
 * Thread-safe.
 *
 * <p>All calls throw, or complete with: {@code ApiException} when the provider refuses,
 * {@code TransportException} when no answer came, {@code UnreadableResponseException} when it
 * cannot be read.
 */
public interface EmbeddingService {
  /**
   * Turns texts into vectors.
   *
   * @param request the model and the texts
   * @return a vector for each text, in the texts' order
   */
  Embeddings create(EmbeddingRequest request);

  /**
   * Turns texts into vectors.
   *
   * @param spec fills in the model and the texts
   * @return a vector for each text, in the texts' order
   */
  default Embeddings create(Consumer<EmbeddingRequest.Builder> spec) {
    return create(EmbeddingRequest.of(spec));
  }

  /**
   * Turns texts into vectors without waiting.
   *
   * @param request the model and the texts
   * @return the vectors to come; cancelling it cancels the call
   */
  CompletableFuture<Embeddings> createAsync(EmbeddingRequest request);

  /**
   * Turns texts into vectors without waiting.
   *
   * @param spec fills in the model and the texts
   * @return the vectors to come; cancelling it cancels the call
   */
  default CompletableFuture<Embeddings> createAsync(Consumer<EmbeddingRequest.Builder> spec) {
    return createAsync(EmbeddingRequest.of(spec));
  }
}
