package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.deployment.Hardware;
import dev.fovea.error.ConflictException;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.NotFoundException;
import dev.fovea.providertests.CallMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deployments, adapters and models against the embedded Fireworks, whose machines take time. */
class FireworksDeploymentsRoadTest extends EmbeddedRoad {

  private DeploymentRequest leaves() {
    String hardware = ai.deployments().hardware(MODEL).get(0).id();
    return DeploymentRequest.builder()
        .model(MODEL)
        .name("leaves")
        .hardware(hardware)
        .build();
  }

  private String adapter() throws Exception {
    Files.writeString(
        folder.resolve("adapter_config.json"), "{\"r\":8,\"target_modules\":[\"q_proj\"]}");
    Files.write(folder.resolve("adapter_model.safetensors"), new byte[4096]);
    return ai.models()
        .upload("leaf-names", folder, s -> s.baseModel(MODEL))
        .card()
        .id();
  }

  private void delete(CallMode mode, String id) {
    Void unused = mode.call(
        () -> {
          ai.deployments().delete(id);
          return null;
        },
        () -> ai.deployments().deleteAsync(id));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aModelIsDeployedAnswersAndGoesAwayAgain(CallMode mode) {
    DeploymentRequest request = leaves();
    Deployment made = mode.call(
        () -> ai.deployments().create(request), () -> ai.deployments().createAsync(request));
    assertThat(made.mayBill()).isTrue();

    String id = made.id();
    Deployment serving =
        mode.call(() -> ai.deployments().await(id), () -> ai.deployments().awaitAsync(id));
    assertThat(serving.status()).isEqualTo(DeploymentStatus.READY);
    assertThat(ai.deployments().chat(serving).create(r -> r.user("Which leaf?")).text())
        .isNotEmpty();
    assertThat(ai.deployments().list().items()).extracting(Deployment::id).containsExactly(id);
    assertThat(ai.deployments().scale(id, 1, 2).maxReplicas()).contains(2);

    delete(mode, id);
    assertThat(ai.deployments().list().items()).isEmpty();
    assertThatThrownBy(() -> ai.deployments().get(id)).isInstanceOf(NotFoundException.class);
    delete(mode, id);
    assertThat(server.deployments()).hasSize(1);
  }

  @Test
  void aDeletionIsTakenBack() {
    String id = ai.deployments().create(leaves()).id();
    ai.deployments().await(id);

    assertThatThrownBy(() -> ai.deployments().delete(id, how -> {}))
        .isInstanceOf(InvalidRequestException.class);
    ai.deployments().delete(id);
    assertThat(ai.deployments().list(q -> q.showDeleted(true)).items())
        .extracting(Deployment::id)
        .containsExactly(id);
    ai.deployments().undelete(id);

    assertThat(ai.deployments().get(id).id()).isEqualTo(id);
  }

  @Test
  void everySetUpOfferedForAModelCanBeChosen() {
    List<Hardware> offered = ai.deployments().hardware(MODEL);

    assertThat(offered).isNotEmpty();
    for (Hardware hardware : offered) {
      String name = "leaves-" + ai.deployments().list().items().size();
      Deployment made =
          ai.deployments().create(r -> r.model(MODEL).name(name).hardware(hardware.id()));
      assertThat(FireworksDeployment.of(made).deploymentShape().orElse(""))
          .startsWith(hardware.id());
    }
    assertThat(ai.deployments().list().items()).hasSameSizeAs(offered);
  }

  @Test
  void aLeaseAnswersAndStopsTheBilling() {
    timing.holdsAlarms = true;
    String id;
    try (DeploymentLease lease = ai.deployments()
        .lease(
            r -> r.model(MODEL),
            l -> l.idleStop(Duration.ofMinutes(5)).maxAge(Duration.ofMinutes(4)))) {
      id = lease.deployment().id();
      assertThat(lease.chat().create(r -> r.user("Which leaf?")).text()).isNotEmpty();
    }

    Deployment left = ai.deployments().get(id);
    assertThat(left.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(left.mayBill()).isFalse();
    assertThatThrownBy(() -> ai.deployments().await(id))
        .isInstanceOf(DeploymentFailedException.class);
  }

  @Test
  void oneThatWasIdleForLongWakesForWhoWaits() {
    Deployment made = ai.deployments()
        .create(r -> r.model(MODEL)
            .name("leaves")
            .autoscaling(a -> a.min(0).max(1).idleStop(Duration.ofMinutes(10))));
    ai.deployments().await(made.id());
    server.clock().advance(Duration.ofHours(2));
    assertThat(ai.deployments().get(made.id()).status()).isEqualTo(DeploymentStatus.STOPPED);

    Deployment awake = ai.deployments().await(made.id());

    assertThat(awake.readyReplicas()).contains(1);
  }

  @Test
  void oneThatFailsSaysWhyAndBillsNothing() {
    server.failNextDeployment("no capacity for leaves");

    assertThatThrownBy(() -> ai.deployments().lease(r -> r.model(MODEL).name("leaves")))
        .isInstanceOfSatisfying(
            DeploymentFailedException.class, e -> assertThat(e.mayBill()).isFalse())
        .hasMessageContaining("no capacity for leaves");
  }

  @Test
  void aNameThatIsTakenIsAConflict() {
    DeploymentRequest request = leaves();
    ai.deployments().create(request);

    assertThatThrownBy(() -> ai.deployments().create(request))
        .isInstanceOf(ConflictException.class);
    assertThat(server.deployments()).hasSize(1);
  }

  @Test
  void validateMakesNothing() {
    assertThat(ai.deployments().validate(leaves()).model()).contains(MODEL);
    assertThat(server.deployments()).isEmpty();
  }

  @Test
  void aModelNobodyKnowsMakesNothing() {
    assertThatThrownBy(() -> ai.deployments().create(r -> r.model("no-such-leaf")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("no-such-leaf");
    assertThat(server.deployments()).isEmpty();
  }

  @Test
  void anUploadedAdapterIsMergedLoadedAndSavedAgain() throws Exception {
    String model = adapter();
    Deployment merged = ai.deployments().create(r -> r.model(model).name("merged"));
    assertThat(ai.deployments().await(merged.id()).model()).contains(model);

    Deployment base = ai.deployments()
        .create(r -> r.model(MODEL).name("vl-base"), o -> o.enableAddons(true).precision("BF16"));
    ai.deployments().await(base.id());
    Deployment loaded =
        ai.deployments().create(r -> r.model(model), o -> o.baseDeployment("vl-base"));
    Deployment serving = ai.deployments().await(loaded.id());
    assertThat(serving.chatModel()).isEqualTo(model + "#" + base.id());
    assertThat(ai.deployments().chat(serving).create(r -> r.user("Which leaf?")).text())
        .isNotEmpty();
    assertThat(ai.deployments().stop(loaded.id()).mayBill()).isFalse();
    assertThatThrownBy(() -> ai.deployments().get(loaded.id()))
        .isInstanceOf(NotFoundException.class);

    Path saved = folder.resolve("saved");
    assertThat(ai.models().download(model, saved)).hasSize(2);
    assertThat(saved.resolve("adapter_model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("adapter_model.safetensors"));
  }

  @Test
  void modelsAreListedTheOwnFirst() throws Exception {
    String own = adapter();

    List<String> ids = new ArrayList<>();
    ai.models().list().all().forEach(card -> ids.add(card.id()));

    assertThat(ids).startsWith(own).contains(MODEL);
    ai.models().delete(own);
    assertThatThrownBy(() -> ai.models().get(own)).isInstanceOf(NotFoundException.class);
  }
}
