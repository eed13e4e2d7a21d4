package dev.fovea.fireworks;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Texts in the order of how well they fit a question. Billed by the tokens of question and texts.
 * Thread-safe.
 *
 * <p>All calls throw, or complete with: {@code ApiException} when Fireworks refuses,
 * {@code TransportException} when no answer came, {@code UnreadableResponseException} when it
 * cannot be read.
 */
public interface FireworksRerankService {
  /**
   * Orders texts.
   *
   * @param request the question and the texts
   * @return the texts' places, the best first
   */
  FireworksRanking create(FireworksRerankRequest request);

  /**
   * Orders texts.
   *
   * @param spec fills in the question and the texts
   * @return the texts' places, the best first
   */
  default FireworksRanking create(Consumer<FireworksRerankRequest.Builder> spec) {
    return create(FireworksRerankRequest.of(spec));
  }

  /**
   * Orders texts without waiting.
   *
   * @param request the question and the texts
   * @return the order to come; cancelling it cancels the call
   */
  CompletableFuture<FireworksRanking> createAsync(FireworksRerankRequest request);

  /**
   * Orders texts without waiting.
   *
   * @param spec fills in the question and the texts
   * @return the order to come; cancelling it cancels the call
   */
  default CompletableFuture<FireworksRanking> createAsync(
      Consumer<FireworksRerankRequest.Builder> spec) {
    return createAsync(FireworksRerankRequest.of(spec));
  }
}
