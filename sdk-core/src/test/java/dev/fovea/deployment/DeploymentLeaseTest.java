package dev.fovea.deployment;

import static dev.fovea.deployment.DeploymentStatus.READY;
import static dev.fovea.deployment.DeploymentStatus.STOPPED;
import static dev.fovea.deployment.DeploymentStatus.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.error.ApiFailure;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.Failure;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.TransportException;
import dev.fovea.error.WaitTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeploymentLeaseTest {
  private final FakeDeployments service = new FakeDeployments();
  private final HeldTiming timing = new HeldTiming();

  @AfterEach
  void leaveNoFlagBehind() {
    assertThat(Thread.interrupted()).isFalse();
  }

  private DeploymentLease open() {
    return DeploymentLease.open(service, timing, request(), options());
  }

  private static DeploymentRequest request() {
    return DeploymentRequest.builder().model("acme/leaves-tuned").build();
  }

  private static LeaseOptions options() {
    return LeaseOptions.builder()
        .maxAge(Duration.ofMinutes(20))
        .idleStop(Duration.ofMinutes(7))
        .closeTimeout(Duration.ofMinutes(2))
        .build();
  }

  private static Supplier<RuntimeException> broken(boolean retryable) {
    Failure failure = Failure.builder().message("no route").retryable(retryable).build();
    return () -> new TransportException(failure);
  }

  private static RuntimeException gone() {
    return new NotFoundException(ApiFailure.builder()
        .status(404)
        .failure(Failure.of("there is no such deployment"))
        .build());
  }

  @Test
  void opensOnlyWhenADeploymentAnswersAndSetsTheIdleStop() {
    DeploymentLease lease = open();

    assertThat(lease.deployment().status()).isEqualTo(READY);
    assertThat(service.calls).containsExactly("create", "await");
    Autoscaling scaling = service.requests.get(0).autoscaling().orElseThrow();
    assertThat(scaling.idleStop()).contains(Duration.ofMinutes(7));
    assertThat(scaling.min()).isEqualTo(1);
    assertThat(scaling.max()).isEqualTo(1);
  }

  @Test
  void leavesAnIdleStopOfTheRequestAlone() {
    DeploymentRequest own = request().toBuilder()
        .autoscaling(a -> a.min(2).max(3).idleStop(Duration.ofHours(5)))
        .build();

    DeploymentLease.open(service, timing, own, options());

    assertThat(service.requests).containsExactly(own);
  }

  @Test
  void asksForNoIdleStopWhereThereAreNoMachines() {
    service.machines = false;

    DeploymentLease.open(service, timing, request(), options());
    DeploymentLease.openAsync(service, timing, request(), options()).join();

    assertThat(service.requests).containsExactly(request(), request());
  }

  @Test
  void aLeaseWithoutMachinesIsProbedAndClosingItWaitsForNothing() {
    service.machines = false;
    service.awaiting = () -> withoutMachines(READY);
    DeploymentLease lease = open();

    assertThat(lease.deployment().mayBill()).isFalse();
    lease.close();
    lease.close();

    assertThat(service.calls).containsExactly("create", "await", "stop");
    assertThat(timing.alarms).isEmpty();
  }

  @Test
  void onlyADeploymentWithMachinesMayBillWhileNobodyAsks() {
    for (DeploymentStatus status : DeploymentStatus.values()) {
      assertThat(withoutMachines(status).mayBill()).as("%s", status).isFalse();
      assertThat(FakeDeployments.deployment(status).mayBill())
          .as("%s", status)
          .isEqualTo(status != STOPPED);
    }
    assertThat(withoutMachines(READY)).isNotEqualTo(FakeDeployments.deployment(READY));
  }

  private static Deployment withoutMachines(DeploymentStatus status) {
    return Deployment.builder()
        .id(FakeDeployments.ID)
        .chatModel("acme/leaves")
        .status(status)
        .providerStatus(status.name())
        .withoutMachines()
        .build();
  }

  @Test
  void chatIsAddressedToTheDeploymentWhateverTheRequestNames() {
    DeploymentLease lease = open();

    lease.chat().create(r -> r.user("Which leaf?"));
    lease.chat().create(r -> r.model("another").user("Which leaf?"));
    lease.chat().createAsync(r -> r.user("Which leaf?")).join();
    lease.chat().streamAsync(r -> r.user("Which leaf?"));

    assertThat(service.chat.models).hasSize(4).containsOnly("acme/leaves");
  }

  @Test
  void closeStopsAndWaitsUntilItHasStopped() {
    service.states.addAll(List.of(STOPPING, STOPPING, STOPPED));
    DeploymentLease lease = open();

    lease.close();
    lease.close();

    assertThat(service.calls).containsExactly("create", "await", "stop", "get", "get");
    assertThat(timing.alarms).isEmpty();
  }

  @Test
  void closeGivesUpInTimeAndNamesWhatMayBill() {
    service.states.add(STOPPING);
    DeploymentLease lease = open();

    DeploymentFailedException failure =
        catchThrowableOfType(DeploymentFailedException.class, lease::close);

    assertThat(failure).hasMessageContaining("ep_1/dep_1").hasMessageContaining("may bill");
    assertThat(failure.deploymentId()).isEqualTo("ep_1/dep_1");
    assertThat(failure.mayBill()).isTrue();
    assertThat(timing.napped()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(130));
  }

  @Test
  void closeTriesAgainWhatMayPassAndCanBeRepeatedAfterAFailure() {
    service.stopFailures.add(broken(true));
    service.stopFailures.add(broken(false));
    DeploymentLease lease = open();

    assertThatThrownBy(lease::close)
        .isInstanceOf(DeploymentFailedException.class)
        .hasMessageContaining("could not be stopped")
        .hasCauseInstanceOf(TransportException.class);
    lease.close();

    assertThat(service.calls).containsExactly("create", "await", "stop", "stop", "stop");
  }

  @Test
  void whatIsGoneDoesNotBill() {
    service.stopFailures.add(DeploymentLeaseTest::gone);
    DeploymentLease lease = open();

    lease.close();

    assertThat(service.calls).containsExactly("create", "await", "stop");
  }

  @Test
  void closeWorksInAnInterruptedThreadAndLeavesTheFlagSet() {
    service.states.addAll(List.of(STOPPING, STOPPED));
    DeploymentLease lease = open();

    Thread.currentThread().interrupt();
    lease.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(service.flagSeenByStop).isFalse();
    assertThat(service.calls).containsExactly("create", "await", "stop", "get");
  }

  @Test
  void anInterruptEndsTheWatchingOnceTheOrderWasTaken() {
    service.states.add(STOPPING);
    timing.interruptAtNap = 1;
    DeploymentLease lease = open();

    assertThatThrownBy(lease::close)
        .isInstanceOf(DeploymentFailedException.class)
        .hasMessageContaining("told to stop");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(timing.naps).hasSize(1);
  }

  @Test
  void anInterruptedOrderIsGivenAgain() {
    service.stopFailures.add(() -> new InterruptedCallException(Failure.of("interrupted")));
    DeploymentLease lease = open();

    lease.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(service.calls).containsExactly("create", "await", "stop", "stop");
  }

  @Test
  void stopsWhatItStartedWhenNothingEverAnswers() {
    service.awaiting = () -> {
      throw new WaitTimeoutException(Failure.of("it took too long"), FakeDeployments.ID, "SCALING");
    };

    DeploymentFailedException failure =
        catchThrowableOfType(DeploymentFailedException.class, this::open);

    assertThat(failure)
        .hasMessageContaining("ep_1/dep_1")
        .hasMessageContaining("it took too long")
        .hasMessageContaining("no longer bills")
        .hasCauseInstanceOf(WaitTimeoutException.class);
    assertThat(failure.mayBill()).isFalse();
    assertThat(service.calls).containsExactly("create", "await", "stop");
    assertThat(timing.alarms).isEmpty();
  }

  @Test
  void saysThatItMayBillWhenWhatItStartedCannotBeStopped() {
    service.awaiting = () -> {
      throw broken(false).get();
    };
    service.stopFailures.add(broken(false));

    DeploymentFailedException failure =
        catchThrowableOfType(DeploymentFailedException.class, this::open);

    assertThat(failure.mayBill()).isTrue();
    assertThat(failure).hasMessageContaining("deployments().stop(\"ep_1/dep_1\")");
    assertThat(failure.getSuppressed()).hasSize(1);
  }

  @Test
  void anInterruptedOpeningStopsWhatItStartedAndGoes() {
    service.awaiting = () -> {
      Thread.currentThread().interrupt();
      throw new InterruptedCallException(Failure.of("interrupted"));
    };

    assertThatThrownBy(this::open)
        .isInstanceOf(InterruptedCallException.class)
        .hasMessageContaining("ep_1/dep_1");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(service.flagSeenByStop).isFalse();
    assertThat(service.calls).containsExactly("create", "await", "stop");
  }

  @Test
  void aKeptDeploymentIsNotStopped() {
    DeploymentLease lease = open();

    assertThat(lease.keep().id()).isEqualTo("ep_1/dep_1");
    lease.close();

    assertThat(service.calls).containsExactly("create", "await");
    assertThat(timing.alarms).isEmpty();
  }

  @Test
  void aClosedLeaseCannotBeKept() {
    DeploymentLease lease = open();
    lease.close();

    assertThatThrownBy(lease::keep).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void itsAgeStopsItAndTriesAgainUntilItWorks() {
    service.stopFailures.add(broken(true));
    open();
    assertThat(timing.alarms)
        .extracting(HeldTiming.Alarm::delay)
        .containsExactly(Duration.ofMinutes(20));

    timing.ring();
    assertThat(timing.alarms)
        .extracting(HeldTiming.Alarm::delay)
        .containsExactly(Duration.ofMinutes(1));
    timing.ring();

    assertThat(service.calls).containsExactly("create", "await", "stopAsync", "stopAsync");
    assertThat(timing.alarms).isEmpty();
  }

  @Test
  void opensWithoutAThread() {
    DeploymentLease lease =
        DeploymentLease.openAsync(service, timing, request(), options()).join();

    assertThat(lease.deployment().id()).isEqualTo("ep_1/dep_1");
    assertThat(timing.alarms).hasSize(1);
  }

  @Test
  void stopsWhatItStartedWithoutAThread() {
    service.serving = CompletableFuture.failedFuture(broken(false).get());

    CompletableFuture<DeploymentLease> lease =
        DeploymentLease.openAsync(service, timing, request(), options());

    assertThatThrownBy(lease::join)
        .hasCauseInstanceOf(DeploymentFailedException.class)
        .hasMessageContaining("no longer bills");
    assertThat(service.calls).containsExactly("create", "await", "stopAsync");
  }

  @Test
  void cancellingWhileItWaitsStopsWhatItStarted() {
    service.serving = new CompletableFuture<>();
    CompletableFuture<DeploymentLease> lease =
        DeploymentLease.openAsync(service, timing, request(), options());

    lease.thenApply(DeploymentLease::deployment).cancel(true);

    assertThat(service.serving).isCancelled();
    assertThat(service.calls).containsExactly("create", "await", "stopAsync");
  }

  @Test
  void cancellingWhileItIsCreatedStopsItAsSoonAsItIsThere() {
    service.creating = new Uncancellable();
    CompletableFuture<DeploymentLease> lease =
        DeploymentLease.openAsync(service, timing, request(), options());

    lease.cancel(true);
    service.creating.complete(FakeDeployments.deployment(READY));

    assertThat(service.calls).contains("create", "stopAsync");
  }

  @Test
  void aShutdownHookStopsItWhenTheMachineEnds() throws Exception {
    Process child = new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            classPath(),
            LeaseHolder.class.getName())
        .redirectErrorStream(true)
        .start();

    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains("[create, await, stop]");
  }

  private static String classPath() {
    return System.getProperty("java.class.path")
        + System.getProperty("path.separator")
        + System.getProperty("jdk.module.path", "")
        + System.getProperty("path.separator")
        + "target/test-classes"
        + System.getProperty("path.separator")
        + "target/classes";
  }

  /** A call that is answered although nobody waits any more. */
  private static final class Uncancellable extends CompletableFuture<Deployment> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }
  }
}
