package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.ConflictException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.error.ServerException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FireworksDeploymentCreateHttpTest {
  private static final String MODEL = "accounts/acme/models/leaves-vlm";
  private static final String TAKEN =
      "{\"code\":6,\"message\":\"deployment exists\",\"details\":[]}";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  private FireworksClient ai;

  @BeforeEach
  void open() {
    fireworks.timing.random = 0.5;
    ai = fireworks.client();
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private Deployment create(CallMode mode, Consumer<DeploymentRequest.Builder> spec) {
    return mode.call(() -> ai.deployments().create(spec), () -> ai.deployments().createAsync(spec));
  }

  private Deployment create(
      CallMode mode,
      Consumer<DeploymentRequest.Builder> spec,
      Consumer<FireworksDeploymentOptions.Builder> own) {
    return mode.call(
        () -> ai.deployments().create(spec, own), () -> ai.deployments().createAsync(spec, own));
  }

  private static void leaves(DeploymentRequest.Builder request) {
    request
        .model(new FineTunedModel(MODEL, null))
        .name("leaves-prod")
        .hardware("1xH100")
        .autoscaling(a -> a.min(1).max(2).idleStop(Duration.ofMinutes(15)));
  }

  private void loseTheAnswer() {
    fireworks.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theNameIsTheIdAndAnIdleStopLetsItHaveNoReplica(CallMode mode) {
    fireworks.replay("deployments/POST_deployments");

    Deployment made = create(mode, FireworksDeploymentCreateHttpTest::leaves);

    assertThat(made.id()).isEqualTo("accounts/acme/deployments/leaves-prod");
    assertThat(made.chatModel()).isEqualTo(made.id());
    assertThat(made.status()).isEqualTo(DeploymentStatus.PENDING);
    assertThat(made.mayBill()).isTrue();
    assertThat(made.pricePerHour()).isEmpty();
    fireworks.received("deployments/POST_deployments");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatNobodySetIsLeftToFireworks(CallMode mode) {
    fireworks.replay("deployments/POST_deployments");

    Deployment made = create(mode, r -> r.model("leaves-vlm"));

    assertThat(made.model()).contains(MODEL);
    fireworks.received("deployments/POST_deployments.plain");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void everythingFireworksKnowsStandsWhereItBelongs(CallMode mode) {
    fireworks.replay("deployments/POST_deployments");

    Deployment made = create(
        mode,
        r -> r.model("accounts/fireworks/models/qwen3-vl-8b-instruct")
            .name("leaves-prod")
            .hardware("accounts/fireworks/deploymentShapes/qwen3-vl-8b-minimal")
            .autoscaling(a -> a.min(1).max(3))
            .putExtraProperty("fireworks", "enableMtp", true),
        FireworksDeploymentCreateHttpTest::everything);

    assertThat(made.name()).contains("Leaves");
    fireworks.received("deployments/POST_deployments.everything");
  }

  private static void everything(FireworksDeploymentOptions.Builder options) {
    options
        .displayName("Leaves")
        .description("names leaves")
        .precision("BF16")
        .maxWithRevocableReplicas(4)
        .scaleUpWindow(Duration.ofSeconds(30))
        .scaleDownWindow(Duration.ofMinutes(10))
        .putLoadTarget("default", 0.8)
        .addRegion("US_IOWA_1")
        .addRegion("EU_PARIS_1")
        .maxContextLength(8192)
        .enableAddons(true)
        .enableHotLoad(false)
        .enableHotReloadLatestAddon(false)
        .enableSessionAffinity(true)
        .draftModel("accounts/fireworks/models/draft")
        .draftTokenCount(4)
        .ngramSpeculationLength(3)
        .directRouteType("INTERNET")
        .addDirectRouteApiKey("leaf-route-key")
        .putAnnotation("team", "leaves")
        .disableAutoDeploy(true)
        .disableSpeculativeDecoding(false)
        .skipShapeValidation(true)
        .acceptShapelessRisk(true);
  }

  @Test
  void theKeysOfADirectRouteAreNotShown() {
    FireworksDeploymentOptions options = FireworksDeploymentOptions.builder()
        .addDirectRouteApiKey("leaf-route-key")
        .build();

    assertThat(options.toString()).doesNotContain("leaf-route-key").contains("***");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void validateAsksWithoutMakingAnything(CallMode mode) {
    DeploymentRequest request = DeploymentRequest.builder()
        .model("leaves-vlm")
        .name("leaves-prod")
        .options(FireworksDeploymentOptions.builder().addRegion("US_IOWA_1").build())
        .build();
    fireworks.replay("deployments/POST_deployments.validate");

    Deployment checked = mode.call(
        () -> ai.deployments().validate(request), () -> ai.deployments().validateAsync(request));

    assertThat(checked.id()).isEqualTo("unmade");
    assertThat(checked.hardware()).contains("NVIDIA_H100_80GB");
    fireworks.received("deployments/POST_deployments.validate");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDeploymentWhoseAnswerWasLostIsFoundAndNotMadeAgain(CallMode mode) {
    loseTheAnswer();
    fireworks.answer(409, TAKEN);
    fireworks.replay("deployments/GET_deployments_{id}.creating");

    Deployment made = create(mode, FireworksDeploymentCreateHttpTest::leaves);

    assertThat(made.id()).isEqualTo("accounts/acme/deployments/leaves-prod");
    RecordedRequest first = fireworks.request();
    RecordedRequest second = fireworks.request();
    assertThat(second.getUrl()).isEqualTo(first.getUrl());
    assertThat(second.getBody()).isEqualTo(first.getBody());
    fireworks.received("deployments/GET_deployments_{id}");
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDeploymentOfAnotherModelUnderTheNameIsNotTakenForThisOne(CallMode mode) {
    loseTheAnswer();
    fireworks.answer(409, TAKEN);
    fireworks.replay("deployments/GET_deployments_{id}");

    assertThatThrownBy(() -> create(mode, r -> r.model("leaves-other").name("leaves-prod")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(
            "deployments/leaves-prod exists already and its baseModel is another");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aNameThatIsTakenFromTheBeginningIsAnError(CallMode mode) {
    fireworks.answer(409, TAKEN);

    assertThatThrownBy(() -> create(mode, FireworksDeploymentCreateHttpTest::leaves))
        .isInstanceOf(ConflictException.class);
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whoGivesUpIsToldWhereToLook(CallMode mode) {
    for (int i = 0; i < 3; i++) {
      fireworks.answer(500, "{\"code\":13,\"message\":\"oops\",\"details\":[]}");
    }

    assertThatThrownBy(() -> create(mode, r -> r.model("leaves-vlm")))
        .isInstanceOfSatisfying(
            ServerException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN))
        .hasMessageContaining("deployments().get(\"fovea-ssssssssssss\")")
        .hasMessageContaining("bills");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aModelNobodyKnowsIsNamed(CallMode mode) {
    fireworks.answer(404, "{\"code\":5,\"message\":\"model " + MODEL + " not found\"}");

    assertThatThrownBy(() -> create(mode, r -> r.model("leaves-vlm")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining(MODEL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2xH100 | NVIDIA_H100_80GB | 2",
        "nvidia-a100-40gb | NVIDIA_A100_40GB | 0",
        "8xMI300X | AMD_MI300X_192GB | 8",
        "NVIDIA_R900_1TB | NVIDIA_R900_1TB | 0"
      })
  void hardwareIsUnderstoodHoweverPeopleSpellIt(String word, String accelerator, int count) {
    fireworks.replay("deployments/POST_deployments");

    ai.deployments().create(r -> r.model("leaves-vlm").hardware(word));

    String body = fireworks.request().getBody().utf8();
    assertThat(body).contains("\"acceleratorType\":\"" + accelerator + "\"");
    assertThat(body.contains("\"acceleratorCount\":" + count)).isEqualTo(count > 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A100", "x", "cpu"})
  void hardwareThatIsUnknownOrSeveralThingsIsRefused(String word) {
    refused(r -> r.model("leaves-vlm").hardware(word), o -> {}, "hardware '" + word + "' is");
  }

  @Test
  void whatFireworksWouldRefuseIsRefusedBeforeAnythingIsSent() {
    refused(r -> r.model("leaves-vlm").name("Leaves Prod"), o -> {}, "cannot be an id");
    refused(r -> r.model("Qwen/leaves"), o -> {}, "is not the name of one of the models");
    refused(
        r -> r.model("leaves-vlm").autoscaling(a -> a.idleStop(Duration.ofMinutes(4))),
        o -> {},
        "autoscaling.idleStop in seconds is 240, but it must be 300 or more (fact of 2026-11-20");
    refused(
        r -> r.model("leaves-vlm"),
        o -> o.scaleUpWindow(Duration.ofHours(2)),
        "scaleUpWindow in seconds is 7200, but it must be 1 to 3600");
    refused(
        r -> r.model("leaves-vlm"),
        o -> o.displayName("l".repeat(64)),
        "the length of displayName is 64, but it must be 0 to 63");
    refused(
        r -> r.model("leaves-vlm").hardware("default"),
        o -> o.acceleratorCount(2),
        "say the same thing twice");
    refused(
        r -> r.model("leaves-vlm").hardware("H100"),
        o -> o.deploymentShape("default"),
        "say the same thing twice");
    assertThatThrownBy(() -> FireworksDeploymentOptions.builder()
            .addRegion("US_IOWA_1")
            .multiRegion("US")
            .build())
        .hasMessageContaining("not both");
  }

  @Test
  void moreThanOneReplicaCannotStopForBeingIdle() {
    assertThatThrownBy(() -> ai.deployments()
            .create(r -> r.model("leaves-vlm")
                .autoscaling(a -> a.min(2).max(2).idleStop(Duration.ofHours(1)))))
        .isInstanceOfSatisfying(
            UnsupportedCapabilityException.class,
            e -> assertThat(e.capability()).isEqualTo("autoscaling.idleStop"))
        .hasMessageContaining("at least 2 replicas")
        .hasMessageContaining("set min to 0 or 1");
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void aDeploymentWithoutAnyReplicaCanBeMade() {
    fireworks.replay("deployments/POST_deployments");

    ai.deployments().create(r -> r.model("leaves-vlm").autoscaling(a -> a.min(0).max(0)));

    assertThat(fireworks.request().getBody().utf8())
        .contains("\"minReplicaCount\":0,\"maxReplicaCount\":0");
  }

  private void refused(
      Consumer<DeploymentRequest.Builder> spec,
      Consumer<FireworksDeploymentOptions.Builder> own,
      String message) {
    assertThatThrownBy(() -> ai.deployments().create(spec, own))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(fireworks.requests()).isZero();
  }
}
