package dev.fovea.inference;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatPublisher;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Texts carried on by the models of one provider, without a conversation and its template. The
 * answers are those of chat: the text stands where the assistant's message does. Every answer
 * costs. Thread-safe.
 *
 * <p>Calls throw what those of {@link ChatService} throw.
 */
public interface CompletionService {
  /**
   * Carries a text on and waits for the whole answer.
   *
   * @param request what to carry on
   * @return the answer
   */
  ChatCompletion create(CompletionRequest request);

  /**
   * Carries a text on and waits for the whole answer.
   *
   * @param spec fills in what to carry on
   * @return the answer
   */
  default ChatCompletion create(Consumer<CompletionRequest.Builder> spec) {
    return create(CompletionRequest.of(spec));
  }

  /**
   * Carries a text on without waiting.
   *
   * @param request what to carry on
   * @return the answer to come; cancelling it cancels the call
   */
  CompletableFuture<ChatCompletion> createAsync(CompletionRequest request);

  /**
   * Carries a text on without waiting.
   *
   * @param spec fills in what to carry on
   * @return the answer to come; cancelling it cancels the call
   */
  default CompletableFuture<ChatCompletion> createAsync(Consumer<CompletionRequest.Builder> spec) {
    return createAsync(CompletionRequest.of(spec));
  }

  /**
   * Carries a text on and gives the answer piece by piece. Returns when the answer begins.
   *
   * @param request what to carry on
   * @return the pieces; to be closed
   */
  ChatStream stream(CompletionRequest request);

  /**
   * Carries a text on and gives the answer piece by piece. Returns when the answer begins.
   *
   * @param spec fills in what to carry on
   * @return the pieces; to be closed
   */
  default ChatStream stream(Consumer<CompletionRequest.Builder> spec) {
    return stream(CompletionRequest.of(spec));
  }

  /**
   * Gives the answer piece by piece to a subscriber. Nothing is sent before its first demand.
   *
   * @param request what to carry on
   * @return the pieces, for one subscriber
   */
  ChatPublisher streamAsync(CompletionRequest request);

  /**
   * Gives the answer piece by piece to a subscriber. Nothing is sent before its first demand.
   *
   * @param spec fills in what to carry on
   * @return the pieces, for one subscriber
   */
  default ChatPublisher streamAsync(Consumer<CompletionRequest.Builder> spec) {
    return streamAsync(CompletionRequest.of(spec));
  }

  /**
   * Completions through a chat service that sends the only message's text as a prompt; for
   * providers.
   *
   * @param chat makes the calls
   * @return the service
   */
  static CompletionService over(ChatService chat) {
    return new ChatCompletions(chat);
  }
}
