package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.error.WaitTimeoutException;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting for the first answer, and leases. */
class FireworksServingHttpTest {
  private static final String ID = "accounts/acme/deployments/leaves-prod";
  private static final String LOOK = "deployments/GET_deployments_{id}";
  private static final String PROBE = "deployments/POST_completions.probe";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  private FireworksClient ai;

  @BeforeEach
  void open() {
    fireworks.timing.holdsAlarms = false;
    ai = fireworks.client();
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private Deployment await(CallMode mode) {
    return mode.call(() -> ai.deployments().await(ID), () -> ai.deployments().awaitAsync(ID));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitEndsWithAnAnswerAndNotWithAWord(CallMode mode) {
    fireworks.replay(LOOK, "deployments/POST_completions.unknown", LOOK, PROBE);

    Deployment serving = await(mode);

    assertThat(serving.status()).isEqualTo(DeploymentStatus.READY);
    fireworks.received(LOOK, PROBE, LOOK, PROBE);
    assertThat(fireworks.requests()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deployments/POST_completions.waking",
        "deployments/POST_completions.loading",
        "deployments/POST_completions.unknown"
      })
  void whatPassesIsNotTheEnd(String refusal) {
    fireworks.replay(LOOK, refusal, LOOK, PROBE);

    assertThat(ai.deployments().await(ID).id()).isEqualTo(ID);
    assertThat(fireworks.timing.naps).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void oneThatIsStillBeingMadeMayAnswerAlready(CallMode mode) {
    fireworks.replay(LOOK + ".creating", PROBE);

    assertThat(await(mode).providerStatus()).isEqualTo("CREATING");
    assertThat(fireworks.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aQuestionWakesOneThatWasIdleForLong(CallMode mode) {
    fireworks.replay(LOOK + ".idle", "deployments/POST_completions.waking", LOOK, PROBE);

    assertThat(await(mode).readyReplicas()).contains(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void oneThatSomebodyStoppedIsNotWaitedFor(CallMode mode) {
    fireworks.replay(LOOK + ".stopping", LOOK + ".stopped");

    assertThatThrownBy(() -> await(mode))
        .isInstanceOfSatisfying(
            DeploymentFailedException.class, e -> assertThat(e.mayBill()).isFalse())
        .hasMessageContaining("it is stopped; scale it up first");
    assertThat(fireworks.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void oneThatFailedSaysWhy(CallMode mode) {
    fireworks.replay(LOOK + ".failed");

    assertThatThrownBy(() -> await(mode))
        .isInstanceOf(DeploymentFailedException.class)
        .hasMessageContaining(ID)
        .hasMessageContaining("no capacity in US_IOWA_1");
  }

  @Test
  void aDeletedOneIsNotWaitedFor() {
    fireworks.replay(LOOK + ".deleted");

    assertThatThrownBy(() -> ai.deployments().await(ID))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("it was deleted");
  }

  @Test
  void aRefusalThatStaysEndsTheWait() {
    fireworks.replay(LOOK);
    fireworks.answer(403, "{\"error\":{\"message\":\"no access\"}}");

    assertThatThrownBy(() -> ai.deployments().await(ID))
        .isInstanceOf(PermissionDeniedException.class);
  }

  @Test
  void aWaitThatIsOverSaysHowThingsStood() {
    for (int i = 0; i < 9; i++) {
      fireworks.replay(LOOK, "deployments/POST_completions.waking");
    }

    assertThatThrownBy(() -> ai.deployments().await(ID, w -> w.timeout(Duration.ofSeconds(8))))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("scaled to zero and scaling up");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aLeaseAnswersAndItsEndStopsTheBilling(CallMode mode) {
    fireworks.timing.holdsAlarms = mode == CallMode.SYNC;
    fireworks.replay(
        "deployments/POST_deployments",
        LOOK,
        PROBE,
        "deployments/POST_chat",
        "deployments/PATCH_deployments_{id}.stop",
        LOOK + ".stopped");
    if (mode == CallMode.ASYNC) {
      fireworks.timing.holdsAlarms = true;
    }

    try (DeploymentLease lease = mode.call(
        () -> ai.deployments().lease(r -> r.model("leaves-vlm").name("leaves-prod")),
        () -> ai.deployments().leaseAsync(r -> r.model("leaves-vlm").name("leaves-prod")))) {
      assertThat(lease.chat().create(r -> r.user("Which leaf?")).text()).isEqualTo("oak");
    }

    assertThat(fireworks.request().getBody().utf8())
        .contains("\"minReplicaCount\":0,\"maxReplicaCount\":1")
        .contains("\"scaleToZeroWindow\":\"1800s\"");
    fireworks.received(
        LOOK, PROBE, "deployments/POST_chat", "deployments/PATCH_deployments_{id}.stop", LOOK);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aLeaseThatNeverAnswersStopsWhatItStarted(CallMode mode) {
    fireworks.replay("deployments/POST_deployments", LOOK + ".failed");
    fireworks.replay("deployments/PATCH_deployments_{id}.stop", LOOK + ".stopped");

    assertThatThrownBy(() -> mode.call(
            () -> ai.deployments().lease(r -> r.model("leaves-vlm").name("leaves-prod")),
            () -> ai.deployments().leaseAsync(r -> r.model("leaves-vlm").name("leaves-prod"))))
        .isInstanceOfSatisfying(
            DeploymentFailedException.class, e -> assertThat(e.mayBill()).isFalse())
        .hasMessageContaining(ID)
        .hasMessageContaining("no longer bills");
    List<String> asked = List.of(
        fireworks.request().getMethod(),
        fireworks.request().getMethod(),
        fireworks.request().getMethod());
    assertThat(asked).containsExactly("POST", "GET", "PATCH");
  }

  @Test
  void waitingForWhatIsNotThereIsNotFound() {
    fireworks.answer(404, "{\"code\":5,\"message\":\"deployment not found\"}");

    assertThatThrownBy(() -> ai.deployments().await(ID)).isInstanceOf(NotFoundException.class);
  }
}
