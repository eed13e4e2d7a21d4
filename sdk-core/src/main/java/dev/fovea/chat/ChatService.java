package dev.fovea.chat;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Chat with the models of one provider. Every answer costs. Thread-safe.
 *
 * <p>All calls throw, or complete with: {@code ApiException} when the provider refuses,
 * {@code TransportException} when no answer came, {@code UnreadableResponseException} when it
 * cannot be read, {@code UnsupportedCapabilityException} before anything is sent when the provider
 * cannot do what the request asks.
 */
public interface ChatService {
  /**
   * Asks and waits for the whole answer.
   *
   * @param request what to ask
   * @return the answer
   */
  ChatCompletion create(ChatRequest request);

  /**
   * Asks and waits for the whole answer.
   *
   * @param spec fills in what to ask
   * @return the answer
   */
  default ChatCompletion create(Consumer<ChatRequest.Builder> spec) {
    return create(ChatRequest.of(spec));
  }

  /**
   * Asks without waiting.
   *
   * @param request what to ask
   * @return the answer to come; cancelling it cancels the call
   */
  CompletableFuture<ChatCompletion> createAsync(ChatRequest request);

  /**
   * Asks without waiting.
   *
   * @param spec fills in what to ask
   * @return the answer to come; cancelling it cancels the call
   */
  default CompletableFuture<ChatCompletion> createAsync(Consumer<ChatRequest.Builder> spec) {
    return createAsync(ChatRequest.of(spec));
  }

  /**
   * Asks and gives the answer piece by piece. Returns when the answer begins.
   *
   * @param request what to ask
   * @return the pieces; to be closed
   */
  ChatStream stream(ChatRequest request);

  /**
   * Asks and gives the answer piece by piece. Returns when the answer begins.
   *
   * @param spec fills in what to ask
   * @return the pieces; to be closed
   */
  default ChatStream stream(Consumer<ChatRequest.Builder> spec) {
    return stream(ChatRequest.of(spec));
  }

  /**
   * Gives the answer piece by piece to a subscriber. Nothing is sent before its first demand.
   *
   * @param request what to ask
   * @return the pieces, for one subscriber
   */
  ChatPublisher streamAsync(ChatRequest request);

  /**
   * Gives the answer piece by piece to a subscriber. Nothing is sent before its first demand.
   *
   * @param spec fills in what to ask
   * @return the pieces, for one subscriber
   */
  default ChatPublisher streamAsync(Consumer<ChatRequest.Builder> spec) {
    return streamAsync(ChatRequest.of(spec));
  }
}
