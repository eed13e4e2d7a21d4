package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Money;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.Outcome;
import dev.fovea.error.ServerException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Adapters on running deployments, by their own calls and as neutral deployments. */
class FireworksAdaptersHttpTest {
  private static final String ID = "accounts/acme/deployedModels/leaves-vlm-k3x9";
  private static final String BASE = "accounts/acme/deployments/vl-base";
  private static final String MODEL = "accounts/acme/models/leaves-vlm";

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

  private static void onBase(FireworksDeploymentOptions.Builder options) {
    options.baseDeployment("vl-base");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void loadAdapterPutsItOnADeployment(CallMode mode) {
    fireworks.replay("adapters/POST_deployedModels");

    FireworksDeployedModel loaded = call(
        mode,
        d -> d.loadAdapter(a -> a.model("leaves-vlm").deployment("vl-base")),
        d -> d.loadAdapterAsync(a -> a.model("leaves-vlm").deployment("vl-base")));

    assertThat(loaded.id()).isEqualTo(ID);
    assertThat(loaded.model()).contains(MODEL);
    assertThat(loaded.deployment()).contains(BASE);
    assertThat(loaded.chatModel()).contains(MODEL + "#" + BASE);
    assertThat(loaded.isReady()).isFalse();
    assertThat(loaded.isDefault()).contains(true);
    assertThat(loaded.isPublic()).isEmpty();
    assertThat(loaded.createdAt()).isPresent();
    fireworks.received("adapters/POST_deployedModels");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anAdapterCanTakeThePlaceOfTheOneBefore(CallMode mode) {
    fireworks.replay("adapters/POST_deployedModels");

    FireworksDeployedModel loaded = call(
        mode,
        d -> d.loadAdapter(FireworksAdaptersHttpTest::replacing),
        d -> d.loadAdapterAsync(FireworksAdaptersHttpTest::replacing));

    assertThat(loaded.state()).isEqualTo("DEPLOYING");
    fireworks.received("adapters/POST_deployedModels.replace");
  }

  private static void replacing(FireworksAdapterSpec spec) {
    spec.model(MODEL)
        .deployment(BASE)
        .displayName("leaves")
        .description("names leaves")
        .isDefault(false)
        .isPublic(false)
        .replaceMergedAddon(true);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void adaptersAreReadListedAndChanged(CallMode mode) {
    fireworks.replay("adapters/GET_deployedModels_{id}.deploying", "adapters/GET_deployedModels");
    fireworks.replay("adapters/PATCH_deployedModels_{id}");

    FireworksDeployedModel one = call(mode, d -> d.adapter(ID), d -> d.adapterAsync(ID));
    Page<FireworksDeployedModel> all = call(
        mode,
        d -> d.adapters(q -> q.filter("model=\"" + MODEL + "\"")),
        d -> d.adaptersAsync(q -> q.filter("model=\"" + MODEL + "\"")));
    FireworksDeployedModel changed = call(
        mode,
        d -> d.updateAdapter(ID, a -> a.displayName("prod")),
        d -> d.updateAdapterAsync(ID, a -> a.displayName("prod")));

    assertThat(one.message()).contains("fetching");
    assertThat(all.items()).singleElement().matches(FireworksDeployedModel::isReady);
    assertThat(changed.displayName()).contains("prod");
    fireworks.received(
        "adapters/GET_deployedModels_{id}",
        "adapters/GET_deployedModels",
        "adapters/PATCH_deployedModels_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void unloadingWhatIsGoneIsFine(CallMode mode) {
    fireworks.answer(404, "{\"code\":5,\"message\":\"not found\"}");

    Void unused = mode.call(
        () -> {
          ai.deployments().unloadAdapter(ID);
          return null;
        },
        () -> ai.deployments().unloadAdapterAsync(ID));

    fireworks.received("adapters/DELETE_deployedModels_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aLoadThatWasNotAnsweredIsNotRepeated(CallMode mode) {
    fireworks.answer(503, "{\"code\":14,\"message\":\"later\"}");

    assertThatThrownBy(() -> call(
            mode,
            d -> d.loadAdapter(a -> a.model(MODEL).deployment(BASE)),
            d -> d.loadAdapterAsync(a -> a.model(MODEL).deployment(BASE))))
        .isInstanceOfSatisfying(
            ServerException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN))
        .hasMessageContaining("deployments().adapters(..)");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createLoadsOnADeploymentThatRuns(CallMode mode) {
    fireworks.replay("adapters/POST_deployedModels");

    Deployment loaded = call(
        mode,
        d -> d.create(r -> r.model("leaves-vlm"), FireworksAdaptersHttpTest::onBase),
        d -> d.createAsync(r -> r.model("leaves-vlm"), FireworksAdaptersHttpTest::onBase));

    assertThat(loaded.id()).isEqualTo(ID);
    assertThat(loaded.chatModel()).isEqualTo(MODEL + "#" + BASE);
    assertThat(loaded.status()).isEqualTo(DeploymentStatus.STARTING);
    assertThat(loaded.pricePerHour()).contains(Money.usd(new BigDecimal("0.00")));
    assertThat(FireworksDeployment.of(loaded).isAdapter()).isTrue();
    assertThat(FireworksDeployment.of(loaded).baseDeployment()).contains(BASE);
    fireworks.received("adapters/POST_deployedModels");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anAdapterIsAwaitedAndDeletedLikeAnyDeployment(CallMode mode) {
    fireworks.replay("adapters/GET_deployedModels_{id}", "deployments/POST_completions.unknown");
    fireworks.replay("adapters/GET_deployedModels_{id}", "deployments/POST_completions.probe");
    fireworks.replay("adapters/DELETE_deployedModels_{id}");

    Deployment serving = call(mode, d -> d.await(ID), d -> d.awaitAsync(ID));
    Void unused = mode.call(
        () -> {
          ai.deployments().delete(ID);
          return null;
        },
        () -> ai.deployments().deleteAsync(ID));

    assertThat(serving.status()).isEqualTo(DeploymentStatus.READY);
    fireworks.received(
        "adapters/GET_deployedModels_{id}",
        "adapters/POST_completions.probe",
        "adapters/GET_deployedModels_{id}",
        "adapters/POST_completions.probe",
        "adapters/DELETE_deployedModels_{id}");
    assertThat(fireworks.requests()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void stoppingAnAdapterUnloadsItAndLeavesTheDeployment(CallMode mode) {
    fireworks.replay("adapters/GET_deployedModels_{id}", "adapters/DELETE_deployedModels_{id}");

    Deployment stopped = call(mode, d -> d.stop(ID, w -> {}), d -> d.stopAsync(ID, w -> {}));

    assertThat(stopped.mayBill()).isFalse();
    assertThat(stopped.id()).isEqualTo(ID);
    fireworks.received("adapters/GET_deployedModels_{id}", "adapters/DELETE_deployedModels_{id}");
    assertThat(fireworks.requests()).isEqualTo(2);
  }

  @Test
  void aLeaseOfAnAdapterEndsByUnloadingIt() {
    fireworks.timing.holdsAlarms = true;
    fireworks.replay("adapters/POST_deployedModels", "adapters/GET_deployedModels_{id}");
    fireworks.replay("deployments/POST_completions.probe");
    fireworks.replay("adapters/GET_deployedModels_{id}", "adapters/DELETE_deployedModels_{id}");

    try (DeploymentLease lease = ai.deployments().lease(r -> {
      FireworksDeploymentOptions.Builder options = FireworksDeploymentOptions.builder();
      onBase(options);
      r.model("leaves-vlm").options(options.build());
    })) {
      assertThat(lease.deployment().id()).isEqualTo(ID);
    }

    assertThat(fireworks.requests()).isEqualTo(5);
  }

  @Test
  void whatAnAdapterHasNotIsRefusedBeforeAnythingIsSent() {
    lacks(r -> r.hardware("H100"), "hardware");
    lacks(r -> r.autoscaling(a -> a.min(1).max(2)), "autoscaling");
    assertThatThrownBy(() -> ai.deployments().scale(ID, 1, 2))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("scale the deployment it is loaded on");
    assertThatThrownBy(() -> ai.deployments().loadAdapter(a -> a.model(MODEL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deployment is missing");
    assertThatThrownBy(() ->
            ai.deployments().updateAdapter(ID, a -> a.displayName("x").replaceMergedAddon(true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave it out");
    assertThat(fireworks.requests()).isZero();
  }

  private void lacks(Consumer<DeploymentRequest.Builder> spec, String field) {
    assertThatThrownBy(() -> ai.deployments()
            .create(spec.andThen(r -> r.model("leaves-vlm")), FireworksAdaptersHttpTest::onBase))
        .isInstanceOfSatisfying(
            UnsupportedCapabilityException.class,
            e -> assertThat(e.capability()).isEqualTo(field));
  }
}
