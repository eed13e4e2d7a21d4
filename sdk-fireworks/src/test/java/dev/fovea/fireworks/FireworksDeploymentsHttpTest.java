package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.WaitTimeoutException;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FireworksDeploymentsHttpTest {
  private static final String ID = "accounts/acme/deployments/leaves-prod";
  private static final String GONE = "{\"code\":5,\"message\":\"deployment not found\"}";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  private FireworksClient ai;

  @BeforeEach
  void open() {
    ai = fireworks.client();
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private <T> T call(
      CallMode mode,
      Function<FireworksDeploymentService, T> plain,
      Function<FireworksDeploymentService, CompletableFuture<T>> async) {
    return mode.call(() -> plain.apply(ai.deployments()), () -> async.apply(ai.deployments()));
  }

  private void delete(CallMode mode) {
    Void unused = mode.call(
        () -> {
          ai.deployments().delete(ID);
          return null;
        },
        () -> ai.deployments().deleteAsync(ID));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getReadsStateReplicasAndWhatOnlyFireworksTells(CallMode mode) {
    fireworks.replay("deployments/GET_deployments_{id}");

    Deployment found = call(mode, d -> d.get("leaves-prod"), d -> d.getAsync("leaves-prod"));

    assertThat(found.id()).isEqualTo(ID);
    assertThat(found.name()).contains("Leaves");
    assertThat(found.chatModel()).isEqualTo(ID);
    assertThat(found.model()).contains("accounts/acme/models/leaves-vlm");
    assertThat(found.status()).isEqualTo(DeploymentStatus.READY);
    assertThat(found.hardware()).contains("NVIDIA_H100_80GB");
    assertThat(found.minReplicas()).contains(0);
    assertThat(found.maxReplicas()).contains(2);
    assertThat(found.readyReplicas()).contains(1);
    assertThat(found.createdAt()).contains(Instant.parse("2026-05-04T12:00:00Z"));
    assertThat(found.message()).isEmpty();
    FireworksDeployment own = FireworksDeployment.of(found);
    assertThat(own.isAdapter()).isFalse();
    assertThat(own.acceleratorCount()).contains(1);
    assertThat(own.precision()).contains("FP8");
    assertThat(own.region()).contains("US_IOWA_1");
    assertThat(own.enableAddons()).contains(false);
    assertThat(own.desiredReplicas()).contains(1);
    assertThat(own.pendingReplicas()).isEmpty();
    assertThat(own.deploymentShape())
        .contains("accounts/fireworks/deploymentShapes/qwen3-vl-8b-minimal/versions/v3");
    assertThat(own.baseDeployment()).isEmpty();
    fireworks.received("deployments/GET_deployments_{id}");
  }

  @ParameterizedTest
  @CsvSource({
    "creating, STARTING, true",
    "idle, STOPPED, false",
    "stopping, STOPPING, true",
    "stopped, STOPPED, false",
    "failed, FAILED, false",
    "deleting, STOPPING, true"
  })
  void fireworksWordsAndReplicasMakeOurWord(String how, DeploymentStatus status, boolean bills) {
    fireworks.replay("deployments/GET_deployments_{id}." + how);

    Deployment found = ai.deployments().get(ID);

    assertThat(found.status()).isEqualTo(status);
    assertThat(found.mayBill()).isEqualTo(bills);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'state':'READY' | READY",
        "'state':'READY','baseModel':'m','maxReplicaCount':1 | READY",
        "'state':'READY','baseModel':'m','maxReplicaCount':0,'replicaCount':1 | STOPPING",
        "'state':'READY','maxReplicaCount':1,'replicaCount':0,'desiredReplicaCount':1 | STARTING",
        "'state':'READY','maxReplicaCount':1,'replicaStats':{'initializingReplicaCount':1} | STARTING",
        "'state':'UPDATING','maxReplicaCount':2,'replicaStats':{'readyReplicaCount':1} | READY",
        "'state':'CREATING' | PENDING",
        "'state':'CREATING','maxReplicaCount':1,'replicaStats':{'readyReplicaCount':1} | READY",
        "'state':'CREATING','maxReplicaCount':0,'replicaStats':{} | STOPPED",
        "'state':'CREATING','maxReplicaCount':0,'replicaCount':1 | STOPPING",
        "'state':'STATE_UNSPECIFIED' | UNKNOWN",
        "'x':1 | UNKNOWN"
      })
  void whatIsLeftOutIsTakenForBillingUnlessItIsKnownNotTo(String fields, DeploymentStatus status) {
    fireworks.answer(200, ("{'name':'" + ID + "'," + fields + "}").replace('\'', '"'));

    Deployment found = ai.deployments().get(ID);

    assertThat(found.status()).isEqualTo(status);
    assertThat(found.mayBill()).isEqualTo(status != DeploymentStatus.STOPPED);
  }

  @Test
  void aFailureSaysWhy() {
    fireworks.replay("deployments/GET_deployments_{id}.failed");

    assertThat(ai.deployments().get(ID).message()).contains("no capacity in US_IOWA_1");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatWasDeletedIsGoneUntilItIsTakenBack(CallMode mode) {
    fireworks.replay("deployments/GET_deployments_{id}.deleted");

    assertThatThrownBy(() -> call(mode, d -> d.get(ID), d -> d.getAsync(ID)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining(ID)
        .hasMessageContaining("undelete");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listGoesThroughThePagesNewestFirst(CallMode mode) {
    fireworks.replay("deployments/GET_deployments", "deployments/GET_deployments.next");

    Page<Deployment> first =
        call(mode, FireworksDeploymentService::list, FireworksDeploymentService::listAsync);
    List<String> seen = new ArrayList<>();
    first.all().forEach(each -> seen.add(each.id() + " " + each.status()));

    assertThat(seen).containsExactly(ID + " READY", "accounts/acme/deployments/old UNKNOWN");
    fireworks.received("deployments/GET_deployments", "deployments/GET_deployments.next");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listShowsWhatWasDeletedWhenAsked(CallMode mode) {
    fireworks.replay("deployments/GET_deployments.deleted");

    Page<Deployment> all = call(
        mode,
        d -> d.list(q -> q.showDeleted(true).filter("state=\"DELETED\"")),
        d -> d.listAsync(q -> q.showDeleted(true).filter("state=\"DELETED\"")));

    FireworksDeployment deleted = FireworksDeployment.of(all.items().get(0));
    assertThat(deleted.deployment().mayBill()).isFalse();
    assertThat(deleted.deleteTime()).contains(Instant.parse("2026-05-05T12:00:00Z"));
    assertThat(deleted.purgeTime()).contains(Instant.parse("2026-05-12T12:00:00Z"));
    fireworks.received("deployments/GET_deployments.deleted");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void scaleChangesTheBoundsAndNothingElse(CallMode mode) {
    fireworks.replay("deployments/PATCH_deployments_{id}.scale");

    Deployment scaled = call(mode, d -> d.scale(ID, 2, 4), d -> d.scaleAsync(ID, 2, 4));

    assertThat(scaled.maxReplicas()).contains(4);
    fireworks.received("deployments/PATCH_deployments_{id}.scale");
  }

  @ParameterizedTest
  @CsvSource({"-1,1", "2,1"})
  void refusesReplicasThatMakeNoSense(int min, int max) {
    assertThatThrownBy(() -> ai.deployments().scale(ID, min, max))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fireworks: replicas must be 0 <= min <= max: min " + min + ", max " + max);
    assertThat(fireworks.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void stopLetsNoRequestWakeIt(CallMode mode) {
    fireworks.replay("deployments/PATCH_deployments_{id}.stop");

    Deployment ordered = call(mode, d -> d.stop(ID), d -> d.stopAsync(ID));

    assertThat(ordered.status()).isEqualTo(DeploymentStatus.STOPPING);
    fireworks.received("deployments/PATCH_deployments_{id}.stop");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void stopWaitsUntilNothingRuns(CallMode mode) {
    fireworks.replay(
        "deployments/PATCH_deployments_{id}.stop",
        "deployments/GET_deployments_{id}.stopping",
        "deployments/GET_deployments_{id}.stopped");

    Deployment stopped = call(mode, d -> d.stop(ID, w -> {}), d -> d.stopAsync(ID, w -> {}));

    assertThat(stopped.mayBill()).isFalse();
    fireworks.received(
        "deployments/PATCH_deployments_{id}.stop", "deployments/GET_deployments_{id}");
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @Test
  void aStopThatTakesTooLongIsAWaitThatEnded() {
    fireworks.replay("deployments/PATCH_deployments_{id}.stop");
    for (int i = 0; i < 8; i++) {
      fireworks.replay("deployments/GET_deployments_{id}.stopping");
    }

    assertThatThrownBy(() -> ai.deployments().stop(ID, w -> w.timeout(Duration.ofSeconds(8))))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining(ID)
        .hasMessageContaining("UPDATING");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void updateNamesEveryFieldItChanges(CallMode mode) {
    fireworks.replay("deployments/GET_deployments_{id}");

    Deployment updated = call(
        mode,
        d -> d.update(ID, FireworksDeploymentsHttpTest::change),
        d -> d.updateAsync(ID, FireworksDeploymentsHttpTest::change));

    assertThat(updated.id()).isEqualTo(ID);
    fireworks.received("deployments/PATCH_deployments_{id}");
  }

  private static void change(FireworksDeploymentSpec spec) {
    spec.displayName("Leaves 2")
        .scaleToZeroWindow(Duration.ofMinutes(10))
        .loadTargets(Map.of("default", 0.5))
        .maxReplicas(3);
  }

  @Test
  void anUpdateOfNothingIsRefused() {
    assertThatThrownBy(() -> ai.deployments().update(ID, spec -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("update deployment: nothing is set");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void scaleNowLeavesTheBounds(CallMode mode) {
    fireworks.replay(
        "deployments/PATCH_deployments_{id}_scale", "deployments/GET_deployments_{id}");

    Deployment scaled = call(mode, d -> d.scaleNow(ID, 1), d -> d.scaleNowAsync(ID, 1));

    assertThat(scaled.readyReplicas()).contains(1);
    fireworks.received(
        "deployments/PATCH_deployments_{id}_scale", "deployments/GET_deployments_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deleteStopsTheBillingWhateverItAnsweredLately(CallMode mode) {
    fireworks.replay(
        "deployments/DELETE_deployments_{id}",
        "deployments/GET_deployments_{id}.deleting",
        "deployments/GET_deployments_{id}.deleted");

    delete(mode);

    fireworks.received(
        "deployments/DELETE_deployments_{id}",
        "deployments/GET_deployments_{id}",
        "deployments/GET_deployments_{id}");
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deletingWhatIsGoneIsFine(CallMode mode) {
    fireworks.answer(404, GONE);
    fireworks.answer(404, GONE);

    delete(mode);

    assertThat(fireworks.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDeletionForGoodMayBeRefusedWhileItAnswers(CallMode mode) {
    fireworks.replay("deployments/DELETE_deployments_{id}.busy");

    assertThatThrownBy(() -> {
          Void unused = mode.call(
              () -> {
                ai.deployments().delete(ID, how -> how.hard(true));
                return null;
              },
              () -> ai.deployments().deleteAsync(ID, how -> how.hard(true)));
        })
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("within the last hour");
    fireworks.received("deployments/DELETE_deployments_{id}.hard");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void undeleteTakesADeletionBack(CallMode mode) {
    fireworks.replay("deployments/POST_deployments_{id}_undelete");

    Deployment back = call(mode, d -> d.undelete(ID), d -> d.undeleteAsync(ID));

    assertThat(back.status()).isEqualTo(DeploymentStatus.STOPPED);
    fireworks.received("deployments/POST_deployments_{id}_undelete");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void metricsAreNumbersByName(CallMode mode) {
    fireworks.replay("deployments/GET_deployments_{id}_metrics");

    Map<String, Double> measured = call(
        mode,
        d -> d.metrics(ID, Duration.ofHours(2)),
        d -> d.metricsAsync(ID, Duration.ofHours(2)));

    assertThat(measured)
        .containsExactly(Map.entry("requests_per_second", 1.5), Map.entry("latency_ms", 220.0));
    fireworks.received("deployments/GET_deployments_{id}_metrics");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theTerminationMessageSaysWhyItEnded(CallMode mode) {
    fireworks.replay("deployments/GET_deployments_{id}_terminationMessage");

    Optional<String> why =
        call(mode, d -> d.terminationMessage(ID), d -> d.terminationMessageAsync(ID));

    assertThat(why).contains("ran out of memory while loading");
    fireworks.received("deployments/GET_deployments_{id}_terminationMessage");
  }

  @Test
  void badArgumentsAreRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> ai.deployments().metrics(ID, Duration.ofSeconds(5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ai.deployments().scaleNow(ID, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ai.deployments().get("accounts/acme/models/leaves-vlm"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not the name of one of the deployments");
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    fireworks.answer(404, GONE);

    assertThatThrownBy(() -> ai.deployments().get(ID)).isInstanceOf(NotFoundException.class);
  }
}
