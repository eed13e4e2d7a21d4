package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Money;
import dev.fovea.deployment.Hardware;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.error.WaitTimeoutException;
import dev.fovea.providertests.CallMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherEndpointsHttpTest {
  private static final String ID = "endpoint-0f1";
  private static final String ENDPOINT =
      "{\"object\":\"endpoint\",\"id\":\"endpoint-0f1\",\"name\":\"leaflab/leaves-1\","
          + "\"display_name\":\"Leaves\",\"model\":\"leaflab/oak-tuned\","
          + "\"hardware\":\"1x_nvidia_h100_80gb_sxm\",\"type\":\"dedicated\",\"owner\":\"leaflab\","
          + "\"state\":\"STATE\",\"autoscaling\":{\"min_replicas\":1,\"max_replicas\":2},"
          + "\"created_at\":\"2026-02-04 10:43:55.405000+00:00\"}";

  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;
  private TogetherEndpointService service;

  @BeforeEach
  void open() {
    client = together.client(b -> {});
    service = client.endpoints();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void state(String... states) {
    for (String state : states) {
      together.answer(200, ENDPOINT.replace("STATE", state));
    }
  }

  private static TogetherDedicatedEndpointSpec everything(TogetherDedicatedEndpointSpec spec) {
    return spec.model("leaflab/oak-tuned")
        .hardware("1x_nvidia_h100_80gb_sxm")
        .autoscaling(1, 2)
        .displayName("Leaves")
        .state("STOPPED")
        .inactiveTimeout(Duration.ofHours(1))
        .disableSpeculativeDecoding(true)
        .availabilityZone("us-central-4b")
        .putExtraProperty("disable_prompt_cache", true);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createSendsEverySetting(CallMode mode) {
    state("PENDING");

    TogetherDedicatedEndpoint made = mode.call(
        () -> service.create(TogetherEndpointsHttpTest::everything),
        () -> service.createAsync(TogetherEndpointsHttpTest::everything));

    assertThat(made.id()).isEqualTo(ID);
    assertThat(made.name()).isEqualTo("leaflab/leaves-1");
    assertThat(made.displayName()).contains("Leaves");
    assertThat(made.model()).contains("leaflab/oak-tuned");
    assertThat(made.hardware()).contains("1x_nvidia_h100_80gb_sxm");
    assertThat(made.type()).contains("dedicated");
    assertThat(made.owner()).contains("leaflab");
    assertThat(made.state()).isEqualTo("PENDING");
    assertThat(made.minReplicas()).contains(1);
    assertThat(made.maxReplicas()).contains(2);
    assertThat(made.createdAt()).contains(Instant.parse("2026-02-04T10:43:55.405Z"));
    together.received("endpoints/POST_endpoints");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"no\",\"code\":\"endpoints_v1_create_access_disabled\"}}",
        "{\"error\":{\"message\":\"no\",\"type\":\"endpoints_v1_create_access_disabled\"}}",
        "{\"code\":\"endpoints_v1_create_access_disabled\"}",
        "{\"error\":\"endpoints_v1_create_access_disabled\"}",
        "endpoints_v1_create_access_disabled"
      })
  void aRefusedCreateNamesTheOtherWayWhereverTheCodeStands(String body) {
    together.answer(403, body);

    assertThatThrownBy(() -> service.create(TogetherEndpointsHttpTest::everything))
        .isInstanceOfSatisfying(
            PermissionDeniedException.class,
            denied -> assertThat(denied.code()).contains("endpoints_v1_create_access_disabled"))
        .hasMessageContaining("deployments().create");
    assertThat(together.requests()).isEqualTo(1);
  }

  @Test
  void anotherRefusalStaysWhatItIs() {
    together.answer(403, "{\"error\":{\"message\":\"not yours\"}}");

    assertThatThrownBy(() -> service.create(TogetherEndpointsHttpTest::everything))
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageNotContaining("deployments()");
  }

  @Test
  void refusesWhatIsMissingBeforeAskingAnything() {
    assertThatThrownBy(() -> service.create(e -> e.model("m").autoscaling(1, 1)))
        .hasMessageContaining("hardware is missing");
    assertThatThrownBy(() -> service.update(ID, e -> {})).hasMessageContaining("nothing is set");
    assertThatThrownBy(() -> service.update(ID, e -> e.autoscaling(2, 1)))
        .hasMessageContaining("min 2, max 1");
    assertThatThrownBy(() -> service.update(ID, e -> e.inactiveTimeout(Duration.ofSeconds(20))))
        .hasMessageContaining("at least a minute");
    assertThat(together.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsWithEveryFilterAndKeepsUnknownStates(CallMode mode) {
    together.answer(
        200,
        "{\"object\":\"list\",\"data\":[{\"name\":\"leaflab/leaves-1\",\"state\":\"DREAMING\"}]}");
    Consumer<TogetherDedicatedEndpointQuery> query =
        q -> q.type("dedicated").usageType("on-demand").mine(true);

    List<TogetherDedicatedEndpoint> all =
        mode.call(() -> service.list(query), () -> service.listAsync(query));

    assertThat(all.get(0).id()).isEqualTo("leaflab/leaves-1");
    assertThat(all.get(0).state()).isEqualTo("DREAMING");
    assertThat(all.get(0).createdAt()).isEmpty();
    together.received("endpoints/GET_endpoints");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void readsChangesStartsAndStops(CallMode mode) {
    state("STARTED", "STARTED", "STARTING", "STOPPING");
    Consumer<TogetherDedicatedEndpointSpec> spec =
        e -> e.displayName("Ferns").autoscaling(0, 3).inactiveTimeout(Duration.ZERO);

    mode.call(() -> service.get(ID), () -> service.getAsync(ID));
    mode.call(() -> service.update(ID, spec), () -> service.updateAsync(ID, spec));
    mode.call(() -> service.start(ID), () -> service.startAsync(ID));
    mode.call(() -> service.stop(ID), () -> service.stopAsync(ID));

    together.received("endpoints/GET_endpoints_{id}", "endpoints/PATCH_endpoints_{id}");
    together.received(
        "endpoints/PATCH_endpoints_{id}.start", "endpoints/PATCH_endpoints_{id}.stop");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deletesAlsoWhatIsGone(CallMode mode) {
    together.answer(204, "");
    together.answer(404, "{\"error\":{\"message\":\"gone\"}}");

    for (int i = 0; i < 2; i++) {
      mode.call(
          () -> {
            service.delete(ID);
            return true;
          },
          () -> service.deleteAsync(ID).thenApply(gone -> true));
    }

    together.received("endpoints/DELETE_endpoints_{id}", "endpoints/DELETE_endpoints_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void waitsForAStateOrItsFailure(CallMode mode) {
    state("PENDING", "STARTING", "STARTED", "PENDING", "ERROR");

    TogetherDedicatedEndpoint started = mode.call(
        () -> service.await(ID, "STARTED", w -> {}),
        () -> service.awaitAsync(ID, "STARTED", w -> {}));

    assertThat(started.state()).isEqualTo("STARTED");
    assertThatThrownBy(() -> mode.call(
            () -> service.await(ID, "STARTED", w -> {}),
            () -> service.awaitAsync(ID, "STARTED", w -> {})))
        .isInstanceOfSatisfying(
            DeploymentFailedException.class,
            failed -> assertThat(failed.mayBill()).isTrue())
        .hasMessageContaining("ERROR")
        .hasMessageContaining("endpoints().delete(\"" + ID + "\")");
    state("STOPPED", "STOPPED", "STOPPED");
    assertThatThrownBy(() -> service.await(ID, "STARTED", w -> w.timeout(Duration.ofSeconds(2))))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("STOPPED");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void hardwareCostsPerHourWhatItsMinutesCost(CallMode mode) {
    String list = "{\"object\":\"list\",\"data\":[{\"id\":\"1x_nvidia_h100_80gb_sxm\","
        + "\"pricing\":{\"cents_per_minute\":5.6},\"specs\":{\"gpu_type\":\"h100-80gb\","
        + "\"gpu_link\":\"sxm\",\"gpu_memory\":80,\"gpu_count\":1},"
        + "\"availability\":{\"status\":\"insufficient\"},\"updated_at\":\"2026-08-20T09:00:00Z\"}]}";
    together.answer(200, list);
    together.answer(200, list);

    Hardware all =
        mode.call(() -> service.hardware(), () -> service.hardwareAsync()).get(0);
    mode.call(
        () -> service.hardware("leaflab/oak-tuned"),
        () -> service.hardwareAsync("leaflab/oak-tuned"));

    assertThat(all.pricePerHour()).contains(Money.usd(new BigDecimal("3.36")));
    assertThat(all.gpuType()).contains("h100-80gb");
    assertThat(all.gpuCount()).contains(1);
    assertThat(all.gpuMemoryGib()).contains(80);
    assertThat(all.availability()).contains("insufficient");
    assertThat(all.additionalProperties()).containsKey("updated_at");
    together.received("endpoints/GET_hardware", "endpoints/GET_hardware.model");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsAvailabilityZones(CallMode mode) {
    together.answer(200, "{\"avzones\":[\"us-central-4b\"]}");

    assertThat(mode.call(service::availabilityZones, service::availabilityZonesAsync))
        .containsExactly("us-central-4b");
    together.received("endpoints/GET_availability-zones");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void bindsListsAndUnbindsAdapters(CallMode mode) {
    String model = "leaflab/leaves-1:leaflab/vine";
    together.answer(
        200,
        "{\"object\":\"list\",\"data\":[{\"adapter_name\":\"leaflab/vine\","
            + "\"endpoint_name\":\"leaflab/leaves-1\",\"model_id\":\"" + model + "\"}]}");
    together.answer(200, "{\"model_id\":\"" + model + "\"}");
    together.answer(200, "{\"deleted\":true,\"model_id\":\"" + model + "\"}");

    TogetherAdapterBinding bound =
        mode.call(() -> service.adapters(ID), () -> service.adaptersAsync(ID)).get(0);
    mode.call(() -> service.bindAdapter(ID, model), () -> service.bindAdapterAsync(ID, model));
    mode.call(
        () -> {
          service.unbindAdapter(ID, model);
          return true;
        },
        () -> service.unbindAdapterAsync(ID, model).thenApply(gone -> true));

    assertThat(bound.id()).isEqualTo(model);
    assertThat(bound.adapterName()).contains("leaflab/vine");
    assertThat(bound.endpointName()).contains("leaflab/leaves-1");
    together.received("endpoints/GET_adapters", "endpoints/POST_adapters");
    together.received("endpoints/DELETE_adapters");
  }
}
