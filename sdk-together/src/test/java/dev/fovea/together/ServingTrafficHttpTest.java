package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.error.ConflictException;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServingTrafficHttpTest {
  private static final String ENDPOINT =
      "{\"id\":\"ep_fern\",\"name\":\"leaflab/leaves\",\"projectId\":\"proj_leaf\","
          + "\"endpointType\":\"ENDPOINT_TYPE_FUTURE\",\"visibility\":\"VISIBILITY_PRIVATE\","
          + "\"trafficSplit\":[{\"deploymentId\":\"dep_moss\",\"weight\":3}],\"deployments\":["
          + "{\"id\":\"dep_moss\",\"name\":\"leaflab/leaves/moss\","
          + "\"state\":\"DEPLOYMENT_STATE_READY\",\"readyReplicas\":1}],\"etag\":\"4\","
          + "\"createdAt\":\"2026-08-20T11:00:00Z\",\"updatedAt\":\"2026-08-20T11:01:00Z\"}";

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
  void makesAndReadsAnEndpoint(CallMode mode) {
    together.answer(200, ENDPOINT);
    together.answer(200, ENDPOINT);
    Consumer<TogetherEndpointSpec> spec = e -> e.name("leaves").visibility("VISIBILITY_INTERNAL");

    TogetherEndpoint made =
        mode.call(() -> service.createEndpoint(spec), () -> service.createEndpointAsync(spec));
    TogetherEndpoint read =
        mode.call(() -> service.endpoint("ep_fern"), () -> service.endpointAsync("ep_fern"));

    assertThat(read).isEqualTo(made).hasSameHashCodeAs(made);
    assertThat(read.name()).contains("leaflab/leaves");
    assertThat(read.projectId()).contains("proj_leaf");
    assertThat(read.endpointType()).contains("ENDPOINT_TYPE_FUTURE");
    assertThat(read.visibility()).contains("VISIBILITY_PRIVATE");
    assertThat(read.trafficSplit()).containsExactly(Map.entry("dep_moss", 3.0));
    assertThat(read.deployments()).extracting(Deployment::id).containsExactly("ep_fern/dep_moss");
    assertThat(read.deployments().get(0).chatModel()).isEqualTo("leaflab/leaves");
    assertThat(read.activeRolloutId()).isEmpty();
    assertThat(read.etag()).contains("4");
    assertThat(read.createdAt()).contains(Instant.parse("2026-08-20T11:00:00Z"));
    assertThat(read.updatedAt()).contains(Instant.parse("2026-08-20T11:01:00Z"));
    together.received("serving/POST_endpoints", "deployments/GET_endpoint");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsEndpointsPageByPageWithTheSameFilter(CallMode mode) {
    together.answer(200, "{\"data\":[" + ENDPOINT + "],\"next_cursor\":\"c2\"}");
    together.answer(200, "{\"data\":[],\"next_cursor\":null}");
    Consumer<TogetherListQuery> query =
        q -> q.filter("name:\"lea*\"").orderBy("created_at desc").limit(2);

    Page<TogetherEndpoint> page =
        mode.call(() -> service.endpoints(query), () -> service.endpointsAsync(query));

    assertThat(page.all()).hasSize(1);
    together.received("serving/GET_endpoints", "serving/GET_endpoints.next");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void changesAndDeletesTheStateItWasShown(CallMode mode) {
    together.answer(200, ENDPOINT);
    together.answer(200, "{}");
    Consumer<TogetherEndpointSpec> spec =
        e -> e.name("ferns").visibility("VISIBILITY_PRIVATE").etag("4");

    mode.call(
        () -> service.updateEndpoint("ep_fern", spec),
        () -> service.updateEndpointAsync("ep_fern", spec));
    mode.call(
        () -> {
          service.deleteEndpoint("ep_fern", "4");
          return true;
        },
        () -> service.deleteEndpointAsync("ep_fern", "4").thenApply(gone -> true));

    together.received("serving/PATCH_endpoint", "serving/DELETE_endpoint");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void replacesTheWholeSplitAndTakesAConflictAsFinal(CallMode mode) {
    together.answer(200, ENDPOINT);
    together.answer(409, "{\"code\":10,\"message\":\"ABORTED: stale\",\"details\":[]}");
    Map<String, Number> weights = new LinkedHashMap<>();
    weights.put("ep_fern/dep_moss", 3);
    weights.put("dep_old", 0.5);

    mode.call(
        () -> service.splitTraffic("ep_fern", weights, "4"),
        () -> service.splitTrafficAsync("ep_fern", weights, "4"));
    assertThatThrownBy(() -> mode.call(
            () -> service.splitTraffic("ep_fern", weights, "4"),
            () -> service.splitTrafficAsync("ep_fern", weights, "4")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("stale");

    together.received("serving/PATCH_endpoint.split");
    assertThat(together.requests()).isEqualTo(2);
  }

  @Test
  void refusesASplitTogetherWouldRefuse() {
    assertThatThrownBy(() -> service.splitTraffic("ep_fern", Map.of(), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight 0");
    assertThatThrownBy(() -> service.splitTraffic("ep_fern", Map.of("dep_a", -1), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dep_a");
    assertThatThrownBy(() -> service.createEndpoint(e -> {}))
        .hasMessageContaining("name is missing");
    assertThatThrownBy(() -> service.updateEndpoint("ep_fern", e -> {}))
        .hasMessageContaining("nothing is set");
    assertThat(together.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void asksForEventsWithEveryFilter(CallMode mode) {
    together.answer(
        200,
        "{\"data\":[{\"id\":\"ev_1\",\"createdAt\":\"2026-08-01T10:00:00Z\",\"type\":\"SCALED\","
            + "\"level\":\"LEVEL_WARN\",\"source\":\"control-plane\","
            + "\"sourceKind\":\"SOURCE_KIND_DEPLOYMENT\",\"deploymentId\":\"dep_moss\","
            + "\"message\":\"More\",\"reason\":\"LOAD\",\"oldReplicas\":1,\"newReplicas\":2}]}");
    Consumer<TogetherEventQuery> query = q -> q.types("SCALED", "READY")
        .since(Instant.parse("2026-08-01T00:00:00Z"))
        .until(Instant.parse("2026-08-02T00:00:00Z"))
        .minLevel("LEVEL_WARN")
        .sourceKinds("SOURCE_KIND_DEPLOYMENT")
        .deploymentIds("ep_fern/dep_moss", "dep_old")
        .subjectId("dep_moss")
        .limit(20);

    TogetherEvent event = mode.call(
            () -> service.events("ep_fern", query), () -> service.eventsAsync("ep_fern", query))
        .items()
        .get(0);

    assertThat(event.type()).isEqualTo("SCALED");
    assertThat(event.level()).contains("LEVEL_WARN");
    assertThat(event.source()).contains("control-plane");
    assertThat(event.sourceKind()).contains("SOURCE_KIND_DEPLOYMENT");
    assertThat(event.deploymentId()).contains("dep_moss");
    assertThat(event.message()).contains("More");
    assertThat(event.reason()).contains("LOAD");
    assertThat(event.oldReplicas()).contains(1);
    assertThat(event.newReplicas()).contains(2);
    assertThat(event.createdAt()).contains(Instant.parse("2026-08-01T10:00:00Z"));
    together.received("serving/GET_events");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsTheDeploymentsBelowAnEndpoint(CallMode mode) {
    together.replay("deployments/GET_instance-types", "deployments/GET_deployments.one");
    Consumer<TogetherListQuery> query =
        q -> q.filter("state=\"DEPLOYMENT_STATE_READY\"").limit(5);

    Page<Deployment> below =
        mode.call(() -> service.list("ep_fern", query), () -> service.listAsync("ep_fern", query));

    assertThat(below.items()).extracting(Deployment::id).containsExactly("ep_fern/dep_moss");
    together.request();
    together.received("serving/GET_deployments");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void validatesWithoutMakingAnything(CallMode mode) {
    together.replay("deployments/GET_configs", "deployments/GET_instance-types");
    together.answer(
        200, "{\"name\":\"leaflab/leaves/leaves\",\"hardware\":\"1xnvidia-h100-80gb\"}");
    DeploymentRequest request = DeploymentRequest.builder()
        .model(new FineTunedModel("leaflab/oak-tuned", "ml_oak"))
        .name("leaves")
        .options(TogetherDeploymentOptions.builder()
            .addScalingMetric(TogetherScalingMetric.of("ttft", "METRIC_TARGET_TYPE_VALUE", 0.5)
                .percentile("p95"))
            .placementConstraint("ENFORCEMENT_PREFERRED")
            .hipaa(true)
            .build())
        .build();

    Deployment would = mode.call(
        () -> service.validate("ep_fern", request),
        () -> service.validateAsync("ep_fern", request));

    assertThat(would.hardware()).contains("1xnvidia-h100-80gb");
    together.request();
    together.request();
    together.received("serving/POST_deployments.validate");
    assertThat(together.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void changesADeploymentsNameBoundsAndMeasures(CallMode mode) {
    together.replay("deployments/GET_deployment.ready", "deployments/GET_instance-types");
    Consumer<TogetherDeploymentSpec> spec = d -> d.name("mosses")
        .minReplicas(1)
        .maxReplicas(4)
        .scalingMetrics(
            TogetherScalingMetric.of("inflight_requests", "METRIC_TARGET_TYPE_AVERAGE_VALUE", 8))
        .scaleUpWindow(Duration.ofMinutes(1))
        .scaleDownWindow(Duration.ofMinutes(5))
        .scaleToZeroWindow(Duration.ofMinutes(15))
        .etag("7");

    Deployment changed = mode.call(
        () -> service.update("ep_fern/dep_moss", spec),
        () -> service.updateAsync("ep_fern/dep_moss", spec));

    assertThat(TogetherDeployment.of(changed).etag()).contains("7");
    together.received("serving/PATCH_deployment");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void loadsReadsAndListsAdapters(CallMode mode) {
    String adapter = "{\"adapterModelId\":\"ml_vine\",\"desiredRevisionId\":\"rv_1\","
        + "\"etag\":\"a1\",\"perCluster\":[{\"clusterId\":\"c1\","
        + "\"state\":\"ADAPTER_LOAD_STATE_READY\",\"readyPodCount\":2,\"failedPodCount\":0,"
        + "\"totalPodCount\":2,\"message\":\"ok\"}]}";
    together.answer(200, adapter.replace("_READY", "_LOADING"));
    together.answer(200, adapter);
    together.answer(200, "{\"object\":\"list\",\"data\":[" + adapter + "]}");
    String id = "ep_fern/dep_moss";
    Consumer<TogetherAdapterSpec> spec =
        a -> a.adapterModelId("ml_vine").revisionId("rv_1").force(true);

    TogetherAdapter loading =
        mode.call(() -> service.loadAdapter(id, spec), () -> service.loadAdapterAsync(id, spec));
    TogetherAdapter ready =
        mode.call(() -> service.adapter(id, "ml_vine"), () -> service.adapterAsync(id, "ml_vine"));
    Page<TogetherAdapter> all =
        mode.call(() -> service.adapters(id), () -> service.adaptersAsync(id));

    assertThat(loading.isReady()).isFalse();
    assertThat(ready.isReady()).isTrue();
    assertThat(ready.revisionId()).contains("rv_1");
    assertThat(ready.etag()).contains("a1");
    TogetherAdapter.Cluster cluster = ready.clusters().get(0);
    assertThat(cluster.id()).isEqualTo("c1");
    assertThat(cluster.state()).isEqualTo("ADAPTER_LOAD_STATE_READY");
    assertThat(cluster.readyPods()).contains(2);
    assertThat(cluster.failedPods()).contains(0);
    assertThat(cluster.totalPods()).contains(2);
    assertThat(cluster.message()).contains("ok");
    assertThat(all.items()).containsExactly(ready);
    together.received("serving/POST_adapters", "serving/GET_adapters_{id}", "serving/GET_adapters");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void revisesAndUnloadsTheAdapterItWasShown(CallMode mode) {
    together.answer(200, "{\"adapterModelId\":\"ml_vine\"}");
    together.answer(200, "{}");
    String id = "ep_fern/dep_moss";

    mode.call(
        () -> service.updateAdapter(id, "ml_vine", "rv_2", "a1"),
        () -> service.updateAdapterAsync(id, "ml_vine", "rv_2", "a1"));
    mode.call(
        () -> {
          service.unloadAdapter(id, "ml_vine", "a1");
          return true;
        },
        () -> service.unloadAdapterAsync(id, "ml_vine", "a1").thenApply(gone -> true));

    together.received("serving/PATCH_adapters_{id}", "serving/DELETE_adapters_{id}");
  }
}
