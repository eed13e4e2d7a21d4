package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.error.FoveaException;
import dev.fovea.finetuning.FineTunedModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentChoiceHttpTest {
  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;

  @AfterEach
  void close() {
    client.close();
  }

  @BeforeEach
  void open() {
    client = together.client(builder -> builder.projectId("proj_leaf"));
  }

  private TogetherDeploymentService deployments() {
    return client.deployments();
  }

  private static DeploymentRequest.Builder leaves() {
    return DeploymentRequest.builder()
        .model(new FineTunedModel("leaflab/oak-tuned", "ml_oak"))
        .name("leaves");
  }

  @Test
  void findsATunedModelByItsNameInTheRegistry() {
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
    together.replay("deployments/GET_models.none", "deployments/GET_models.none");

    assertThatThrownBy(() -> deployments().create(r -> r.model("leaflab/no-such-leaf")))
        .isExactlyInstanceOf(FoveaException.class)
        .hasMessageContaining("leaflab/no-such-leaf");

    assertThat(together.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1xnvidia-b200-180gb", "one b200", "1xB200"})
  void theHardwareChoosesTheConfiguration(String hardware) {
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
}
