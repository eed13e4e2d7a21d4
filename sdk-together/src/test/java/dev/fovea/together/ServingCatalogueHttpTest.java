package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Money;
import dev.fovea.error.FoveaException;
import dev.fovea.provider.WireResource;
import dev.fovea.providertests.CallMode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServingCatalogueHttpTest {
  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;
  private TogetherDeploymentService service;

  @BeforeEach
  void open() {
    client = together.client(b -> b.projectId("proj_leaf"));
    service = client.deployments();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void tellsWhoseKeyItIs(CallMode mode) {
    together.answer(
        200,
        "{\"project_id\":\"proj_leaf\",\"project_name\":\"Default\",\"project_slug\":\"leaflab\","
            + "\"organization_id\":\"org_1\",\"organization_name\":\"Leaf Lab\","
            + "\"api_key_id\":\"key_1\",\"new\":1}");

    TogetherAccount account = mode.call(service::project, service::projectAsync);

    assertThat(account.projectId()).isEqualTo("proj_leaf");
    assertThat(account.projectName()).contains("Default");
    assertThat(account.projectSlug()).contains("leaflab");
    assertThat(account.organizationId()).contains("org_1");
    assertThat(account.organizationName()).contains("Leaf Lab");
    assertThat(account.apiKeyId()).contains("key_1");
    assertThat(account.userId()).isEmpty();
    assertThat(account.additionalProperties()).containsEntry("new", 1);
    assertThat(account).hasToString("TogetherAccount{proj_leaf}");
    together.received("deployments/GET_whoami");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsTheConfigurationsOfAModelByIdPathOrName(CallMode mode) {
    together.replay("deployments/GET_configs.several", "deployments/GET_configs");
    together.replay("deployments/GET_models", "deployments/GET_configs");

    List<TogetherConfiguration> all = mode.call(
        () -> service.configurations("ml_oak"), () -> service.configurationsAsync("ml_oak"));
    service.configurations("projects/proj_leaf/models/ml_oak");
    service.configurations("leaflab/oak-tuned");

    assertThat(all).hasSizeGreaterThan(2);
    assertThat(all.get(2).id()).isEqualTo("cr_fp8");
    assertThat(all.get(2).projectId()).contains("proj_vendor");
    assertThat(all.get(2).referenceModel()).contains("projects/proj_leaf/models/ml_oak");
    assertThat(all.get(2).selectors())
        .containsExactlyInAnyOrderEntriesOf(Map.of(
            "accelerator_type", "nvidia-h100-80gb",
            "accelerator_count", "2",
            "quantization", "fp8"));
    assertThat(all.get(2).certifications()).isEmpty();
    assertThat(all.get(2).draftModel()).isEmpty();
    together.received("serving/GET_configs", "serving/GET_configs");
    together.received("deployments/GET_models", "serving/GET_configs");
  }

  @Test
  void aModelTheRegistryDoesNotHaveIsNamed() {
    together.replay("deployments/GET_models.none");

    assertThatThrownBy(() -> service.configurations("no-such-leaf"))
        .isInstanceOf(FoveaException.class)
        .hasMessageContaining("no-such-leaf");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void readsAConfigurationOfThisOrAnotherProject(CallMode mode) {
    together.answer(200, "{\"id\":\"cr_one\",\"draftModel\":\"projects/p/models/ml_d\"}");
    together.answer(200, "{\"id\":\"cr_one\",\"projectId\":\"proj_vendor\"}");

    TogetherConfiguration own = mode.call(
        () -> service.configuration("cr_one"), () -> service.configurationAsync("cr_one"));
    service.configuration("projects/proj_vendor/configs/cr_one");

    assertThat(own.draftModel()).contains("projects/p/models/ml_d");
    together.received("serving/GET_configs_{id}", "serving/GET_configs_{id}.vendor");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void asksTheCatalogueWithEveryFilter(CallMode mode) {
    together.answer(
        200,
        "{\"data\":[{\"id\":\"ml_base\",\"name\":\"Oak/Base\",\"displayName\":\"Oak\","
            + "\"inputModalities\":[\"MODALITY_TEXT\",\"MODALITY_IMAGE\"],"
            + "\"products\":[\"PRODUCT_DEDICATED\"],\"contextLength\":\"32768\","
            + "\"deploymentProfiles\":[{\"profileId\":\"pf_1\",\"config\":\"projects/v/configs/c\","
            + "\"model\":\"projects/v/models/ml_base\",\"modelName\":\"Oak/Base\","
            + "\"gpuType\":\"H100\",\"gpuCount\":2,\"parallelism\":\"TP2\","
            + "\"quantization\":\"FP8\"}]}],\"next_cursor\":\"\"}");

    TogetherSupportedModel model = mode.call(
            () -> service.supportedModels(
                q -> q.modality("MODALITY_IMAGE").product("PRODUCT_DEDICATED").search("oak")),
            () -> service.supportedModelsAsync(
                q -> q.modality("MODALITY_IMAGE").product("PRODUCT_DEDICATED").search("oak")))
        .items()
        .get(0);

    assertThat(model.name()).contains("Oak/Base");
    assertThat(model.displayName()).contains("Oak");
    assertThat(model.inputModalities()).containsExactly("MODALITY_TEXT", "MODALITY_IMAGE");
    assertThat(model.products()).containsExactly("PRODUCT_DEDICATED");
    assertThat(model.contextLength()).contains(32768L);
    TogetherSupportedModel.Profile profile = model.deploymentProfiles().get(0);
    assertThat(profile.id()).isEqualTo("pf_1");
    assertThat(profile.config()).contains("projects/v/configs/c");
    assertThat(profile.model()).contains("projects/v/models/ml_base");
    assertThat(profile.modelName()).contains("Oak/Base");
    assertThat(profile.gpuType()).contains("H100");
    assertThat(profile.gpuCount()).contains(2);
    assertThat(profile.parallelism()).contains("TP2");
    assertThat(profile.quantization()).contains("FP8");
    together.received("serving/GET_supported-models");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void readsOneModelOfTheCatalogue(CallMode mode) {
    together.answer(200, "{\"id\":\"ml_base\"}");

    TogetherSupportedModel model = mode.call(
        () -> service.supportedModel("ml_base"), () -> service.supportedModelAsync("ml_base"));

    assertThat(model.deploymentProfiles()).isEmpty();
    together.received("serving/GET_supported-models_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsMachinesWithPricesAndRoom(CallMode mode) {
    together.replay("deployments/GET_instance-types");
    together.answer(200, "{\"id\":\"1xnvidia-h100-80gb\"}");

    TogetherInstanceType one =
        mode.call(service::instanceTypes, service::instanceTypesAsync).get(0);
    TogetherInstanceType bare = mode.call(
        () -> service.instanceType("1xnvidia-h100-80gb"),
        () -> service.instanceTypeAsync("1xnvidia-h100-80gb"));

    assertThat(one.pricePerHour()).contains(Money.usd(new BigDecimal("5.49")));
    assertThat(one.name()).contains("One H100");
    assertThat(one.description()).contains("One H100 in one machine");
    assertThat(one.gpuType()).contains("nvidia-h100-80gb");
    assertThat(one.gpuCount()).contains(1);
    assertThat(one.gpuMemoryGib()).contains(80);
    assertThat(one.regions()).extracting(WireResource::id).containsExactly("eu-north", "us-east");
    assertThat(one.regions().get(0).headroom()).contains(4);
    assertThat(one.regions().get(0).atLeast()).isTrue();
    assertThat(one.regions().get(1).atLeast()).isFalse();
    assertThat(bare.pricePerHour()).isEmpty();
    assertThat(bare.regions()).isEmpty();
    together.received("deployments/GET_instance-types", "serving/GET_instance-types_{id}");
  }
}
