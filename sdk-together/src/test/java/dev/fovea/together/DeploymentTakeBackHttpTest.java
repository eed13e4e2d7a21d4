package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.InterruptedCallException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.Outcome;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeploymentTakeBackHttpTest {
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
}
