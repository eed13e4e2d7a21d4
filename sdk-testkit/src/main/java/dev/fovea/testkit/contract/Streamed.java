package dev.fovea.testkit.contract;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatPublisher;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * The pieces of an answer, however they were asked for.
 *
 * @param pieces in their order
 */
record Streamed(List<ChatChunk> pieces) {
  /** Asks and waits for the last piece. */
  static Streamed of(CallMode mode, ChatService chat, ChatRequest request) {
    return mode.call(() -> read(chat.stream(request)), () -> collected(chat.streamAsync(request)));
  }

  /** Reads a stream to its end, and makes sure that its completion says the same. */
  static Streamed read(ChatStream stream) {
    try (stream) {
      List<ChatChunk> pieces = new ArrayList<>();
      stream.forEach(pieces::add);
      Streamed all = new Streamed(pieces);
      ChatCompletion completion = stream.completion();
      if (!completion.text().equals(all.text())) {
        throw new AssertionError(
            "the completion says '" + completion.text() + "', its pieces '" + all.text() + "'");
      }
      return all;
    }
  }

  /** Takes what a publisher gives, to its end. */
  static CompletableFuture<Streamed> collected(ChatPublisher publisher) {
    CompletableFuture<Streamed> all = new CompletableFuture<>();
    publisher.subscribe(new Flow.Subscriber<>() {
      private final List<ChatChunk> pieces = Collections.synchronizedList(new ArrayList<>());

      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
      }

      @Override
      public void onNext(ChatChunk piece) {
        pieces.add(piece);
      }

      @Override
      public void onError(Throwable failure) {
        all.completeExceptionally(failure);
      }

      @Override
      public void onComplete() {
        all.complete(new Streamed(List.copyOf(pieces)));
      }
    });
    return all;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()));
    return text.toString();
  }

  Optional<FinishReason> finishReason() {
    return pieces.stream()
        .flatMap(piece -> piece.choices().stream())
        .flatMap(choice -> choice.finishReason().stream())
        .findFirst();
  }

  Optional<Usage> usage() {
    return pieces.stream().flatMap(piece -> piece.usage().stream()).reduce((a, b) -> b);
  }
}
