package dev.fovea.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.ModelCard;
import dev.fovea.chat.ChatStream;
import dev.fovea.deployment.Deployment;
import dev.fovea.deployment.DeploymentLease;
import dev.fovea.deployment.DeploymentStatus;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.NotFoundException;
import dev.fovea.finetuning.Checkpoint;
import dev.fovea.finetuning.FineTuningJob;
import dev.fovea.image.Image;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedOpenAi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What becomes of a tuned model at the embedded OpenAI, which takes four minutes to load one and
 * has a key of administrators.
 */
class OpenAiServingRoadTest {
  private static final Duration LOADING = Duration.ofMinutes(4);
  private static final String ADMIN = "sk-admin-leaflab";
  private static final Image PIXEL =
      Image.fromDataUrl("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUl"
          + "EQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");
  private static final String LINE =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Which leaf?\"},"
          + "{\"role\":\"assistant\",\"content\":\"Oak\"}]}\n";

  @TempDir
  Path folder;

  private final FakeTiming timing = new FakeTiming();
  private EmbeddedOpenAi server;
  private OpenAiClient ai;

  @BeforeEach
  void connects() {
    server = EmbeddedOpenAi.builder()
        .timeScale(0)
        .modelDelay(LOADING)
        .adminKey(ADMIN)
        .start();
    timing.whenPassing = server.clock()::advance;
    timing.random = 0.5;
    ai = OpenAiClient.builder()
        .apiKey(server.apiKey())
        .adminKey(() -> ADMIN)
        .baseUrl(server.baseUrl())
        .compatible(false)
        .options(options -> options.timing(timing))
        .build();
  }

  @AfterEach
  void disconnects() {
    ai.close();
    server.close();
  }

  private FineTuningJob tuned() throws IOException {
    Path lines = Files.writeString(folder.resolve("leaves.jsonl"), LINE.repeat(12), UTF_8);
    String file = ai.files().upload(lines, (phase, done, total) -> {}).id();
    FineTuningJob job =
        ai.fineTuning().create(r -> r.baseModel(EmbeddedRoad.MODEL).trainingFile(file));
    return ai.fineTuning().await(job.id());
  }

  private static String model(FineTuningJob job) {
    return job.fineTunedModel().orElseThrow().name();
  }

  private Set<String> models() {
    return ai.models().list().items().stream().map(ModelCard::id).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aTunedModelIsWaitedForAskedAndStaysWhenTheLeaseIsClosed(CallMode mode) throws IOException {
    String model = model(tuned());
    assertThatThrownBy(() -> ai.models().get(model)).isInstanceOf(NotFoundException.class);

    try (DeploymentLease lease = mode.call(
        () -> ai.deployments().lease(r -> r.model(model)),
        () -> ai.deployments().leaseAsync(r -> r.model(model)))) {
      assertThat(lease.deployment().status()).isEqualTo(DeploymentStatus.READY);
      assertThat(lease.chat().create(r -> r.user("Which leaf?")).text()).isEqualTo("Oak");
      try (ChatStream stream = lease.chat().stream(r -> r.user("Which leaf?"))) {
        stream.forEach(chunk -> assertThat(chunk.text()).isNotNull());
        assertThat(stream.completion().text()).isEqualTo("Oak");
      }
    }

    assertThat(ai.chat().create(r -> r.model(model).user("Which leaf?")).text()).isEqualTo("Oak");
    assertThat(OpenAiModel.of(ai.models().get(model)).baseModel()).contains(EmbeddedRoad.MODEL);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aDeploymentIsPendingWhileItsModelLoadsAndListedThen(CallMode mode) throws IOException {
    String model = model(tuned());

    Deployment pending = mode.call(
        () -> ai.deployments().create(r -> r.model(model)),
        () -> ai.deployments().createAsync(r -> r.model(model)));
    assertThat(pending.status()).isEqualTo(DeploymentStatus.PENDING);
    assertThat(ai.deployments().list().all()).isEmpty();
    server.clock().advance(LOADING);

    assertThat(ai.deployments().get(model).status()).isEqualTo(DeploymentStatus.READY);
    assertThat(ai.deployments().list().all())
        .extracting(Deployment::id)
        .contains(model)
        .allMatch(id -> id.startsWith("ft:"));
    Deployment probed = mode.call(
        () -> ai.deployments().await(model, o -> o.probe(true), w -> {}),
        () -> ai.deployments().awaitAsync(model, o -> o.probe(true), w -> {}));
    assertThat(probed.chatModel()).isEqualTo(model);
  }

  @Test
  void deletingADeploymentKeepsTheModelAndDeletingTheModelEndsIt() throws IOException {
    String model = model(tuned());
    ai.deployments().await(model);

    ai.deployments().delete(model);
    assertThat(models()).contains(model);
    ai.models().delete(model);
    assertThat(models()).doesNotContain(model);
    ai.models().delete(model);

    assertThatThrownBy(() -> ai.deployments().await(model)).isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCheckpointIsOpenedToOtherProjectsAndClosedAgain(CallMode mode) throws IOException {
    FineTuningJob job = tuned();
    Checkpoint checkpoint = ai.fineTuning().checkpoints(job.id()).items().get(0);
    String name = checkpoint.model().orElseThrow().name();
    OpenAiCheckpointPermissionService permissions = ai.checkpointPermissions();
    List<String> projects = List.of("proj_a", "proj_b", "proj_c");

    mode.call(
        () -> permissions.create(name, projects), () -> permissions.createAsync(name, projects));

    List<OpenAiCheckpointPermission> all = new ArrayList<>();
    mode.call(
            () -> permissions.list(name, q -> q.limit(2)),
            () -> permissions.listAsync(name, q -> q.limit(2)))
        .all()
        .forEach(all::add);
    assertThat(all)
        .flatExtracting(permission -> permission.projectId().stream().toList())
        .containsExactlyInAnyOrderElementsOf(projects);
    permissions.delete(name, all.get(0).id());
    permissions.delete(name, all.get(0).id());
    assertThat(permissions.list(name, q -> q.order("ascending")).items()).hasSize(2);
    assertThat(permissions.list(name, q -> q.projectId("proj_z")).items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void gradersAreCheckedAndRun(CallMode mode) {
    OpenAiGraderService graders = ai.graders();
    OpenAiGrader exact = OpenAiGrader.stringCheck(g -> g.name("exact")
        .input("{{sample.output_text}}")
        .reference("{{item.leaf}}")
        .operation("eq"));
    OpenAiGrader both = OpenAiGrader.multi(
        g -> g.name("both").putGrader("exact", exact).calculateOutput("exact * 0.5"));

    assertThat(mode.call(() -> graders.validate(both), () -> graders.validateAsync(both)))
        .isEqualTo(both);
    OpenAiGrading grading = mode.call(
        () -> graders.run(both, "Oak", Map.of("leaf", "Oak")),
        () -> graders.runAsync(both, "Oak", Map.of("leaf", "Oak")));

    assertThat(grading.reward()).contains(0.5);
    assertThat(grading.errors()).isEmpty();
    assertThat(graders.run(exact, "Ash", Map.of("leaf", "Oak")).reward()).contains(0.0);
    OpenAiGrader wrong = OpenAiGrader.of(Map.of("type", "picture_check", "name", "p"));
    assertThatThrownBy(() -> graders.validate(wrong)).isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void textsAndPicturesAreModerated(CallMode mode) {
    OpenAiModerationService moderations = ai.moderations();

    OpenAiModeration texts = mode.call(
        () -> moderations.create(r -> r.text("An oak").text("I will kill it")),
        () -> moderations.createAsync(r -> r.text("An oak").text("I will kill it")));
    OpenAiModeration picture = mode.call(
        () -> moderations.create(r -> r.text("An oak").image(PIXEL)),
        () -> moderations.createAsync(r -> r.text("An oak").image(PIXEL)));

    assertThat(texts.results())
        .extracting(OpenAiModerationResult::flagged)
        .containsExactly(false, true);
    assertThat(texts.results().get(1).categories()).containsEntry("violence", true);
    assertThat(picture.flagged()).isFalse();
    assertThat(picture.results()).hasSize(1);
    assertThat(picture.results().get(0).appliedInputTypes().get("violence")).contains("image");
  }
}
