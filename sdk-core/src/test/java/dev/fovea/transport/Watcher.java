package dev.fovea.transport;

import dev.fovea.chat.ChatChunk;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subscriber that writes everything down, and notices two signals at a time. */
class Watcher implements Flow.Subscriber<ChatChunk> {
  final List<String> texts = new CopyOnWriteArrayList<>();
  final List<String> signals = new CopyOnWriteArrayList<>();
  final CountDownLatch ended = new CountDownLatch(1);
  final AtomicInteger inside = new AtomicInteger();
  volatile boolean overlapped;
  volatile Flow.@Nullable Subscription subscription;
  volatile @Nullable Throwable error;
  private final long first;
  private final Consumer<Watcher> onPiece;

  Watcher(long first, Consumer<Watcher> onPiece) {
    this.first = first;
    this.onPiece = onPiece;
  }

  Watcher(long first) {
    this(first, watcher -> {});
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    signals.add("subscribe");
    if (first > 0) {
      subscription.request(first);
    }
  }

  @Override
  public void onNext(ChatChunk item) {
    enter();
    signals.add("next");
    texts.add(item.text());
    onPiece.accept(this);
    inside.decrementAndGet();
  }

  @Override
  public void onError(Throwable throwable) {
    enter();
    error = throwable;
    signals.add("error");
    inside.decrementAndGet();
    ended.countDown();
  }

  @Override
  public void onComplete() {
    enter();
    signals.add("complete");
    inside.decrementAndGet();
    ended.countDown();
  }

  private void enter() {
    if (inside.getAndIncrement() != 0) {
      overlapped = true;
    }
  }

  void request(long count) {
    Flow.Subscription held = subscription;
    if (held != null) {
      held.request(count);
    }
  }

  void cancel() {
    Flow.Subscription held = subscription;
    if (held != null) {
      held.cancel();
    }
  }

  boolean ends() throws InterruptedException {
    return ended.await(10, TimeUnit.SECONDS);
  }
}
