package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.ResponseMeta;
import dev.fovea.error.ClosedClientException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cancelling a future or closing the client ends what runs, and nothing follows. */
class CancellationTest {
  private static final Operation<Void, ResponseMeta> GET =
      Operation.get("things").named("get thing").build();

  private static final Operation<Void, ResponseMeta> LATE =
      Operation.get("late").build();

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  static Stream<UnaryOperator<CompletableFuture<ResponseMeta>>> derivations() {
    return Stream.of(
        future -> future,
        future -> future.thenApply(meta -> meta),
        future -> future.thenApply(meta -> meta).whenComplete((meta, failure) -> {}),
        future -> future.thenCompose(CompletableFuture::completedFuture),
        future -> future.handle((meta, failure) -> meta).copy());
  }

  @ParameterizedTest
  @MethodSource("derivations")
  void cancellingAFutureOrOneMadeOfItEndsTheCall(
      UnaryOperator<CompletableFuture<ResponseMeta>> derive) throws Exception {
    Stalling stalling = new Stalling();
    server.http.setDispatcher(stalling);
    Transport transport = server.transport();

    CompletableFuture<ResponseMeta> future = derive.apply(transport.executeAsync(GET.call()));
    assertThat(stalling.arrived.await(10, TimeUnit.SECONDS)).isTrue();
    future.cancel(true);

    assertThat(future).isCancelled();
    assertIdle(transport);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void cancellingEndsAPauseBetweenAttempts() throws Exception {
    HeldTiming held = new HeldTiming();
    server.enqueue(LocalServer.status(503), LocalServer.ok());
    Transport transport = server.transport(options -> options.timing(held));

    CompletableFuture<ResponseMeta> future = transport.executeAsync(GET.call());
    assertThat(held.pausing.await(10, TimeUnit.SECONDS)).isTrue();
    future.cancel(true);

    assertThat(future).isCancelled();
    await(() -> held.takenBack.get() == 1);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void cancellingAlsoEndsACallStartedByThenCompose() throws Exception {
    Stalling stalling = new Stalling(1);
    server.http.setDispatcher(stalling);
    Transport transport = server.transport();

    CompletableFuture<ResponseMeta> both =
        transport.executeAsync(GET.call()).thenCompose(meta -> transport.executeAsync(GET.call()));
    assertThat(stalling.arrived.await(10, TimeUnit.SECONDS)).isTrue();
    both.cancel(true);

    assertIdle(transport);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void aTimeOutOfTheFutureEndsTheCall() throws Exception {
    Stalling stalling = new Stalling();
    server.http.setDispatcher(stalling);
    Transport transport = server.transport();

    CompletableFuture<ResponseMeta> future =
        transport.executeAsync(GET.call()).orTimeout(50, TimeUnit.MILLISECONDS);

    assertThatThrownBy(future::join).isInstanceOf(CompletionException.class);
    assertIdle(transport);
  }

  @Test
  void futuresCompleteOnTheCallbackThreads() {
    server.enqueue(LocalServer.ok());
    Transport transport = server.transport();
    AtomicReference<String> thread = new AtomicReference<>();
    CountDownLatch attached = new CountDownLatch(1);
    server.http.setDispatcher(new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        attached.await();
        return LocalServer.ok().build();
      }
    });

    CompletableFuture<Void> done = transport
        .executeAsync(GET.call())
        .thenAccept(meta -> thread.set(Thread.currentThread().getName()));
    attached.countDown();
    done.join();

    assertThat(thread.get()).startsWith("fovea-acme-callback-");
  }

  @Test
  void theUsersExecutorCompletesFuturesWhenThereIsOne() {
    server.enqueue(LocalServer.ok());
    AtomicInteger tasks = new AtomicInteger();
    Transport transport = server.transport(options -> options.callbackExecutor(task -> {
      tasks.incrementAndGet();
      task.run();
    }));

    transport.executeAsync(GET.call()).join();

    assertThat(tasks).hasValue(1);
  }

  @Test
  void aCallbackThatBlocksHoldsUpNoOtherCall() throws Exception {
    server.enqueue(LocalServer.ok(), LocalServer.ok(), LocalServer.ok());
    Transport transport = server.transport();
    CountDownLatch release = new CountDownLatch(1);
    // On a thread of its own: an answer faster than thenAccept calls back the thread that asks.
    CompletableFuture<Void> blocked = CompletableFuture.runAsync(() -> transport
        .executeAsync(GET.call())
        .thenAccept(meta -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        })
        .join());

    transport.executeAsync(GET.call()).get(10, TimeUnit.SECONDS);
    transport.execute(GET.call());

    release.countDown();
    blocked.get(10, TimeUnit.SECONDS);
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void closingEndsRunningCallsAndRefusesNewOnes() throws Exception {
    Stalling stalling = new Stalling();
    server.http.setDispatcher(stalling);
    Transport transport = server.transport();
    List<CompletableFuture<ResponseMeta>> running =
        Stream.generate(() -> transport.executeAsync(GET.call())).limit(100).toList();
    CompletableFuture<Throwable> sync = failureOf(() -> transport.execute(GET.call()));
    assertThat(stalling.arrived.await(10, TimeUnit.SECONDS)).isTrue();

    transport.close();
    transport.close();

    for (CompletableFuture<ResponseMeta> future : running) {
      assertThat(future.handle((meta, failure) -> failure).get(10, TimeUnit.SECONDS))
          .isInstanceOf(ClosedClientException.class);
    }
    assertThat(sync.get(10, TimeUnit.SECONDS)).isInstanceOf(ClosedClientException.class);
    assertThatThrownBy(() -> transport.execute(LATE.call()))
        .isInstanceOf(ClosedClientException.class);
    assertThatThrownBy(() -> transport.executeAsync(LATE.call()).join())
        .hasCauseInstanceOf(ClosedClientException.class);
    assertThat(stalling.targets).isNotEmpty().containsOnly("/v1/things");
  }

  @Test
  void closingEndsPausesToo() throws Exception {
    HeldTiming held = new HeldTiming();
    server.enqueue(LocalServer.status(503), LocalServer.status(503));
    Transport transport = server.transport(options -> options.timing(held));
    CompletableFuture<Throwable> sync = failureOf(() -> transport.execute(GET.call()));
    assertThat(held.pausing.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<ResponseMeta> async = transport.executeAsync(GET.call());
    await(() -> server.requests() == 2);

    transport.close();

    assertThat(sync.get(10, TimeUnit.SECONDS)).isInstanceOf(ClosedClientException.class);
    assertThat(async.handle((meta, failure) -> failure).get(10, TimeUnit.SECONDS))
        .isInstanceOf(ClosedClientException.class);
  }

  @Test
  void closingEndsAStreamThatIsRead() throws Exception {
    server.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .body("data: 1\n\n" + "x".repeat(50_000))
        .onResponseBody(SocketEffect.Stall.INSTANCE));
    Transport transport = server.transport();
    CompletableFuture<Throwable> reading = failureOf(() -> {
      try (EventStream events = transport.stream(GET.call())) {
        boolean more = true;
        while (more) {
          more = events.next();
        }
      }
    });
    server.request();

    transport.close();

    assertThat(reading.get(10, TimeUnit.SECONDS)).isInstanceOf(ClosedClientException.class);
  }

  @Test
  void closingLeavesNoThreadOfOurs() throws Exception {
    server.enqueue(LocalServer.ok(), LocalServer.ok());
    Transport transport = server.transport();
    transport.execute(GET.call());
    transport.executeAsync(GET.call()).join();

    transport.close();

    await(() -> threads().isEmpty());
    assertThat(threads()).isEmpty();
  }

  @Test
  void aViewSharesTheConnectionAndClosesNothing() {
    server.enqueue(LocalServer.ok(), LocalServer.ok(), LocalServer.ok());
    Transport transport = server.transport();
    transport.execute(GET.call());

    try (Transport view = transport.withOptions(
        transport.options().toBuilder().putHeader("X-View", "yes").build())) {
      view.execute(GET.call());
    }
    transport.execute(GET.call());

    RecordedRequest first = server.request();
    RecordedRequest second = server.request();
    RecordedRequest third = server.request();
    assertThat(first.getHeaders().get("X-View")).isNull();
    assertThat(second.getHeaders().get("X-View")).isEqualTo("yes");
    assertThat(third.getHeaders().get("X-View")).isNull();
    assertThat(third.getConnectionIndex()).isEqualTo(first.getConnectionIndex());
    assertThat(third.getExchangeIndex()).isEqualTo(2);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("fovea-acme-"))
        .toList();
  }

  private static CompletableFuture<Throwable> failureOf(Runnable call) {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    new Thread(() -> {
          try {
            call.run();
            failure.complete(null);
          } catch (RuntimeException e) {
            failure.complete(e);
          }
        })
        .start();
    return failure;
  }

  private void assertIdle(Transport transport) throws InterruptedException {
    await(() -> transport.runningCalls() == 0);
    assertThat(transport.runningCalls()).isZero();
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** Answers the first requests and holds all others. */
  private static final class Stalling extends Dispatcher {
    final CountDownLatch arrived = new CountDownLatch(1);
    final List<String> targets = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered;

    Stalling() {
      this(0);
    }

    Stalling(int answers) {
      this.answered = new AtomicInteger(answers);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      targets.add(request.getTarget());
      if (answered.getAndDecrement() > 0) {
        return LocalServer.ok().build();
      }
      arrived.countDown();
      return LocalServer.ok().onResponseStart(SocketEffect.Stall.INSTANCE).build();
    }
  }
}
