package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.config.Money;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.FineTunedModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentCreationHttpTest {
  private static final String[] LOOKED_UP = {
    "deployments/GET_whoami", "deployments/GET_configs", "deployments/GET_instance-types"
  };

  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;

  @AfterEach
  void close() {
    Thread.interrupted();
    if (client != null) {
      client.close();
    }
  }

  private TogetherDeploymentService deployments() {
    if (client == null) {
      client = together.client(builder -> {});
    }
    return client.deployments();
  }

  private static DeploymentRequest.Builder leaves() {
    return DeploymentRequest.builder()
        .model(new FineTunedModel("leaflab/oak-tuned", "ml_oak"))
        .name("leaves");
  }

  private Deployment create(CallMode mode, DeploymentRequest request) {
    TogetherDeploymentService service = deployments();
    return mode.call(() -> service.create(request), () -> service.createAsync(request));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createFindsHowTheModelIsServedAndRoutesTheTraffic(CallMode mode) {
    together.replay(LOOKED_UP);
    together.replay(
        "deployments/POST_endpoints",
        "deployments/POST_deployments",
        "deployments/PATCH_endpoint.route");

    Deployment made = create(mode, leaves().build());

    assertThat(made.id()).isEqualTo("ep_fern/dep_moss");
    assertThat(made.chatModel()).isEqualTo("leaflab/leaves");
    assertThat(made.status()).isEqualTo(DeploymentStatus.PENDING);
    assertThat(made.providerStatus()).isEqualTo("DEPLOYMENT_STATE_PROVISIONING");
    assertThat(made.message()).contains("Looking for a machine");
    assertThat(made.pricePerHour()).contains(Money.usd(new BigDecimal("5.49")));
    assertThat(made.mayBill()).isTrue();
    assertThat(made.additionalProperties()).containsEntry("projectId", "proj_leaf");
    together.received(LOOKED_UP);
    together.received(
        "deployments/POST_endpoints",
        "deployments/POST_deployments",
        "deployments/PATCH_endpoint.route");
    assertThat(together.requests()).isEqualTo(6);
  }

  @Test
  void createSendsEveryOptionUnderTogethersName() {
    client = together.client(builder -> builder.projectId("proj_leaf"));
    together.replay(
        "deployments/GET_configs.several",
        "deployments/GET_instance-types",
        "deployments/POST_endpoints",
        "deployments/POST_deployments",
        "deployments/PATCH_endpoint.route");

    deployments()
        .create(
            r -> r.model(new FineTunedModel("leaflab/oak-tuned", "ml_oak"))
                .name("leaves")
                .hardware("2xnvidia-h100-80gb")
                .autoscaling(a -> a.min(1).max(2).idleStop(Duration.ofMinutes(15)))
                .putExtraProperty(
                    "together", "autoscaling.scalingMetrics", List.of(Map.of("name", "ttft")))
                .putExtraProperty("fireworks", "unrelated", 1),
            o -> o.config("cr_fp8")
                .enableLora(true)
                .addRegion("eu-north")
                .scaleUpWindow(Duration.ofMinutes(1))
                .scaleDownWindow(Duration.ofMinutes(5)));

    together.received("deployments/GET_configs", "deployments/GET_instance-types");
    together.received("deployments/POST_endpoints", "deployments/POST_deployments.everything");
  }

  @Test
  void findsATunedModelByItsNameInTheRegistry() {
    client = together.client(builder -> builder.projectId("proj_leaf"));
    together.replay(
        "deployments/GET_models",
        "deployments/GET_configs",
        "deployments/GET_instance-types",
        "deployments/POST_endpoints",
        "deployments/POST_deployments",
        "deployments/PATCH_endpoint.route");

    deployments().create(r -> r.model("leaflab/oak-tuned").name("leaves"));

    together.received("deployments/GET_models", "deployments/GET_configs");
  }

  @Test
  void findsAModelOfTheCatalogueByItsName() {
    client = together.client(builder -> builder.projectId("proj_leaf"));
    together.replay(
        "deployments/GET_models.none",
        "deployments/GET_supported-models",
        "deployments/GET_instance-types",
        "deployments/POST_endpoints",
        "deployments/POST_deployments",
        "deployments/PATCH_endpoint.route");

    deployments().create(r -> r.model("Qwen/Qwen3-VL-8B-Instruct").name("leaves"));

    together.request();
    together.received("deployments/GET_supported-models");
    together.request();
    together.received("deployments/POST_endpoints", "deployments/POST_deployments.catalogue");
  }

  @Test
  void refusesAModelNobodyKnowsBeforeAnythingIsMade() {
    client = together.client(builder -> builder.projectId("proj_leaf"));
    together.replay("deployments/GET_models.none", "deployments/GET_models.none");

    assertThatThrownBy(() -> deployments().create(r -> r.model("leaflab/no-such-leaf")))
        .isExactlyInstanceOf(FoveaException.class)
        .hasMessageContaining("leaflab/no-such-leaf");

    assertThat(together.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1xnvidia-b200-180gb", "one b200", "1xB200"})
  void theHardwareChoosesTheConfiguration(String hardware) {
    client = together.client(builder -> builder.projectId("proj_leaf"));
    together.replay(
        "deployments/GET_configs.several",
        "deployments/GET_instance-types",
        "deployments/POST_endpoints",
        "deployments/POST_deployments",
        "deployments/PATCH_endpoint.route");

    deployments().create(leaves().hardware(hardware).build());

    together.request();
    together.request();
    together.request();
    assertThat(together.request().getBody().utf8())
        .contains("projects/proj_vendor/configs/cr_b200");
  }

  @Test
  void listsWhatThereIsWhenTheHardwareDoesNotDecide() {
    client = together.client(builder -> builder.projectId("proj_leaf"));
    together.replay("deployments/GET_configs.several", "deployments/GET_instance-types");
    together.replay("deployments/GET_configs.several", "deployments/GET_instance-types");
    together.replay("deployments/GET_configs.several", "deployments/GET_instance-types");
    together.replay("deployments/GET_configs.several");
    together.replay("deployments/GET_configs.none");

    assertThatThrownBy(
            () -> deployments().create(leaves().hardware("2xnvidia-h100-80gb").build()))
        .hasMessageContaining("several configurations of model leaflab/oak-tuned run on 2xnvidia")
        .hasMessageContaining("cr_two (2x nvidia-h100-80gb)")
        .hasMessageContaining("cr_fp8 (2x nvidia-h100-80gb, quantization fp8)")
        .hasMessageNotContaining("cr_one")
        .hasMessageContaining("TogetherDeploymentOptions.config");
    assertThatThrownBy(
            () -> deployments().create(leaves().hardware("8xnvidia-l40s").build()))
        .hasMessageContaining("no configuration of model leaflab/oak-tuned runs on 8xnvidia-l40s")
        .hasMessageContaining("1xnvidia-h100-80gb, 2xnvidia-h100-80gb, 1xnvidia-b200-180gb");
    assertThatThrownBy(() -> deployments().create(leaves().hardware("a-toaster").build()))
        .hasMessageContaining("no hardware called a-toaster")
        .hasMessageContaining("8xnvidia-l40s");
    assertThatThrownBy(() -> deployments().create(leaves().build()))
        .hasMessageContaining("several configurations of model leaflab/oak-tuned exist")
        .hasMessageContaining(
            "choose the hardware: 1xnvidia-h100-80gb, 2xnvidia-h100-80gb, 1xnvidia-b200-180gb");
    assertThatThrownBy(() -> deployments().create(leaves().build()))
        .hasMessageContaining("no certified configuration");

    assertThat(together.requests()).isEqualTo(8);
  }

  @Test
  void refusesWhatItCannotHonourBeforeAskingAnything() {
    assertThatThrownBy(() ->
            deployments().create(leaves().autoscaling(a -> a.min(0).max(2)).build()))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("at least one replica");
    assertThatThrownBy(
            () -> deployments().create(leaves().options(() -> "fireworks").build()))
        .isInstanceOf(UnsupportedCapabilityException.class);
    assertThat(together.requests()).isZero();
  }

  @Test
  void makesUpANameThatNobodyElseHas() {
    client = together.client(builder -> builder.projectId("proj_leaf"));
    together.replay("deployments/GET_configs", "deployments/GET_instance-types");
    together.answer(400, "{\"error\":{\"message\":\"quota\",\"type\":\"invalid_request_error\"}}");

    assertThatThrownBy(() -> deployments()
            .create(DeploymentRequest.builder()
                .model(new FineTunedModel("leaflab/Oak_Tuned.v2", "ml_oak"))
                .build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("quota");

    together.request();
    together.request();
    assertThat(together.request().getBody().utf8())
        .matches("\\{\"name\":\"oak-tuned-v2-[0-9a-z]{8}\"}");
  }

  /** An answer that leaves open whether the server acted, or says it did not on its own terms. */
  enum Doubt {
    REQUEST_TIMEOUT,
    OVERLOADED,
    RESET,
    SILENCE;

    MockResponse response() {
      return switch (this) {
        case REQUEST_TIMEOUT -> new MockResponse.Builder().code(408).build();
        case OVERLOADED ->
          new MockResponse.Builder().code(503).addHeader("Retry-After: 0").build();
        case RESET ->
          new MockResponse.Builder()
              .onResponseStart(new SocketEffect.CloseSocket())
              .build();
        case SILENCE ->
          new MockResponse.Builder()
              .onResponseStart(SocketEffect.Stall.INSTANCE)
              .build();
      };
    }
  }

  private void patient(Doubt doubt) {
    // Silence lasts for real: the limit of one attempt is what ends it.
    Duration limit = doubt == Doubt.SILENCE ? Duration.ofMillis(300) : Duration.ofSeconds(60);
    client = together.client(
        builder -> builder.projectId("proj_leaf").options(o -> o.timeouts(t -> t.attempt(limit))));
  }

  @ParameterizedTest
  @EnumSource(Doubt.class)
  void anEndpointIsNeverAskedForTwice(Doubt doubt) {
    patient(doubt);
    together.replay("deployments/GET_configs", "deployments/GET_instance-types");
    together.http.enqueue(doubt.response());

    DeploymentFailedException failure = catchThrowableOfType(
        DeploymentFailedException.class, () -> deployments().create(leaves().build()));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure).hasMessageContaining("endpoint leaves may have been made");
    assertThat(failure.mayBill()).isFalse();
    assertThat(together.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Doubt.class)
  void aDeploymentIsNeverAskedForTwiceAndWhatMayExistIsTakenBack(Doubt doubt) {
    patient(doubt);
    together.replay(
        "deployments/GET_configs", "deployments/GET_instance-types", "deployments/POST_endpoints");
    together.http.enqueue(doubt.response());
    together.replay("deployments/GET_deployments.one");
    together.replay("deployments/PATCH_deployment.stop", "deployments/PATCH_deployment.stop");
    together.replay("deployments/GET_deployment.stopped", "deployments/GET_endpoint");
    together.replay("deployments/PATCH_endpoint.route", "deployments/DELETE_any");
    together.replay("deployments/GET_deployments.none", "deployments/DELETE_any");

    FoveaException failure = catchThrowableOfType(
        FoveaException.class, () -> deployments().create(leaves().build()));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(together.paths().stream().filter(p -> p.startsWith("POST"))).hasSize(2);
    assertThat(together.paths()).endsWith("DELETE /v1/projects/proj_leaf/endpoints/ep_fern");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aRefusedDeploymentLeavesNothingBehind(CallMode mode) {
    together.replay(LOOKED_UP);
    together.replay("deployments/POST_endpoints");
    together.answer(400, "{\"code\":9,\"message\":\"no capacity\",\"details\":[]}");
    together.replay("deployments/GET_deployments.none", "deployments/DELETE_any");

    assertThatThrownBy(() -> create(mode, leaves().build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("no capacity");

    assertThat(together.paths())
        .endsWith(
            "GET /v1/projects/proj_leaf/endpoints/ep_fern/deployments",
            "DELETE /v1/projects/proj_leaf/endpoints/ep_fern");
  }

  @Test
  void namesWhatItCouldNotTakeBackAndSaysThatItMayBill() {
    together.replay(LOOKED_UP);
    together.replay("deployments/POST_endpoints", "deployments/POST_deployments");
    together.answer(400, "{\"message\":\"no fields to update\"}");
    together.replay("deployments/GET_deployments.one");
    together.answer(403, "{\"message\":\"not yours\"}");

    DeploymentFailedException failure = catchThrowableOfType(
        DeploymentFailedException.class, () -> deployments().create(leaves().build()));

    assertThat(failure.deploymentId()).isEqualTo("ep_fern/dep_moss");
    assertThat(failure.mayBill()).isTrue();
    assertThat(failure)
        .hasMessageContaining("no fields to update")
        .hasMessageContaining("deployments().delete(\"ep_fern/dep_moss\")")
        .hasCauseInstanceOf(InvalidRequestException.class);
  }

  @Test
  void anInterruptedCreateOrdersTheStopAndKeepsTheFlag() {
    together.replay(LOOKED_UP);
    together.replay("deployments/POST_endpoints", "deployments/POST_deployments");
    Thread caller = Thread.currentThread();
    together.then(
        () -> caller.interrupt(),
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    together.replay("deployments/GET_deployments.one", "deployments/PATCH_deployment.stop");

    assertThatThrownBy(() -> deployments().create(leaves().build()))
        .isInstanceOf(InterruptedCallException.class)
        .hasMessageContaining("ep_fern/dep_moss was told to stop");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(together.paths())
        .endsWith("PATCH /v1/projects/proj_leaf/endpoints/ep_fern/deployments/dep_moss");
  }

  @Test
  void aCancelledCreateIsTakenBack() throws Exception {
    together.replay(LOOKED_UP);
    together.replay("deployments/POST_endpoints");
    CompletableFuture<Void> asked = new CompletableFuture<>();
    together.then(
        () -> asked.complete(null),
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    together.replay("deployments/GET_deployments.none", "deployments/DELETE_any");

    CompletableFuture<String> name =
        deployments().createAsync(leaves().build()).thenApply(Deployment::chatModel);
    asked.join();
    name.cancel(true);

    for (int i = 0; i < 6; i++) {
      together.request();
    }
    assertThat(together.request().getMethod()).isEqualTo("DELETE");
  }

  @Test
  void theProjectAndThePricesAreAskedForOnce() {
    together.replay("deployments/GET_whoami", "deployments/GET_deployment.ready");
    together.replay("deployments/GET_instance-types", "deployments/GET_deployment.ready");

    deployments().get("ep_fern/dep_moss");
    deployments().get("ep_fern/dep_moss");

    assertThat(together.requests()).isEqualTo(4);
  }
}
