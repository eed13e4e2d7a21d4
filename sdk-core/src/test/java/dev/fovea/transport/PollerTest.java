package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fovea.config.ResponseMeta;
import dev.fovea.config.WaitOptions;
import dev.fovea.error.ClosedClientException;
import dev.fovea.error.Failure;
import dev.fovea.error.FoveaException;
import dev.fovea.error.JobFailedException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.TransportException;
import dev.fovea.error.WaitTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PollerTest {
  private static final Operation<Void, ResponseMeta> GET =
      Operation.get("things").build();

  private final LocalServer server = new LocalServer();
  private final Transport transport = server.transport();
  private final Poller poller = Poller.of(transport);

  @AfterEach
  void close() {
    server.close();
  }

  private <T> T await(CallMode mode, Poll<T> poll, Supplier<T> probe) {
    if (mode == CallMode.SYNC) {
      return poller.await(poll, probe);
    }
    try {
      return poller.awaitAsync(poll, () -> asFuture(probe)).join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private static <T> CompletableFuture<T> asFuture(Supplier<T> probe) {
    try {
      return CompletableFuture.completedFuture(probe.get());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Poll<String> job() {
    return Poll.<String>of("fine-tuning job", "ft-1").until("done"::equals).status(word -> word);
  }

  private static Supplier<String> states(String... words) {
    Iterator<String> states = List.of(words).iterator();
    return states::next;
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void pausesGrowUpToTheCeiling(CallMode mode) {
    server.timing.random = 1;
    AtomicInteger left = new AtomicInteger(12);

    await(mode, job(), () -> left.getAndDecrement() > 0 ? "running" : "done");

    assertThat(server.timing.naps.stream().map(Duration::toMillis))
        .containsExactly(
            1000L, 1500L, 2250L, 3375L, 5062L, 7593L, 11390L, 17085L, 25628L, 30000L, 30000L,
            30000L);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void jitterTakesAtMostAQuarterOff(CallMode mode) {
    server.timing.random = 0;

    await(mode, job(), states("queued", "done"));

    assertThat(server.timing.naps).containsExactly(Duration.ofMillis(750));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void everyStateIsTold(CallMode mode) {
    List<String> told = new ArrayList<>();

    assertThat(await(mode, job().onState(told::add), states("queued", "odd", "done")))
        .isEqualTo("done");

    assertThat(told).containsExactly("queued", "odd", "done");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theDeadlineNamesIdAndLastState(CallMode mode) {
    WaitOptions brief = WaitOptions.builder().timeout(Duration.ofMinutes(1)).build();

    Throwable failure = catchThrowable(() -> await(mode, job().options(brief), () -> "running"));

    assertThat(failure).isInstanceOf(WaitTimeoutException.class);
    WaitTimeoutException late = (WaitTimeoutException) failure;
    assertThat(late.id()).isEqualTo("ft-1");
    assertThat(late.lastStatus()).isEqualTo("running");
    assertThat(late)
        .hasMessageContaining("acme")
        .hasMessageContaining("ft-1")
        .hasMessageContaining("still running after 1m");
    assertThat(server.timing.nanos.get()).isEqualTo(Duration.ofMinutes(1).toNanos());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aStatusWithALimitOfItsOwnEndsTheWaitAndSaysSinceWhenItHolds(CallMode mode) {
    Duration limit = Duration.ofSeconds(10);
    Poll<String> poll = job()
        .limit("validationTimeout", word -> Optional.of(limit).filter(l -> word.equals("looking")))
        .since(word -> Optional.of(Instant.EPOCH).filter(time -> word.equals("looking")));
    AtomicInteger probes = new AtomicInteger();

    Throwable failure = catchThrowable(
        () -> await(mode, poll, () -> probes.getAndIncrement() < 2 ? "queued" : "looking"));

    assertThat(failure).isInstanceOf(WaitTimeoutException.class);
    assertThat(failure)
        .hasMessageContaining(
            "ft-1 was still looking after 10s, so since 1970-01-01T00:00:00Z; it goes on; wait again"
                + " with a longer validationTimeout");
    assertThat(((WaitTimeoutException) failure).since()).contains(Instant.EPOCH);
    // What went before does not count.
    assertThat(server.timing.nanos.get()).isGreaterThan(limit.toNanos());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aStatusHoldsSinceItWasFirstSeenUnlessSomebodyKnowsBetter(CallMode mode) {
    WaitOptions brief = WaitOptions.builder().timeout(Duration.ofSeconds(8)).build();
    List<Instant> seen = new ArrayList<>();
    Supplier<String> states = () -> {
      server.timing.now = server.timing.now.plusSeconds(60);
      seen.add(server.timing.now);
      return seen.size() < 3 ? "queued" : "running";
    };

    Throwable failure = catchThrowable(() -> await(mode, job().options(brief), states));

    assertThat(failure).isInstanceOf(WaitTimeoutException.class);
    assertThat(((WaitTimeoutException) failure).since()).contains(seen.get(2));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aWaitThatSawNothingKnowsNoTime(CallMode mode) {
    WaitOptions brief = WaitOptions.builder().timeout(Duration.ofSeconds(2)).build();

    Throwable failure = catchThrowable(() -> await(mode, job().options(brief), () -> {
      throw new TransportException(
          Failure.builder().message("down").retryable(true).build());
    }));

    assertThat(failure).hasMessageContaining("still unknown after 2s; it goes on");
    assertThat(((WaitTimeoutException) failure).since()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void failuresThatMayPassAreBorneAndTheLastOneIsTheCauseOfATimeOut(CallMode mode) {
    AtomicInteger probes = new AtomicInteger();
    WaitOptions brief = WaitOptions.builder().timeout(Duration.ofMinutes(1)).build();
    Supplier<String> flaky = () -> {
      if (probes.getAndIncrement() > 0) {
        throw new TransportException(
            Failure.builder().message("down").retryable(true).build());
      }
      return "running";
    };

    Throwable failure = catchThrowable(() -> await(mode, job().options(brief), flaky));

    assertThat(failure)
        .isInstanceOf(WaitTimeoutException.class)
        .hasCauseInstanceOf(TransportException.class);
    assertThat(probes.get()).isGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void failuresThatStayEndTheWait(CallMode mode) {
    server.enqueue(LocalServer.status(404));

    assertThatThrownBy(() -> await(
            mode,
            Poll.<ResponseMeta>of("file", "f").until(m -> false),
            () -> transport.execute(GET.call())))
        .isInstanceOf(NotFoundException.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aJudgeMayEndTheWaitWithItsOwnException(CallMode mode) {
    Poll<String> poll = job().until(word -> {
      throw new JobFailedException(
          Failure.builder().message("it failed").retryable(true).build(), "ft-1", word, "why");
    });

    assertThatThrownBy(() -> await(mode, poll, () -> "failed"))
        .isInstanceOf(JobFailedException.class);
    assertThat(server.timing.naps).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aClosedClientEndsTheWait(CallMode mode) {
    transport.close();

    assertThatThrownBy(() -> await(
            mode,
            Poll.<ResponseMeta>of("file", "f").until(m -> false),
            () -> transport.execute(GET.call())))
        .isInstanceOf(ClosedClientException.class);
  }

  @Test
  void aHundredThousandPollsOverflowNoStack() {
    AtomicInteger left = new AtomicInteger(100_000);
    WaitOptions patient = WaitOptions.builder().timeout(Duration.ofDays(3650)).build();

    Transport later = server.transport(options -> options.timing(new HurriedTiming()));
    String last = Poller.of(later)
        .awaitAsync(
            job().options(patient),
            () ->
                CompletableFuture.completedFuture(left.getAndDecrement() > 0 ? "running" : "done"))
        .join();

    assertThat(last).isEqualTo("done");
  }

  @Test
  void cancellingEndsTheAsking() throws Exception {
    HeldTiming held = new HeldTiming();
    Transport waiting = server.transport(options -> options.timing(held));
    AtomicInteger probes = new AtomicInteger();

    CompletableFuture<String> future = Poller.of(waiting)
        .awaitAsync(job(), () -> {
          probes.incrementAndGet();
          return CompletableFuture.completedFuture("running");
        })
        .thenApply(word -> word);
    assertThat(held.pausing.await(10, TimeUnit.SECONDS)).isTrue();
    future.cancel(true);

    assertThat(held.takenBack).hasValue(1);
    assertThat(probes).hasValue(1);
  }

  @Test
  void cancellingEndsTheProbeThatRuns() {
    CompletableFuture<String> probe = new CompletableFuture<>();

    poller.awaitAsync(job(), () -> probe).cancel(true);

    assertThat(probe).isCancelled();
  }

  @Test
  void aNightOfSleepIsFollowedByOneProbeNotByMany() {
    AtomicInteger probes = new AtomicInteger();
    String last = poller.await(job(), () -> {
      if (probes.incrementAndGet() == 3) {
        server.timing.nanos.addAndGet(Duration.ofHours(8).toNanos());
      }
      return probes.get() < 5 ? "running" : "done";
    });

    assertThat(last).isEqualTo("done");
    assertThat(server.timing.naps).hasSize(4);
  }

  @Test
  void theFailureNamesTheWait() {
    assertThat((FoveaException) catchThrowable(() -> poller.await(
            job().options(WaitOptions.builder().timeout(Duration.ofSeconds(1)).build()),
            () -> "queued")))
        .satisfies(failure -> {
          assertThat(failure.provider()).contains("acme");
          assertThat(failure.operation()).contains("await fine-tuning job ft-1");
        });
  }
}
