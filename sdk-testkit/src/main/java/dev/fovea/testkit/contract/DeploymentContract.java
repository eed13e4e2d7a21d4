package dev.fovea.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.chat.ChatRequest;
import dev.fovea.config.Capability;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentService;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.deployment.Hardware;
import dev.fovea.error.FoveaException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.finetuning.Adapter;
import dev.fovea.finetuning.FineTunedModel;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.finetuning.FineTuningRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models made callable, and what bills stopped again. */
interface DeploymentContract extends Stage {
  private DeploymentService deployments() {
    return client().deployments();
  }

  private DeploymentRequest request(String model) {
    DeploymentRequest.Builder request = served().model(model);
    if (can(Capability.DEPLOYMENTS)) {
      request.name("signs");
    }
    return request.build();
  }

  /** On a machine where the provider has any; elsewhere it serves by itself. */
  private DeploymentRequest.Builder served() {
    DeploymentRequest.Builder request = DeploymentRequest.builder();
    if (can(Capability.DEPLOYMENTS)) {
      request.hardware(deployments().hardware(visionModel()).get(0).id());
    }
    return request;
  }

  private Consumer<DeploymentRequest.Builder> leased() {
    DeploymentRequest request = served().model(visionModel()).build();
    return r -> {
      r.model(request.model());
      request.hardware().ifPresent(r::hardware);
    };
  }

  private Deployment created(CallMode mode, DeploymentRequest request) {
    return mode.call(() -> deployments().create(request), () -> deployments().createAsync(request));
  }

  private Deployment serving(CallMode mode, String id) {
    return mode.call(() -> deployments().await(id), () -> deployments().awaitAsync(id));
  }

  private FineTunedModel tuned() {
    FineTuningRequest.Builder request = FineTuningRequest.builder()
        .baseModel(visionModel())
        .trainingFile(uploadedSigns().id())
        .suffix("signs");
    if (can(Capability.LORA_ADAPTER)) {
      request.adapter(Adapter.lora());
    }
    FineTuningJob job = client().fineTuning().create(request.build());
    return client().fineTuning().await(job.id()).fineTunedModel().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void theTunedModelSaysOfNewPicturesWhatItLearned(CallMode mode) {
    DeploymentRequest request = served().model(tuned()).build();

    Deployment ready = serving(mode, created(mode, request).id());

    assertThat(answer(ready, Signs.RED)).isEqualTo("stop");
    assertThat(answer(ready, Signs.GREEN)).isEqualTo("go");
    assertThat(server().deployments()).hasSize(can(Capability.DEPLOYMENTS) ? 1 : 0);
  }

  private String answer(Deployment deployment, int colour) {
    ChatRequest question = ChatRequest.of(
        r -> r.model(deployment.chatModel()).user(Signs.QUESTION, Signs.picture(colour, 0)));
    return deployments().chat(deployment).create(question).text();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aDeploymentAnswersIsScaledStoppedAndGoesAway(CallMode mode) {
    assumeTrue(can(Capability.DEPLOYMENTS));
    Deployment made = created(mode, request(visionModel()));
    String id = made.id();
    assertThat(made.status()).isIn(DeploymentStatus.PENDING, DeploymentStatus.STARTING);

    assertThat(serving(mode, id).status()).isEqualTo(DeploymentStatus.READY);
    assertThat(mode.call(() -> deployments().list(), () -> deployments().listAsync())
            .items())
        .extracting(Deployment::id)
        .containsExactly(id);
    assertThat(
            mode.call(() -> deployments().scale(id, 1, 2), () -> deployments().scaleAsync(id, 1, 2))
                .maxReplicas())
        .contains(2);

    Deployment stopped = mode.call(
        () -> deployments().stop(id, w -> {}), () -> deployments().stopAsync(id, w -> {}));
    assertThat(stopped.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(stopped.mayBill()).isFalse();

    mode.run(() -> deployments().delete(id), () -> deployments().deleteAsync(id));
    mode.run(() -> deployments().delete(id), () -> deployments().deleteAsync(id));
    assertThat(deployments().list().items()).isEmpty();
    assertThatThrownBy(
            () -> mode.call(() -> deployments().get(id), () -> deployments().getAsync(id)))
        .isInstanceOf(NotFoundException.class);
    assertThat(server().deployments()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void anAnswerThatIsLostLeavesNothingThatBillsUnnamed(CallMode mode) {
    assumeTrue(can(Capability.DEPLOYMENTS));
    DeploymentRequest request = request(visionModel());
    server().faults().next(1).to("POST", "**").loseAnswer();

    try {
      Deployment found = created(mode, request);
      assertThat(deployments().list().items())
          .extracting(Deployment::id)
          .containsExactly(found.id());
    } catch (FoveaException e) {
      assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(e).hasMessageContaining("signs");
    }
    assertThat(server().deployments()).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aLeaseAnswersAndItsEndStopsTheBilling(CallMode mode) {
    Consumer<DeploymentRequest.Builder> request = leased();
    String id;
    try (DeploymentLease lease =
        mode.call(() -> deployments().lease(request), () -> deployments().leaseAsync(request))) {
      id = lease.deployment().id();
      assertThat(lease.chat().create(r -> r.user("Which sign?")).text()).isNotBlank();
      assertThat(deployments().get(id).mayBill()).isEqualTo(can(Capability.DEPLOYMENTS));
    }
    assertThat(deployments().get(id).mayBill()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aForgottenLeaseStopsTheBillingByItsAge(CallMode mode) {
    assumeTrue(can(Capability.DEPLOYMENTS));
    Consumer<DeploymentRequest.Builder> request = leased();
    DeploymentLease lease = mode.call(
        () -> deployments().lease(request, l -> l.maxAge(Duration.ofMinutes(10))),
        () -> deployments().leaseAsync(request, l -> l.maxAge(Duration.ofMinutes(10))));
    String id = lease.deployment().id();

    pass(Duration.ofMinutes(11));

    assertThat(seenStopped(id)).as("stopped by the lease's age").isTrue();
    lease.close();
  }

  // The lease orders the stop on a thread of its own.
  private boolean seenStopped(String id) {
    for (int look = 0; look < 500; look++) {
      if (!deployments().get(id).mayBill()) {
        return true;
      }
      pass(Duration.ofSeconds(1));
    }
    return false;
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aModelNobodyKnowsIsNotDeployed(CallMode mode) {
    DeploymentRequest request = request(missingModel());

    FoveaException refused =
        catchThrowableOfType(FoveaException.class, () -> created(mode, request));

    assertThat(refused).hasMessageContaining(missingModel());
    assertThat(refused.outcome()).isNotEqualTo(Outcome.UNKNOWN);
    assertThat(server().deployments()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void machinesAreListedWithPricesWhereThereAreAny(CallMode mode) {
    assumeTrue(can(Capability.DEPLOYMENTS));

    List<Hardware> all =
        mode.call(() -> deployments().hardware(), () -> deployments().hardwareAsync());
    List<Hardware> fitting = mode.call(
        () -> deployments().hardware(visionModel()),
        () -> deployments().hardwareAsync(visionModel()));

    assertThat(all).isNotEmpty();
    assertThat(fitting)
        .isNotEmpty()
        .allMatch(machine -> machine.pricePerHour().isPresent() == can(Capability.HARDWARE_PRICES));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void whoServesByItselfHasNoMachinesAndDeletesNoModel(CallMode mode) {
    assumeFalse(can(Capability.DEPLOYMENTS));
    String id = created(mode, request(visionModel())).id();
    assertThat(serving(mode, id).status()).isEqualTo(DeploymentStatus.READY);
    int before = server().requests().count("DELETE", "**");

    Deployment stopped = mode.call(
        () -> deployments().stop(id, w -> {}), () -> deployments().stopAsync(id, w -> {}));

    assertThat(stopped.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(server().requests().count("DELETE", "**")).isEqualTo(before);
    assertThat(client().models().get(visionModel()).id()).isEqualTo(visionModel());
    assertThat(mode.call(() -> deployments().hardware(), () -> deployments().hardwareAsync()))
        .isEmpty();
  }
}
