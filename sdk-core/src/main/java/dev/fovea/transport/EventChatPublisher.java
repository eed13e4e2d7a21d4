package dev.fovea.transport;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChatPublisher;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** A streamed answer for one subscriber. Nothing happens before its first demand. */
final class EventChatPublisher implements ChatPublisher {
  private final Transport transport;
  private final Supplier<CompletableFuture<EventStream>> open;
  private final Function<EventStream, ChunkSource> chunks;
  private final AtomicBoolean taken = new AtomicBoolean();

  EventChatPublisher(
      Transport transport,
      Supplier<CompletableFuture<EventStream>> open,
      Function<EventStream, ChunkSource> chunks) {
    this.transport = transport;
    this.open = open;
    this.chunks = chunks;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ChatChunk> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    if (!taken.compareAndSet(false, true)) {
      subscriber.onSubscribe(Idle.INSTANCE);
      subscriber.onError(new IllegalStateException(
          "a chat publisher has one subscriber; call streamAsync again to ask again"));
      return;
    }
    ChatSubscription subscription = new ChatSubscription(transport, open, chunks, subscriber);
    subscriber.onSubscribe(subscription);
  }

  /** For a subscriber that gets nothing but its refusal. */
  private enum Idle implements Flow.Subscription {
    INSTANCE;

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }
}
