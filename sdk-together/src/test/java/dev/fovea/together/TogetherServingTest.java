package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.VisionClient;
import dev.fovea.config.ClientOptions;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.deployment.Hardware;
import dev.fovea.error.ConflictException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.NotFoundException;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedTogether;
import dev.fovea.testkit.TogetherExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deployments against the embedded Together, whose machines take their time. */
class TogetherServingTest {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";

  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  private final FakeTiming timing = new FakeTiming();
  private EmbeddedTogether server;
  private VisionClient client;
  private DeploymentService deployments;

  @BeforeEach
  void connects() {
    server = TOGETHER.together();
    timing.whenPassing = server.clock()::advance;
    client = new TogetherProvider()
        .open(ClientOptions.builder()
            .apiKey(server.apiKey())
            .baseUrl(server.baseUrl())
            .timing(timing)
            .build());
    deployments = client.deployments();
  }

  @AfterEach
  void disconnects() {
    client.close();
  }

  private DeploymentRequest leaves() {
    String hardware = deployments.hardware(MODEL).get(0).id();
    return DeploymentRequest.builder()
        .model(MODEL)
        .name("leaves")
        .hardware(hardware)
        .build();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aModelIsDeployedAnswersAndGoesAwayAgain(CallMode mode) {
    DeploymentRequest request = leaves();
    Deployment made =
        mode.call(() -> deployments.create(request), () -> deployments.createAsync(request));
    assertThat(made.pricePerHour()).isPresent();
    assertThat(made.status()).isEqualTo(DeploymentStatus.PENDING);

    String id = made.id();
    Deployment serving = mode.call(() -> deployments.await(id), () -> deployments.awaitAsync(id));
    assertThat(serving.status()).isEqualTo(DeploymentStatus.READY);
    assertThat(deployments.chat(serving).create(r -> r.user("Which leaf?")).text())
        .isNotEmpty();
    assertThat(deployments.list().items()).extracting(Deployment::id).containsExactly(id);
    assertThat(deployments.scale(id, 1, 2).maxReplicas()).contains(2);

    mode.call(
        () -> {
          deployments.delete(id);
          return true;
        },
        () -> deployments.deleteAsync(id).thenApply(gone -> true));
    assertThat(deployments.list().items()).isEmpty();
    assertThatThrownBy(() -> deployments.get(id)).isInstanceOf(NotFoundException.class);
    deployments.delete(id);
    assertThat(server.deployments()).hasSize(1);
  }

  @Test
  void everyMachineOfferedForAModelCanBeChosen() {
    List<Hardware> offered = deployments.hardware(MODEL);

    assertThat(offered)
        .isNotEmpty()
        .allSatisfy(h -> assertThat(h.pricePerHour()).isPresent());
    for (Hardware hardware : offered) {
      timing.random = deployments.list().items().size() / 10.0;
      Deployment made = deployments.create(r -> r.model(MODEL).hardware(hardware.id()));
      assertThat(made.hardware()).contains(hardware.id());
    }
    assertThat(deployments.list().items()).hasSameSizeAs(offered);
  }

  @Test
  void aLeaseAnswersAndStopsTheBilling() {
    timing.holdsAlarms = true;
    String hardware = leaves().hardware().orElseThrow();
    String id;
    try (DeploymentLease lease = deployments.lease(
        r -> r.model(MODEL).hardware(hardware), l -> l.idleStop(Duration.ofMinutes(5)))) {
      id = lease.deployment().id();
      assertThat(lease.chat().create(r -> r.user("Which leaf?")).text()).isNotEmpty();
    }

    Deployment left = deployments.get(id);
    assertThat(left.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(left.mayBill()).isFalse();
  }

  @Test
  void aNameThatIsTakenIsAConflictAndNothingIsLeftBehind() {
    DeploymentRequest request = leaves();
    Deployment first = deployments.create(request);

    assertThatThrownBy(() -> deployments.create(request)).isInstanceOf(ConflictException.class);

    assertThat(deployments.list().items()).extracting(Deployment::id).containsExactly(first.id());
  }

  @Test
  void aModelNobodyKnowsMakesNothing() {
    assertThatThrownBy(() -> deployments.create(r -> r.model("leaflab/no-such-leaf")))
        .isInstanceOf(FoveaException.class)
        .hasMessageContaining("leaflab/no-such-leaf");
    assertThat(server.deployments()).isEmpty();
  }

  @Test
  void modelsAreListed() {
    assertThat(client.models().list().items()).isNotEmpty();
    assertThat(client.models().get(MODEL).id()).isEqualTo(MODEL);
  }
}
