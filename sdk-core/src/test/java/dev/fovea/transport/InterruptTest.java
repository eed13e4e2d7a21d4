package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.WaitOptions;
import dev.fovea.error.InterruptedCallException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An interrupt frees a waiting thread wherever it waits, leaves its flag set, and nothing follows.
 */
class InterruptTest {
  private static final Operation<Void, ResponseMeta> GET =
      Operation.get("things").named("get thing").build();
  private static final Operation<Void, String> TEXT = Operation.get("things")
      .receives((body, meta, status) ->
          new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
      .build();
  private static final Operation<Content, ResponseMeta> PUT =
      Operation.put("things").sends(Content.class).transfer().build();

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whileWaitingForTheHead() throws Exception {
    server.enqueue(LocalServer.ok().onResponseStart(SocketEffect.Stall.INSTANCE));
    Transport transport = server.transport();

    Waiting waiting = Waiting.start(() -> transport.execute(GET.call()));
    server.request();
    waiting.interrupt();

    assertInterrupted(waiting, 1);
  }

  @Test
  void whileWaitingForTheBody() throws Exception {
    server.enqueue(
        LocalServer.json("x".repeat(50_000)).onResponseBody(SocketEffect.Stall.INSTANCE));
    Transport transport = server.transport();

    Waiting waiting = Waiting.start(() -> transport.execute(TEXT.call()));
    server.request();
    waiting.interrupt();

    assertInterrupted(waiting, 1);
  }

  @Test
  void betweenTwoAttempts() throws Exception {
    HeldTiming held = new HeldTiming();
    server.enqueue(LocalServer.status(503), LocalServer.ok());
    Transport transport = server.transport(options -> options.timing(held));

    Waiting waiting = Waiting.start(() -> transport.execute(GET.call()));
    assertThat(held.pausing.await(10, TimeUnit.SECONDS)).isTrue();
    waiting.interrupt();

    assertInterrupted(waiting, 1);
    assertThat(held.takenBack).hasValue(1);
  }

  @Test
  void whileUploading() throws Exception {
    server.enqueue(new MockResponse.Builder()
        .doNotReadRequestBody()
        .onResponseStart(SocketEffect.Stall.INSTANCE));
    CountDownLatch writing = new CountDownLatch(1);
    Transport transport = server.transport();

    Waiting waiting = Waiting.start(() -> transport.execute(PUT.call(new Endless(writing))));
    assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
    server.request();
    waiting.interrupt();

    assertInterrupted(waiting, 1);
  }

  @Test
  void whileWaitingForAnEvent() throws Exception {
    server.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .body("data: 1\n\n" + "x".repeat(50_000))
        .onResponseBody(SocketEffect.Stall.INSTANCE));
    Transport transport = server.transport();

    Waiting waiting = Waiting.start(() -> {
      try (EventStream events = transport.stream(GET.call())) {
        boolean more = true;
        while (more) {
          more = events.next();
        }
      }
    });
    server.request();
    waiting.interrupt();

    assertInterrupted(waiting, 1);
  }

  @Test
  void whileWaitingForAState() throws Exception {
    HeldTiming held = new HeldTiming();
    Transport transport = server.transport(options -> options.timing(held));
    Poll<String> poll = Poll.<String>of("job", "j-1")
        .until("done"::equals)
        .options(WaitOptions.builder().build());

    Waiting waiting = Waiting.start(() -> Poller.of(transport).await(poll, () -> "running"));
    assertThat(held.pausing.await(10, TimeUnit.SECONDS)).isTrue();
    waiting.interrupt();

    assertInterrupted(waiting, 0);
  }

  @Test
  void beforeTheCallNothingIsSent() throws Exception {
    Transport transport = server.transport();

    Waiting waiting = Waiting.start(() -> {
      Thread.currentThread().interrupt();
      transport.execute(GET.call());
    });

    assertInterrupted(waiting, 0);
  }

  @Test
  void anInterruptBetweenCallsDoesNotBreakTheNextConnection() throws Exception {
    server.enqueue(LocalServer.ok(), LocalServer.ok());
    Transport transport = server.transport();
    AtomicBoolean flagged = new AtomicBoolean();

    Waiting waiting = Waiting.start(() -> {
      transport.execute(GET.call());
      Thread.currentThread().interrupt();
      flagged.set(Thread.interrupted());
      transport.execute(GET.call());
    });
    waiting.join();

    assertThat(flagged).isTrue();
    assertThat(waiting.failure()).isNull();
    assertThat(server.requests()).isEqualTo(2);
  }

  private void assertInterrupted(Waiting waiting, int requests) throws InterruptedException {
    waiting.join();
    assertThat(waiting.failure()).isInstanceOf(InterruptedCallException.class);
    assertThat(waiting.flag()).isTrue();
    assertThat(server.requests()).isEqualTo(requests);
  }

  /** A thread that runs one call and remembers how it ended. */
  private static final class Waiting {
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicBoolean flag = new AtomicBoolean();
    private final Thread thread;

    private Waiting(Runnable call) {
      thread = new Thread(() -> {
        try {
          call.run();
        } catch (RuntimeException e) {
          failure.set(e);
          flag.set(Thread.currentThread().isInterrupted());
        }
      });
    }

    static Waiting start(Runnable call) {
      Waiting waiting = new Waiting(call);
      waiting.thread.start();
      return waiting;
    }

    void interrupt() {
      thread.interrupt();
    }

    // Ten times the goal of 200 ms.
    void join() throws InterruptedException {
      thread.join(Duration.ofSeconds(2).toMillis());
      assertThat(thread.isAlive()).as("the thread is free").isFalse();
    }

    Throwable failure() {
      return failure.get();
    }

    boolean flag() {
      return flag.get();
    }
  }

  /** A body that never ends. */
  private static final class Endless implements Content {
    private final CountDownLatch writing;

    Endless(CountDownLatch writing) {
      this.writing = writing;
    }

    @Override
    public String contentType() {
      return "application/octet-stream";
    }

    @Override
    public long length() {
      return -1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      byte[] zeros = new byte[64 * 1024];
      while (true) {
        out.write(zeros);
        writing.countDown();
      }
    }
  }
}
