package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Money;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.providertests.CallMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeploymentCreationHttpTest {
  private static final String[] LOOKED_UP = {
    "deployments/GET_whoami", "deployments/GET_configs", "deployments/GET_instance-types"
  };

  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;

  @AfterEach
  void close() {
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

  @Test
  void theProjectAndThePricesAreAskedForOnce() {
    together.replay("deployments/GET_whoami", "deployments/GET_deployment.ready");
    together.replay("deployments/GET_instance-types", "deployments/GET_deployment.ready");

    deployments().get("ep_fern/dep_moss");
    deployments().get("ep_fern/dep_moss");

    assertThat(together.requests()).isEqualTo(4);
  }
}
