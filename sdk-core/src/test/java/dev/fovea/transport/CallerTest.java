package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.NotFoundException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallerTest {
  private static final Operation<Void, String> GET = Operation.get("things/{id}")
      .named("get thing")
      .receives((body, meta, status) -> new String(body.readAllBytes(), StandardCharsets.UTF_8))
      .build();

  private final LocalServer server = new LocalServer();
  private final Answers answers = new Answers();

  CallerTest() {
    server.http.setDispatcher(answers);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static Call<String> get(String id) {
    return GET.call().path("id", id);
  }

  private <T> T run(CallMode mode, Function<Caller, CompletableFuture<T>> flow) {
    if (mode == CallMode.SYNC) {
      return Caller.now(server.transport(), flow);
    }
    try {
      return Caller.later(server.transport(), flow).join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private static List<Supplier<Call<String>>> things(int count) {
    List<Supplier<Call<String>>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "t" + i;
      calls.add(() -> get(id));
    }
    return calls;
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theLastCallsResultIsTheFlowsResult(CallMode mode) {
    String both = run(
        mode,
        caller -> caller
            .call(get("a"))
            .thenCompose(first -> caller.call(get("b")).thenApply(second -> first + second)));

    assertThat(both).isEqualTo("/v1/things/a/v1/things/b");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFailureIsTheResultUnwrappedAndNothingFollows(CallMode mode) {
    AtomicBoolean followed = new AtomicBoolean();

    assertThatThrownBy(() -> run(
            mode,
            caller -> caller.call(get("none")).thenCompose(first -> {
              followed.set(true);
              return caller.call(get("b"));
            })))
        .isInstanceOf(NotFoundException.class);

    assertThat(followed).isFalse();
    assertThat(answers.asked).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatFailsBeforeTheFirstCallIsTheResultToo(CallMode mode) {
    assertThatThrownBy(() -> run(mode, caller -> {
          throw new IllegalArgumentException("at once");
        }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run(
            mode,
            caller -> caller.work(unwanted -> {
              throw new UncheckedIOException(new java.io.IOException("no disk"));
            })))
        .isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void severalCallsKeepTheirOrder(CallMode mode) {
    List<String> all = run(mode, caller -> caller.calls(3, things(10)));

    assertThat(all).hasSize(10).startsWith("/v1/things/t0").endsWith("/v1/things/t9");
    assertThat(answers.asked).hasValue(10);
  }

  @Test
  void onlyAFewOfSeveralCallsRunAtOnce() throws Exception {
    AtomicInteger made = new AtomicInteger();
    List<Supplier<Call<String>>> held = Collections.nCopies(10, () -> {
      made.incrementAndGet();
      return get("held");
    });
    CompletableFuture<List<String>> all =
        Caller.later(server.transport(), caller -> caller.calls(3, held));
    await(() -> answers.asked.get() == 3);

    assertThat(made).hasValue(3);

    all.cancel(true);
    assertThat(made).hasValue(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theFirstFailureEndsTheOtherCalls(CallMode mode) {
    List<Supplier<Call<String>>> calls = new ArrayList<>(things(20));
    calls.set(0, () -> get("held"));
    calls.set(1, () -> get("none"));

    // The first call never ends by itself.
    assertThatThrownBy(() -> run(mode, caller -> caller.calls(2, calls)))
        .isInstanceOf(NotFoundException.class);

    assertThat(answers.asked).hasValueLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void noCallsHaveNoResults(CallMode mode) {
    List<String> none = run(mode, caller -> caller.calls(3, things(0)));

    assertThat(none).isEmpty();
  }

  @Test
  void onTheCallersThreadAllWorkRunsThere() {
    Thread here = Thread.currentThread();

    Thread there = run(
        CallMode.SYNC,
        caller -> caller
            .call(get("a"))
            .thenCompose(first -> caller.work(unwanted -> Thread.currentThread())));

    assertThat(there).isSameAs(here);
  }

  @Test
  void workOfAnAsynchronousFlowRunsOnAThreadOfTheClient() {
    String thread = run(
        CallMode.ASYNC, caller -> caller.work(unwanted -> Thread.currentThread().getName()));

    assertThat(thread).startsWith("fovea-acme-");
  }

  @Test
  void cancellingADerivedFutureCancelsTheCallUnderWayAndStartsNoOther() throws Exception {
    Transport transport = server.transport();
    CompletableFuture<Integer> length = Caller.later(
            transport,
            caller -> caller.call(get("held")).thenCompose(first -> caller.call(get("b"))))
        .thenApply(String::length);
    server.request();

    length.cancel(true);

    await(() -> transport.runningCalls() == 0);
    assertThat(transport.runningCalls()).isZero();
    assertThat(answers.asked).hasValue(1);
  }

  @Test
  void cancelledWorkIsToldAndNothingFollowsIt() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    CompletableFuture<String> flow = Caller.later(
        server.transport(),
        caller -> caller
            .work(unwanted -> {
              working.countDown();
              until(unwanted);
              told.countDown();
              return "a";
            })
            .thenCompose(id -> caller.call(get(id))));
    assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();

    flow.cancel(true);

    assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(flow).isCancelled();
    assertThat(answers.asked).hasValue(0);
  }

  @Test
  void aCancelledFlowStillCleansUp() throws Exception {
    CountDownLatch cleaned = new CountDownLatch(1);
    CompletableFuture<String> flow = Caller.later(
        server.transport(),
        caller -> caller
            .call(get("held"))
            .exceptionallyCompose(failure -> caller.undisturbed(() -> caller
                .call(get("clean"))
                .thenCompose(first -> caller.call(get("clean-again")))
                .whenComplete((done, late) -> cleaned.countDown()))));
    server.request();

    flow.cancel(true);

    assertThat(cleaned.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(answers.asked).hasValue(3);
    assertThatThrownBy(flow::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void anInterruptedFlowStillCleansUpAndKeepsTheFlag() throws Exception {
    for (boolean several : new boolean[] {false, true}) {
      int before = answers.asked.get();
      AtomicReference<Throwable> failure = new AtomicReference<>();
      AtomicBoolean flag = new AtomicBoolean();
      Thread thread = new Thread(() -> {
        try {
          Caller.now(
              server.transport(),
              caller -> held(caller, several)
                  .exceptionallyCompose(broken -> caller.undisturbed(() -> caller
                      .call(get("clean"))
                      .thenCompose(
                          cleaned -> CompletableFuture.failedFuture(Caller.unwrapped(broken))))));
        } catch (RuntimeException e) {
          failure.set(e);
          flag.set(Thread.currentThread().isInterrupted());
        }
      });
      thread.start();
      await(() -> answers.asked.get() == before + 1);

      thread.interrupt();
      thread.join(10_000);

      assertThat(failure.get()).isInstanceOf(InterruptedCallException.class);
      assertThat(flag).isTrue();
      assertThat(answers.asked).hasValue(before + 2);
    }
  }

  private static CompletableFuture<String> held(Caller caller, boolean several) {
    return several
        ? caller
            .calls(2, List.<Supplier<Call<String>>>of(() -> get("held")))
            .thenApply(all -> all.get(0))
        : caller.call(get("held"));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static void until(BooleanSupplier condition) {
    try {
      await(condition);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers with the path; of some things not, and of others never. */
  private static final class Answers extends Dispatcher {
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      asked.incrementAndGet();
      String path = request.getUrl().encodedPath();
      if (path.endsWith("none")) {
        return LocalServer.status(404).build();
      }
      return path.endsWith("held")
          ? LocalServer.ok().onResponseStart(SocketEffect.Stall.INSTANCE).build()
          : LocalServer.json(path).build();
    }
  }
}
