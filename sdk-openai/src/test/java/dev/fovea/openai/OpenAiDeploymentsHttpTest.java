package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.DeploymentRequest;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.DeploymentFailedException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.error.WaitTimeoutException;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiDeploymentsHttpTest {
  private static final String TUNED = "ft:gpt-4o-2024-08-06:acme:birds-v1:9ABel2dg";
  private static final String BASE = "gpt-4o-2024-08-06";
  private static final String LIST = "models/GET_models";
  private static final String LOOK = "models/GET_models_{id}";
  private static final String MISSING = LOOK + ".missing";
  private static final String PROBE = "deployments/POST_chat_completions.probe";
  private static final String NO_ROOM = "deployments/POST_chat_completions.room";

  @RegisterExtension
  final Recorded openAi = new Recorded();

  private OpenAiClient client;
  private OpenAiDeploymentService deployments;

  @BeforeEach
  void opens() {
    client = openAi.client();
    deployments = client.deployments();
  }

  @AfterEach
  void closes() {
    client.close();
  }

  private Deployment deploy(CallMode mode, Consumer<DeploymentRequest.Builder> spec) {
    return mode.call(() -> deployments.create(spec), () -> deployments.createAsync(spec));
  }

  private Deployment create(CallMode mode, Consumer<OpenAiDeploymentOptions.Builder> options) {
    return mode.call(
        () -> deployments.create(r -> r.model(TUNED), options),
        () -> deployments.createAsync(r -> r.model(TUNED), options));
  }

  private Deployment await(CallMode mode) {
    return mode.call(() -> deployments.await(TUNED), () -> deployments.awaitAsync(TUNED));
  }

  private static OpenAiDeploymentOptions.Builder options() {
    return OpenAiDeploymentOptions.builder();
  }

  private void missing(int times) {
    for (int i = 0; i < times; i++) {
      openAi.replay(MISSING);
    }
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createIsALookWhetherTheModelIsThere(CallMode mode) {
    openAi.replay(LOOK);

    Deployment ready = deploy(mode, r -> r.model(TUNED));

    assertThat(ready.status()).isEqualTo(DeploymentStatus.READY);
    assertThat(ready.id()).isEqualTo(TUNED);
    assertThat(ready.chatModel()).isEqualTo(TUNED);
    assertThat(ready.model()).contains(TUNED);
    assertThat(ready.mayBill()).isFalse();
    assertThat(ready.createdAt()).isPresent();
    assertThat(OpenAiDeployment.of(ready).owner()).contains("acme-x1");
    assertThat(OpenAiDeployment.of(ready).isFineTuned()).isTrue();
    openAi.received(LOOK);
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aBaseModelWorksAsWell(CallMode mode) {
    openAi.replay(LOOK + ".base");

    OpenAiDeployment view = OpenAiDeployment.of(deploy(mode, r -> r.model(BASE)));

    assertThat(view.deployment().status()).isEqualTo(DeploymentStatus.READY);
    assertThat(view.isFineTuned()).isFalse();
    assertThat(view.shutdownDate()).contains(LocalDate.of(2027, 10, 1));
    openAi.received(LOOK + ".base");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aTunedModelNobodyKnowsYetIsPending(CallMode mode) {
    openAi.replay(MISSING, MISSING, LOOK);

    Deployment pending = deploy(mode, r -> r.model(TUNED));
    Deployment seen = mode.call(() -> deployments.get(TUNED), () -> deployments.getAsync(TUNED));
    Deployment answering = await(mode);

    assertThat(pending.status()).isEqualTo(DeploymentStatus.PENDING);
    assertThat(pending.providerStatus()).isEqualTo("model_not_found");
    assertThat(pending.mayBill()).isFalse();
    assertThat(seen).isEqualTo(pending);
    assertThat(answering.status()).isEqualTo(DeploymentStatus.READY);
    assertThat(openAi.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aModelThatAnsweredAndIsGoneIsNotLoading(CallMode mode) {
    openAi.replay(MISSING, LOOK, MISSING);

    deploy(mode, r -> r.model(TUNED));
    await(mode);

    assertThatThrownBy(
            () -> mode.call(() -> deployments.get(TUNED), () -> deployments.getAsync(TUNED)))
        .isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whoGaveUpMayWaitAgain(CallMode mode) {
    missing(4);
    openAi.replay(LOOK);
    create(mode, o -> o.probe(false).graceWindow(Duration.ofHours(1)));

    assertThatThrownBy(() -> deployments.await(TUNED, w -> w.timeout(Duration.ofMillis(500))))
        .isInstanceOf(WaitTimeoutException.class);

    assertThat(deployments.get(TUNED).status()).isEqualTo(DeploymentStatus.PENDING);
    assertThat(await(mode).status()).isEqualTo(DeploymentStatus.READY);
  }

  @Test
  void whatNobodyWaitsForIsForgottenInTheEnd() {
    String model = TUNED.substring(0, TUNED.length() - 8);
    missing(203);
    for (int i = 0; i < 201; i++) {
      String name = model + String.format("%08d", i);
      deployments.create(r -> r.model(name));
    }

    assertThat(deployments.get(model + "00000200").status()).isEqualTo(DeploymentStatus.PENDING);
    assertThatThrownBy(() -> deployments.get(model + "00000000"))
        .isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitLooksAgainWithPausesThatGrow(CallMode mode) {
    missing(3);
    openAi.replay(LOOK);

    Deployment answering = await(mode);

    assertThat(answering.status()).isEqualTo(DeploymentStatus.READY);
    assertThat(openAi.timing.naps)
        .containsExactly(Duration.ofSeconds(1), Duration.ofMillis(1500), Duration.ofMillis(2250));
    openAi.received(LOOK, LOOK, LOOK, LOOK);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void afterTheWindowTheModelIsNotFound(CallMode mode) {
    missing(60);

    assertThatThrownBy(() -> await(mode)).isInstanceOf(NotFoundException.class);

    Duration waited = openAi.timing.naps.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }

  @Test
  void theWindowCountsFromTheEndOfTheJobWhereThatIsKnown() {
    Instant now = openAi.timing.now();
    missing(2);

    Deployment pending = create(CallMode.SYNC, o -> o.finishedAt(now.minusSeconds(599)));

    assertThat(pending.status()).isEqualTo(DeploymentStatus.PENDING);
    assertThatThrownBy(() -> create(CallMode.SYNC, o -> o.finishedAt(now.minusSeconds(600))))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aJobThatFinishesLaterByItsClockWidensNoWindow() {
    Instant future = openAi.timing.now().plus(Duration.ofDays(3));
    missing(60);
    Deployment unused = create(CallMode.SYNC, o -> o.finishedAt(future));

    assertThatThrownBy(() -> await(CallMode.SYNC)).isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theWindowIsTheCallersToSet(CallMode mode) {
    missing(1);
    assertThatThrownBy(() -> create(mode, o -> o.graceWindow(Duration.ZERO)))
        .isInstanceOf(NotFoundException.class);

    missing(1);
    openAi.replay(LOOK);
    Deployment answering = mode.call(
        () -> deployments.await(TUNED, o -> o.graceWindow(Duration.ofDays(1)), w -> {}),
        () -> deployments.awaitAsync(TUNED, o -> o.graceWindow(Duration.ofDays(1)), w -> {}));
    assertThat(answering.status()).isEqualTo(DeploymentStatus.READY);
    assertThatThrownBy(() -> options().graceWindow(Duration.ofSeconds(-1)).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aBaseModelIsThereOrNot(CallMode mode) {
    openAi.replay(MISSING, MISSING);

    assertThatThrownBy(() -> deploy(mode, r -> r.model(BASE)))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> deployments.await(BASE)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void anotherKindOf404IsNoModelThatIsLoading() {
    openAi.answer(
        404,
        "{\"error\":{\"message\":\"Invalid URL (GET /v1/v1/models)\","
            + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}");

    assertThatThrownBy(() -> deploy(CallMode.SYNC, r -> r.model(TUNED)))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aModelNobodyDeployedIsNotFound() {
    openAi.replay(MISSING);

    assertThatThrownBy(() -> deployments.get(TUNED)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void theDeadlineEndsTheWait() {
    missing(5);

    assertThatThrownBy(() -> deployments.await(TUNED, w -> w.timeout(Duration.ofSeconds(3))))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("model_not_found");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aProbeIsAQuestionOfOneToken(CallMode mode) {
    openAi.replay(LOOK, LOOK, MISSING, LOOK, PROBE);
    Deployment unused = create(mode, o -> o.probe(true));

    Deployment answering = await(mode);

    assertThat(answering.status()).isEqualTo(DeploymentStatus.READY);
    openAi.received(LOOK, LOOK, PROBE, LOOK, PROBE);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aModelThatRefusesTheQuestionIsThere(CallMode mode) {
    openAi.replay(LOOK, NO_ROOM);

    Deployment answering = mode.call(
        () -> deployments.await(TUNED, o -> o.probe(true), w -> {}),
        () -> deployments.awaitAsync(TUNED, o -> o.probe(true), w -> {}));

    assertThat(answering.status()).isEqualTo(DeploymentStatus.READY);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void whatHasNoMeaningIsRefusedBeforeAnythingIsSent(CallMode mode) {
    refused(mode, "hardware", r -> r.hardware("h100"));
    refused(mode, "autoscaling", r -> r.autoscaling(a -> a.min(1).max(2)));
    refused(mode, "name", r -> r.name("birds"));
    refused(mode, "extraProperties", r -> r.putExtraProperty("openai", "region", "eu"));
    refused(mode, "options", r -> r.options(new OthersOptions()));
    assertThatThrownBy(() -> mode.call(
            () -> deployments.scale(TUNED, 1, 2), () -> deployments.scaleAsync(TUNED, 1, 2)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("rate limit");
    assertThat(openAi.requests()).isZero();
  }

  private void refused(CallMode mode, String what, Consumer<DeploymentRequest.Builder> spec) {
    assertThatThrownBy(() -> deploy(mode, spec.andThen(r -> r.model(TUNED))))
        .isInstanceOfSatisfying(UnsupportedCapabilityException.class, refusal -> {
          assertThat(refusal.capability()).isEqualTo(what);
          assertThat(refusal.instead()).isNotBlank();
        })
        .hasMessageStartingWith("openai: create deployment");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listHasTheOrganizationsOwnModelsTheNewestFirst(CallMode mode) {
    openAi.replay(LIST);

    Page<Deployment> page = mode.call(deployments::list, deployments::listAsync);

    assertThat(page.all())
        .extracting(Deployment::id)
        .containsExactly("ft:gpt-4o-2024-08-06:acme::7Zz01", TUNED);
    openAi.received(LIST);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void stopAndDeleteSendNothingAndLeaveTheModel(CallMode mode) {
    Deployment stopped =
        mode.call(() -> deployments.stop(TUNED), () -> deployments.stopAsync(TUNED));
    Deployment waited = mode.call(
        () -> deployments.stop(TUNED, w -> {}), () -> deployments.stopAsync(TUNED, w -> {}));
    deployments.delete(TUNED);
    deployments.deleteAsync(TUNED).join();

    assertThat(stopped.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(stopped.mayBill()).isFalse();
    assertThat(waited).isEqualTo(stopped);
    assertThat(mode.call(() -> deployments.hardware(), () -> deployments.hardwareAsync()))
        .isEmpty();
    assertThat(mode.call(() -> deployments.hardware(TUNED), () -> deployments.hardwareAsync(TUNED)))
        .isEmpty();
    assertThatThrownBy(() -> deployments.delete(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThat(openAi.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aLeaseAnswersAndClosingItSendsNothing(CallMode mode) {
    openAi.replay(MISSING, LOOK, PROBE);

    DeploymentLease lease = mode.call(
        () -> deployments.lease(r -> r.model(TUNED)),
        () -> deployments.leaseAsync(r -> r.model(TUNED)));
    String model =
        lease.chat().create(r -> r.model("another").user("Which bird?")).model();
    lease.close();
    lease.close();

    assertThat(model).isEqualTo(TUNED);
    assertThat(lease.deployment().status()).isEqualTo(DeploymentStatus.READY);
    assertThat(openAi.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aLeaseOfAModelThatNeverComesSaysThatNothingBills(CallMode mode) {
    missing(60);

    assertThatThrownBy(() -> mode.call(
            () -> deployments.lease(r -> r.model(TUNED)),
            () -> deployments.leaseAsync(r -> r.model(TUNED))))
        .isInstanceOfSatisfying(DeploymentFailedException.class, failure -> {
          assertThat(failure.mayBill()).isFalse();
          assertThat(failure.deploymentId()).isEqualTo(TUNED);
        })
        .hasMessageContaining("no longer bills");
  }

  @Test
  void atAnothersServerEveryModelIsADeployment() {
    String list = "deployments/GET_models.compatible";
    openAi.replay(list, list, PROBE);
    try (OpenAiClient vllm = openAi.client(builder -> builder.compatible(true))) {
      assertThat(vllm.deployments().list().all())
          .extracting(Deployment::id)
          .containsExactly("acme/leaves");
      Deployment answering = vllm.deployments().await("acme/leaves", o -> o.probe(true), w -> {});
      assertThat(answering.chatModel()).isEqualTo("acme/leaves");
    }
    openAi.received(list, list, "deployments/POST_chat_completions.probe-compatible");
  }

  @Test
  void unknownFieldsOfTheModelAreKept() {
    openAi.answer(200, "{\"id\":\"" + TUNED + "\",\"region\":\"eu\",\"owned_by\":7}");

    Deployment ready = deploy(CallMode.SYNC, r -> r.model(TUNED));

    assertThat(ready.additionalProperties()).containsEntry("region", "eu");
    assertThat(OpenAiDeployment.of(ready).owner()).isEmpty();
    assertThat(ready.additionalProperties()).isEqualTo(Map.of("region", "eu", "owned_by", 7));
  }

  /** Options of a provider that is not asked. */
  private static final class OthersOptions implements dev.fovea.config.ProviderOptions {
    @Override
    public String provider() {
      return "together";
    }
  }
}
