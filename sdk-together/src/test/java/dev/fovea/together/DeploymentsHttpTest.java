package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.chat.ChatRequest;
import dev.fovea.config.Money;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.deployment.Hardware;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.PermissionDeniedException;
import dev.fovea.error.WaitTimeoutException;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentsHttpTest {
  private static final String ID = "ep_fern/dep_moss";

  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;

  @BeforeEach
  void open() {
    client = together.client(builder -> builder.projectId("proj_leaf"));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private <T> T call(
      CallMode mode,
      Function<TogetherDeploymentService, T> plain,
      Function<TogetherDeploymentService, CompletableFuture<T>> async) {
    return mode.call(
        () -> plain.apply(client.deployments()), () -> async.apply(client.deployments()));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getReadsStateReplicasAndPrice(CallMode mode) {
    together.replay("deployments/GET_deployment.ready", "deployments/GET_instance-types");

    Deployment found = call(mode, d -> d.get(ID), d -> d.getAsync(ID));

    assertThat(found.status()).isEqualTo(DeploymentStatus.READY);
    assertThat(found.name()).contains("leaflab/leaves/leaves");
    assertThat(found.chatModel()).isEqualTo("leaflab/leaves");
    assertThat(found.model()).contains("projects/proj_leaf/models/ml_oak/revisions/rv_1");
    assertThat(found.hardware()).contains("1xnvidia-h100-80gb");
    assertThat(found.minReplicas()).contains(1);
    assertThat(found.maxReplicas()).contains(1);
    assertThat(found.readyReplicas()).contains(1);
    assertThat(found.createdAt()).contains(Instant.parse("2026-10-02T08:00:01Z"));
    assertThat(found.pricePerHour()).contains(Money.usd(new BigDecimal("5.49")));
    assertThat(TogetherDeployment.of(found).config())
        .contains("projects/proj_vendor/configs/cr_one");
    together.received("deployments/GET_deployment", "deployments/GET_instance-types");
  }

  @Test
  void aStateNobodyKnowsIsKeptAndAPriceNobodyTellsIsUnknown() {
    together.replay("deployments/GET_deployment.odd");
    together.answer(403, "{\"message\":\"no\"}");

    Deployment found = client.deployments().get(ID);

    assertThat(found.status()).isEqualTo(DeploymentStatus.UNKNOWN);
    assertThat(found.providerStatus()).isEqualTo("DEPLOYMENT_STATE_HIBERNATING");
    assertThat(found.mayBill()).isTrue();
    assertThat(found.pricePerHour()).isEmpty();
    assertThat(found.additionalProperties()).containsKey("extraThing");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listGoesThroughTheEndpointsPageByPage(CallMode mode) {
    together.replay("deployments/GET_instance-types", "deployments/GET_endpoints");
    together.replay("deployments/GET_endpoints.next");

    Page<Deployment> first =
        call(mode, TogetherDeploymentService::list, TogetherDeploymentService::listAsync);
    List<String> ids = new ArrayList<>();
    first.all().forEach(deployment -> ids.add(deployment.id()));

    assertThat(ids).containsExactly("ep_fern/dep_moss", "ep_fern/dep_old", "ep_ivy/dep_ivy");
    Deployment running = first.items().get(0);
    assertThat(running.status()).isEqualTo(DeploymentStatus.READY);
    assertThat(running.readyReplicas()).contains(1);
    assertThat(running.chatModel()).isEqualTo("leaflab/leaves");
    assertThat(running.pricePerHour()).contains(Money.usd(new BigDecimal("10.98")));
    assertThat(first.items().get(1).mayBill()).isFalse();
    together.received(
        "deployments/GET_instance-types",
        "deployments/GET_endpoints",
        "deployments/GET_endpoints.next");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void scaleSendsBothBounds(CallMode mode) {
    together.replay("deployments/PATCH_deployment.scale", "deployments/GET_instance-types");

    Deployment scaled = call(mode, d -> d.scale(ID, 2, 3), d -> d.scaleAsync(ID, 2, 3));

    assertThat(scaled.status()).isEqualTo(DeploymentStatus.STARTING);
    assertThat(scaled.pricePerHour()).contains(Money.usd(new BigDecimal("16.47")));
    together.received("deployments/PATCH_deployment.scale");
  }

  @Test
  void aStaleChangeIsReadAgainAndSentOnceMore() {
    together.answer(409, "{\"code\":10,\"message\":\"ABORTED: stale etag\"}");
    together.replay("deployments/GET_deployment.ready", "deployments/PATCH_deployment.scale");
    together.replay("deployments/GET_instance-types");

    client.deployments().scale(ID, 2, 3);

    together.received(
        "deployments/PATCH_deployment.scale",
        "deployments/GET_deployment",
        "deployments/PATCH_deployment.again");
  }

  @ParameterizedTest
  @CsvSource({"-1,1", "0,2", "2,1"})
  void refusesReplicasThatMakeNoSense(int min, int max) {
    assertThatThrownBy(() -> client.deployments().scale(ID, min, max))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("min " + min);
    assertThat(together.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ep_fern", "ep_fern/", "/dep_moss", "a/b/c", "moss"})
  void refusesWhatIsNoId(String id) {
    assertThatThrownBy(() -> client.deployments().get(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ep_…/dep_…");
    assertThat(together.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void stopAsksAndReturnsAtOnce(CallMode mode) {
    together.replay("deployments/PATCH_deployment.stop", "deployments/GET_instance-types");

    Deployment stopping = call(mode, d -> d.stop(ID), d -> d.stopAsync(ID));

    assertThat(stopping.status()).isEqualTo(DeploymentStatus.STOPPING);
    assertThat(stopping.pricePerHour()).contains(Money.usd(new BigDecimal("5.49")));
    together.received("deployments/PATCH_deployment.stop");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void stopWaitsUntilItHasStoppedWhenAsked(CallMode mode) {
    together.replay("deployments/PATCH_deployment.stop", "deployments/GET_deployment.stopping");
    together.replay("deployments/GET_deployment.stopped", "deployments/GET_instance-types");

    Deployment stopped = call(
        mode,
        d -> d.stop(ID, w -> w.timeout(Duration.ofMinutes(5))),
        d -> d.stopAsync(ID, w -> w.timeout(Duration.ofMinutes(5))));

    assertThat(stopped.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(stopped.mayBill()).isFalse();
    assertThat(stopped.pricePerHour()).contains(Money.usd(new BigDecimal("0.00")));
    together.received(
        "deployments/PATCH_deployment.stop",
        "deployments/GET_deployment",
        "deployments/GET_deployment");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deleteTakesTheOnlyOrderTogetherAllows(CallMode mode) {
    together.replay("deployments/PATCH_deployment.stop", "deployments/GET_deployment.stopping");
    together.replay("deployments/GET_deployment.stopped", "deployments/GET_endpoint");
    together.replay("deployments/PATCH_endpoint.route", "deployments/DELETE_any");
    together.replay("deployments/GET_deployments.none", "deployments/DELETE_any");

    delete(mode);

    together.received(
        "deployments/PATCH_deployment.stop",
        "deployments/GET_deployment",
        "deployments/GET_deployment",
        "deployments/GET_endpoint",
        "deployments/PATCH_endpoint.unroute",
        "deployments/DELETE_deployment",
        "deployments/GET_deployments",
        "deployments/DELETE_endpoint");
    assertThat(together.requests()).isEqualTo(8);
  }

  private void delete(CallMode mode) {
    mode.call(
        () -> {
          client.deployments().delete(ID);
          return true;
        },
        () -> client.deployments().deleteAsync(ID).thenApply(gone -> true));
  }

  @Test
  void deleteLeavesTheOthersOfAnEndpointAlone() {
    together.replay("deployments/PATCH_deployment.stop", "deployments/GET_deployment.stopped");
    together.replay("deployments/GET_endpoint.shared");
    together.answer(409, "{\"code\":10,\"message\":\"ABORTED\"}");
    together.replay("deployments/GET_endpoint.shared", "deployments/PATCH_endpoint.route");
    together.replay("deployments/DELETE_any", "deployments/GET_deployments.other");

    client.deployments().delete(ID);

    together.request();
    together.request();
    together.received(
        "deployments/GET_endpoint",
        "deployments/PATCH_endpoint.unroute-shared",
        "deployments/GET_endpoint",
        "deployments/PATCH_endpoint.unroute-shared",
        "deployments/DELETE_deployment",
        "deployments/GET_deployments");
    assertThat(together.requests()).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deletingWhatIsGoneIsFine(CallMode mode) {
    for (int i = 0; i < 3; i++) {
      together.answer(404, "{\"code\":5,\"message\":\"not found\",\"details\":[]}");
    }

    delete(mode);

    assertThat(together.paths())
        .containsExactly(
            "PATCH /v1/projects/proj_leaf/endpoints/ep_fern/deployments/dep_moss",
            "DELETE /v1/projects/proj_leaf/endpoints/ep_fern/deployments/dep_moss",
            "GET /v1/projects/proj_leaf/endpoints/ep_fern/deployments");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitReturnsWhenAFirstChatWentThrough(CallMode mode) {
    together.replay("deployments/GET_instance-types", "deployments/GET_deployment.provisioning");
    together.replay("deployments/GET_deployment.ready", "deployments/POST_probe.unrouted");
    together.replay("deployments/GET_deployment.ready", "deployments/POST_probe.unknown");
    together.replay("deployments/GET_deployment.ready", "deployments/POST_probe");

    Deployment serving = call(mode, d -> d.await(ID), d -> d.awaitAsync(ID));

    assertThat(serving.status()).isEqualTo(DeploymentStatus.READY);
    assertThat(serving.pricePerHour()).isPresent();
    together.received(
        "deployments/GET_instance-types",
        "deployments/GET_deployment",
        "deployments/GET_deployment",
        "deployments/POST_probe",
        "deployments/GET_deployment",
        "deployments/POST_probe",
        "deployments/GET_deployment",
        "deployments/POST_probe");
    assertThat(together.requests()).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitEndsWithTheProvidersReasonWhenItFailed(CallMode mode) {
    together.replay("deployments/GET_instance-types", "deployments/GET_deployment.failed");

    DeploymentFailedException failure = catchThrowableOfType(
        DeploymentFailedException.class, () -> call(mode, d -> d.await(ID), d -> d.awaitAsync(ID)));

    assertThat(failure).hasMessageContaining("the weights do not load").hasMessageContaining(ID);
    assertThat(failure.mayBill()).isFalse();
  }

  @Test
  void awaitDoesNotWaitForWhatIsStopped() {
    together.replay("deployments/GET_instance-types", "deployments/GET_deployment.stopped");

    assertThatThrownBy(() -> client.deployments().await(ID))
        .isInstanceOf(DeploymentFailedException.class)
        .hasMessageContaining("scale it up");
  }

  @Test
  void awaitEndsAtOnceWhenChatIsForbidden() {
    together.replay("deployments/GET_instance-types", "deployments/GET_deployment.ready");
    together.answer(403, "{\"error\":{\"message\":\"not yours\"}}");

    assertThatThrownBy(() -> client.deployments().await(ID))
        .isInstanceOf(PermissionDeniedException.class);
  }

  @Test
  void awaitSaysHowThingsStoodWhenTimeIsUp() {
    together.replay("deployments/GET_instance-types");
    for (int i = 0; i < 40; i++) {
      together.replay("deployments/GET_deployment.ready", "deployments/POST_probe.unrouted");
    }

    WaitTimeoutException failure = catchThrowableOfType(
        WaitTimeoutException.class,
        () -> client.deployments().await(ID, w -> w.timeout(Duration.ofMinutes(3))));

    assertThat(failure.id()).isEqualTo(ID);
    assertThat(failure.lastStatus()).contains("DEPLOYMENT_STATE_READY").contains("routing_error");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void hardwareHasPricesAndHeadroom(CallMode mode) {
    together.replay("deployments/GET_instance-types");

    List<Hardware> all =
        call(mode, TogetherDeploymentService::hardware, TogetherDeploymentService::hardwareAsync);

    assertThat(all).extracting(Hardware::id).hasSize(4).contains("8xnvidia-l40s");
    Hardware two = all.get(1);
    assertThat(two.pricePerHour()).contains(Money.usd(new BigDecimal("10.98")));
    assertThat(two.gpuCount()).contains(2);
    assertThat(two.gpuMemoryGib()).contains(80);
    assertThat(two.availability()).contains("eu-north >=4, us-east 1");
    assertThat(all.get(2).pricePerHour()).contains(Money.usd(new BigDecimal("8.995")));
    together.received("deployments/GET_instance-types");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void hardwareOfAModelIsWhatItsConfigurationsRunOn(CallMode mode) {
    together.replay("deployments/GET_configs.several", "deployments/GET_instance-types");

    List<Hardware> fitting = call(mode, d -> d.hardware("ml_oak"), d -> d.hardwareAsync("ml_oak"));

    assertThat(fitting)
        .extracting(Hardware::id)
        .containsExactly("1xnvidia-h100-80gb", "2xnvidia-h100-80gb", "1xnvidia-b200-180gb");
  }

  @Test
  void aLeaseChatsOnTheInferenceServerAndStopsWhenClosed() {
    client.close();
    client = together.client(builder -> builder
        .projectId("proj_leaf")
        .inferenceBaseUrl(together.http.url("/elsewhere/").uri()));
    together.timing.holdsAlarms = true;
    together.replay("deployments/GET_configs", "deployments/GET_instance-types");
    together.replay("deployments/POST_endpoints", "deployments/POST_deployments");
    together.replay("deployments/PATCH_endpoint.route", "deployments/GET_deployment.ready");
    together.replay("deployments/POST_probe", "deployments/POST_probe");
    together.replay("deployments/PATCH_deployment.stop", "deployments/GET_deployment.stopped");

    ChatRequest question =
        ChatRequest.builder().model("any").user("Which leaf?").build();
    try (DeploymentLease lease = client
        .deployments()
        .lease(
            r -> r.model(new FineTunedModel("leaflab/oak-tuned", "ml_oak")).name("leaves"),
            l -> l.idleStop(Duration.ofMinutes(9)))) {
      assertThat(lease.chat().create(question).text()).isEqualTo("Yes");
    }

    for (int i = 0; i < 3; i++) {
      together.request();
    }
    assertThat(together.request().getBody().utf8()).contains("\"scaleToZeroWindow\":\"540s\"");
    together.request();
    together.request();
    assertThat(together.request().getUrl().encodedPath())
        .isEqualTo("/elsewhere/v1/chat/completions");
    together.received("chat/POST_chat_completions.inference", "deployments/PATCH_deployment.stop");
    together.received("deployments/GET_deployment");
    assertThat(together.requests()).isEqualTo(10);
  }
}
