package dev.fovea.transport;

import static dev.fovea.transport.SseAnswers.end;
import static dev.fovea.transport.SseAnswers.stream;
import static dev.fovea.transport.SseAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatPublisher;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.config.ClientOptions;
import dev.fovea.config.ProviderOptions;
import dev.fovea.error.AuthenticationException;
import dev.fovea.error.TruncatedStreamException;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of Reactive Streams, by hand. */
@Timeout(60)
class ChatPublisherTest {
  private static final ChatRequest HELLO =
      ChatRequest.of(r -> r.model("acme/eye").user("Hi"));

  private final LocalServer server = new LocalServer();
  private final ChatService chat =
      ChatCalls.over(server.transport(), ChatSetup.builder().build());

  private record Options(String provider) implements ProviderOptions {}

  @AfterEach
  void close() {
    server.close();
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
      never.await(5, TimeUnit.MILLISECONDS);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static void aMoment() throws InterruptedException {
    new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
  }

  @Test
  void nothingIsSentBeforeTheFirstDemand() throws Exception {
    ChatPublisher publisher = chat.streamAsync(HELLO);
    Watcher watcher = new Watcher(0);
    publisher.subscribe(watcher);
    aMoment();
    assertThat(server.requests()).isZero();
    assertThat(watcher.signals).containsExactly("subscribe");

    server.enqueue(stream(text("a"), end(), "[DONE]"));
    watcher.request(Long.MAX_VALUE);
    assertThat(watcher.ends()).isTrue();
    assertThat(watcher.signals).containsExactly("subscribe", "next", "next", "complete");
    assertThat(watcher.texts).containsExactly("a", "");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void neverMoreComesThanWasAskedFor() throws Exception {
    server.enqueue(stream(text("a"), text("b"), text("c"), end(), "[DONE]"));
    Watcher watcher = new Watcher(1);
    chat.streamAsync(HELLO).subscribe(watcher);
    eventually(() -> watcher.texts.size() == 1);
    aMoment();
    assertThat(watcher.texts).containsExactly("a");
    watcher.request(2);
    eventually(() -> watcher.texts.size() == 3);
    aMoment();
    assertThat(watcher.texts).containsExactly("a", "b", "c");
    watcher.request(1);
    // The end needs no asking.
    assertThat(watcher.ends()).isTrue();
    assertThat(watcher.signals).endsWith("next", "complete");
  }

  @Test
  void askingFromWithinASignalDoesNotRecurse() throws Exception {
    String[] pieces = new String[5_000];
    Arrays.fill(pieces, text("x"));
    pieces[4_999] = end();
    server.enqueue(stream(pieces));
    AtomicInteger deepest = new AtomicInteger();
    Watcher watcher = new Watcher(1, self -> {
      deepest.accumulateAndGet(Thread.currentThread().getStackTrace().length, Math::max);
      self.request(1);
      self.request(1);
    });
    chat.streamAsync(HELLO).subscribe(watcher);
    assertThat(watcher.ends()).isTrue();
    assertThat(watcher.texts).hasSize(5_000);
    assertThat(watcher.overlapped).isFalse();
    assertThat(deepest.get()).isLessThan(60);
  }

  @Test
  void theCallersExecutorMayBeTheCallersThread() throws Exception {
    ChatService direct = ChatCalls.over(
        server.transport(o -> o.callbackExecutor(Runnable::run)),
        ChatSetup.builder().build());
    String[] pieces = new String[2_000];
    Arrays.fill(pieces, text("x"));
    pieces[1_999] = end();
    server.enqueue(stream(pieces));
    Watcher watcher = new Watcher(1, self -> self.request(1));
    direct.streamAsync(HELLO).subscribe(watcher);
    assertThat(watcher.ends()).isTrue();
    assertThat(watcher.texts).hasSize(2_000);
    assertThat(watcher.overlapped).isFalse();
  }

  @Test
  void signalsComeOneAtATimeHoweverManyAsk() throws Exception {
    String[] pieces = new String[1_000];
    Arrays.fill(pieces, text("x"));
    pieces[999] = end();
    server.enqueue(stream(pieces));
    Watcher watcher = new Watcher(1);
    chat.streamAsync(HELLO).subscribe(watcher);
    Thread[] askers = new Thread[4];
    for (int i = 0; i < askers.length; i++) {
      askers[i] = new Thread(() -> {
        for (int n = 0; n < 250; n++) {
          watcher.request(1);
        }
      });
      askers[i].start();
    }
    assertThat(watcher.ends()).isTrue();
    assertThat(watcher.overlapped).isFalse();
    assertThat(watcher.texts).hasSize(1_000);
    assertThat(Collections.frequency(watcher.signals, "complete")).isEqualTo(1);
  }

  @Test
  void aSecondSubscriberIsRefused() throws Exception {
    server.enqueue(stream(text("a"), end()));
    ChatPublisher publisher = chat.streamAsync(HELLO);
    Watcher first = new Watcher(10);
    Watcher second = new Watcher(10);
    publisher.subscribe(first);
    publisher.subscribe(second);
    assertThat(second.ends()).isTrue();
    assertThat(second.signals).containsExactly("subscribe", "error");
    assertThat(second.error).isInstanceOf(IllegalStateException.class);
    assertThat(first.ends()).isTrue();
    assertThat(first.signals).endsWith("complete");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void nobodyIsNoSubscriber() {
    assertThatThrownBy(() -> chat.streamAsync(HELLO).subscribe(null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void askingForNothingOrLessIsAnError() throws Exception {
    for (long count : new long[] {0, -1, Long.MIN_VALUE}) {
      Watcher watcher = new Watcher(0);
      chat.streamAsync(HELLO).subscribe(watcher);
      watcher.request(count);
      assertThat(watcher.ends()).isTrue();
      assertThat(watcher.signals).containsExactly("subscribe", "error");
      assertThat(watcher.error)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3.9");
      watcher.request(1);
    }
    aMoment();
    assertThat(server.requests()).isZero();
  }

  @Test
  void askingForNothingInTheMiddleEndsTheCall() throws Exception {
    server.enqueue(stream(text("a"), text("b"), end()));
    Watcher watcher = new Watcher(1, self -> self.request(0));
    chat.streamAsync(HELLO).subscribe(watcher);
    assertThat(watcher.ends()).isTrue();
    assertThat(watcher.signals).containsExactly("subscribe", "next", "error");
  }

  @Test
  void afterCancellingNothingComes() throws Exception {
    server.enqueue(stream(text("a"), text("b"), text("c"), end(), "[DONE]"));
    Watcher watcher = new Watcher(Long.MAX_VALUE, Watcher::cancel);
    chat.streamAsync(HELLO).subscribe(watcher);
    eventually(() -> watcher.texts.size() == 1);
    aMoment();
    watcher.request(5);
    watcher.cancel();
    aMoment();
    assertThat(watcher.signals).containsExactly("subscribe", "next");
  }

  @Test
  void cancellingBeforeAskingSendsNothing() throws Exception {
    Watcher watcher = new Watcher(0);
    chat.streamAsync(HELLO).subscribe(watcher);
    watcher.cancel();
    watcher.request(1);
    aMoment();
    assertThat(server.requests()).isZero();
    assertThat(watcher.signals).containsExactly("subscribe");
  }

  @Test
  void cancellingHangsUpAndASlowSubscriberHoldsTheServerBack() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    String big = text("x".repeat(10_000));
    try (LiveServer live = new LiveServer(events -> {
      for (int i = 0; i < 100_000; i++) {
        events.send(big);
        sent.incrementAndGet();
      }
    })) {
      Transport transport = Transport.create(TransportSetup.builder()
          .provider("acme")
          .base(live.base())
          .options(ClientOptions.builder().apiKey("sk-marker").build())
          .build());
      try (transport) {
        Watcher watcher = new Watcher(3);
        ChatCalls.over(transport, ChatSetup.builder().build())
            .streamAsync(HELLO)
            .subscribe(watcher);
        eventually(() -> watcher.texts.size() == 3);
        eventually(() -> {
          int before = sent.get();
          try {
            aMoment();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return sent.get() == before;
        });
        // What was sent is in the sockets' buffers, not a gigabyte in ours.
        assertThat(sent.get()).isLessThan(10_000);
        assertThat(watcher.texts).hasSize(3);
        watcher.cancel();
        assertThat(live.clientHungUp()).isTrue();
        assertThat(live.requests).hasValue(1);
      }
    }
  }

  @Test
  void failuresArriveAsErrors() throws Exception {
    server.enqueue(LocalServer.status(401), stream(text("half")));
    Watcher refused = new Watcher(1);
    chat.streamAsync(HELLO).subscribe(refused);
    assertThat(refused.ends()).isTrue();
    assertThat(refused.error).isInstanceOf(AuthenticationException.class);

    Watcher cut = new Watcher(1);
    chat.streamAsync(HELLO).subscribe(cut);
    assertThat(cut.ends()).isTrue();
    assertThat(cut.signals).containsExactly("subscribe", "next", "error");
    assertThat(cut.error)
        .isInstanceOfSatisfying(
            TruncatedStreamException.class, e -> assertThat(e.partialText()).isEqualTo("half"));
  }

  @Test
  void whatCannotBeSentArrivesAsAnErrorToo() throws Exception {
    Watcher watcher = new Watcher(1);
    chat.streamAsync(HELLO.toBuilder().options(new Options("other")).build()).subscribe(watcher);
    assertThat(watcher.ends()).isTrue();
    assertThat(watcher.error).isInstanceOf(IllegalArgumentException.class);
    assertThat(server.requests()).isZero();
  }

  @Test
  void aSubscriberThatThrowsGetsNothingMore() throws Exception {
    server.enqueue(stream(text("a"), text("b"), end()));
    CountDownLatch heard = new CountDownLatch(1);
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> heard.countDown());
    try {
      Watcher watcher = new Watcher(10, self -> {
        throw new IllegalStateException("own");
      });
      chat.streamAsync(HELLO).subscribe(watcher);
      assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
      aMoment();
      assertThat(watcher.signals).containsExactly("subscribe", "next");
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }
}
