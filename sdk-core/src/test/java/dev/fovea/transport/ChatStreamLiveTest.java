package dev.fovea.transport;

import static dev.fovea.transport.SseAnswers.end;
import static dev.fovea.transport.SseAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.ChatStream;
import dev.fovea.config.ClientOptions;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.TransportException;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams against a server that takes its time. */
@Timeout(30)
class ChatStreamLiveTest {
  private static final ChatRequest HELLO =
      ChatRequest.of(r -> r.model("acme/eye").user("Hi"));

  private final CountDownLatch over = new CountDownLatch(1);
  private LiveServer server;
  private Transport transport;

  private ChatService serving(LiveServer.Script script) {
    server = new LiveServer(script);
    transport = Transport.create(TransportSetup.builder()
        .provider("acme")
        .base(server.base())
        .options(ClientOptions.builder().apiKey("sk-marker").build())
        .build());
    return ChatCalls.over(transport, ChatSetup.builder().build());
  }

  @AfterEach
  void close() {
    over.countDown();
    transport.close();
    server.close();
  }

  private void waitForTheEnd() throws InterruptedException {
    over.await(20, TimeUnit.SECONDS);
  }

  @Test
  void aPieceIsHandedOutBeforeTheNextIsSent() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    ChatService chat = serving(events -> {
      events.send(text("first"));
      assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
      events.send(end());
    });
    try (ChatStream stream = chat.stream(HELLO)) {
      Iterator<ChatChunk> pieces = stream.iterator();
      assertThat(pieces.next().text()).isEqualTo("first");
      seen.countDown();
      assertThat(pieces.next().text()).isEmpty();
      assertThat(pieces.hasNext()).isFalse();
    }
  }

  @Test
  void theMarkerEndsAStreamThatStaysOpen() throws Exception {
    CountDownLatch still = new CountDownLatch(1);
    ChatService chat = serving(events -> {
      events.send(text("a"), end(), "[DONE]");
      still.await(20, TimeUnit.SECONDS);
    });
    try (ChatStream stream = chat.stream(HELLO)) {
      stream.forEach(chunk -> {});
      assertThat(stream.completion().text()).isEqualTo("a");
    }
    still.countDown();
    assertThat(server.clientHungUp()).isTrue();
  }

  @Test
  void closingHangsUp() throws Exception {
    ChatService chat = serving(events -> {
      events.send(text("a"));
      for (int i = 0; i < 100_000; i++) {
        events.send(text("more"));
      }
    });
    try (ChatStream stream = chat.stream(HELLO)) {
      assertThat(stream.iterator().next().text()).isEqualTo("a");
    }
    assertThat(server.clientHungUp()).isTrue();
    assertThat(server.requests).hasValue(1);
  }

  @Test
  void anInterruptFreesTheReaderAndLeavesItsFlag() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    ChatService chat = serving(events -> {
      events.send(text("a"));
      waitForTheEnd();
    });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread reader = new Thread(() -> {
      try (ChatStream stream = chat.stream(HELLO)) {
        stream.forEach(chunk -> reading.countDown());
      } catch (RuntimeException e) {
        thrown.set(e);
        flag.set(Thread.currentThread().isInterrupted());
      }
    });
    reader.start();
    assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
    reader.interrupt();
    reader.join(TimeUnit.SECONDS.toMillis(2));
    assertThat(reader.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(InterruptedCallException.class);
    assertThat(flag).isTrue();
    assertThat(server.requests).hasValue(1);
  }

  @Test
  void closingFromAnotherThreadFreesTheReaderAndIsNoEnd() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    ChatService chat = serving(events -> {
      events.send(text("a"));
      waitForTheEnd();
    });
    ChatStream stream = chat.stream(HELLO);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread reader = new Thread(() -> {
      try {
        stream.forEach(chunk -> reading.countDown());
      } catch (RuntimeException e) {
        thrown.set(e);
      }
    });
    reader.start();
    assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
    stream.close();
    reader.join(TimeUnit.SECONDS.toMillis(2));
    assertThat(reader.isAlive()).isFalse();
    assertThat(thrown.get()).isExactlyInstanceOf(TransportException.class);
    assertThat(stream.partial().text()).isEqualTo("a");
    assertThatThrownBy(stream::completion).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingTheClientEndsItsStreams() throws Exception {
    ChatService chat = serving(events -> {
      events.send(text("a"));
      waitForTheEnd();
    });
    try (ChatStream stream = chat.stream(HELLO)) {
      Iterator<ChatChunk> pieces = stream.iterator();
      pieces.next();
      transport.close();
      assertThatThrownBy(pieces::hasNext).isInstanceOf(TransportException.class);
    }
  }
}
