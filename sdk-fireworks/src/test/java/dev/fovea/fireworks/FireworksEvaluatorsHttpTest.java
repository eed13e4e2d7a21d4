package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ConflictException;
import dev.fovea.error.JobFailedException;
import dev.fovea.finetuning.FineTuningMethod;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FireworksEvaluatorsHttpTest {
  private static final String NAME = "accounts/acme/evaluators/exact";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  @TempDir
  Path folder;

  private FireworksClient ai;

  @BeforeEach
  void open() {
    ai = fireworks.client();
  }

  @AfterEach
  void close() {
    ai.close();
  }

  private static void everything(FireworksEvaluatorSpec spec) {
    spec.displayName("Exact total")
        .description("Full marks for the right total.")
        .entryPoint("main.py::evaluate")
        .requirements("pydantic==2.8")
        .defaultDataset("accounts/acme/datasets/prompts")
        .commitHash("1a2b3c")
        .gitHub("leaflab/graders")
        .criterion(c -> c.name("total")
            .description("the sum")
            .language("python")
            .entry("main.py", "evaluate")
            .file("main.py", "def evaluate(): return 1.0"));
  }

  private FireworksEvaluator create(CallMode mode, Consumer<FireworksEvaluatorSpec> spec) {
    return mode.call(
        () -> ai.evaluators().create("exact", spec),
        () -> ai.evaluators().createAsync("exact", spec));
  }

  private Path archive() throws IOException {
    return Files.writeString(folder.resolve("grader.tar.gz"), "not so long");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void isCreatedWithItsCodeInTheRequest(CallMode mode) {
    fireworks.replay("evaluators/POST_evaluatorsV2");

    FireworksEvaluator evaluator = create(mode, FireworksEvaluatorsHttpTest::everything);

    fireworks.received("evaluators/POST_evaluatorsV2");
    assertThat(evaluator.id()).isEqualTo(NAME);
    assertThat(evaluator.state()).isEqualTo("BUILDING");
    assertThat(evaluator.isActive()).isFalse();
    assertThat(evaluator.displayName()).contains("Exact total");
    assertThat(evaluator.description()).contains("Full marks for the right total.");
    assertThat(evaluator.entryPoint()).contains("main.py::evaluate");
    assertThat(evaluator.requirements()).contains("pydantic==2.8");
    assertThat(evaluator.defaultDataset()).contains("accounts/acme/datasets/prompts");
    assertThat(evaluator.commitHash()).contains("1a2b3c");
    assertThat(evaluator.createdBy()).contains("rangers@leaflab.example");
    assertThat(evaluator.createdAt()).contains(Instant.parse("2026-05-07T08:00:00Z"));
    assertThat(evaluator.updatedAt()).contains(Instant.parse("2026-05-07T08:01:00Z"));
    assertThat(evaluator.problem()).isEmpty();
    assertThat(evaluator.method())
        .isEqualTo(FineTuningMethod.reinforcement(Map.of("evaluator", NAME)));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void isMadeOnceWhenTheAnswerIsLost(CallMode mode) {
    fireworks.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    fireworks.answer(409, "{\"code\":6,\"message\":\"it exists\",\"details\":[]}");
    fireworks.replay("evaluators/GET_evaluators_{id}");

    assertThat(create(mode, s -> s.entryPoint("main.py::evaluate")).id()).isEqualTo(NAME);
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anotherUnderTheIdIsAConflict(CallMode mode) {
    fireworks.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    fireworks.answer(409, "{\"code\":6,\"message\":\"it exists\",\"details\":[]}");
    fireworks.replay("evaluators/GET_evaluators_{id}");

    assertThatThrownBy(() -> create(mode, s -> s.entryPoint("other.py::evaluate")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("its entryPoint is another");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void isUploadedAsAnArchiveWithoutTheKeyAtTheStore(CallMode mode) throws IOException {
    Path code = archive();
    fireworks.replay("evaluators/POST_evaluatorsV2");
    fireworks.replay("evaluators/POST_evaluators_{id}_getUploadEndpoint");
    fireworks.answer(200, "");
    fireworks.answer(200, "{}");
    fireworks.replay("evaluators/GET_evaluators_{id}");

    FireworksEvaluator evaluator = mode.call(
        () -> ai.evaluators().upload("exact", code, s -> s.entryPoint("main.py::evaluate")),
        () -> ai.evaluators().uploadAsync("exact", code, s -> s.entryPoint("main.py::evaluate")));

    assertThat(evaluator.id()).isEqualTo(NAME);
    fireworks.received(
        "evaluators/POST_evaluatorsV2.upload", "evaluators/POST_evaluators_{id}_getUploadEndpoint");
    stored();
    fireworks.received(
        "evaluators/POST_evaluators_{id}_validateUpload", "evaluators/GET_evaluators_{id}");
  }

  private void stored() {
    RecordedRequest put = fireworks.request();
    assertThat(put.getMethod()).isEqualTo("PUT");
    assertThat(put.getUrl().encodedPath()).isEqualTo("/store/grader.tar.gz");
    assertThat(put.getHeaders().get("Authorization")).isNull();
    assertThat(put.getHeaders().get("x-goog-content-length-range")).isEqualTo("11,11");
    assertThat(put.getBody().utf8()).isEqualTo("not so long");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void otherCodeIsAnnouncedBeforeItIsStored(CallMode mode) throws IOException {
    Path code = archive();
    fireworks.replay("evaluators/GET_evaluators_{id}");
    fireworks.replay("evaluators/POST_evaluators_{id}_getUploadEndpoint");
    fireworks.answer(200, "");
    fireworks.answer(200, "{}");
    fireworks.replay("evaluators/GET_evaluators_{id}");

    mode.call(
        () -> ai.evaluators().replaceCode(NAME, code),
        () -> ai.evaluators().replaceCodeAsync(NAME, code));

    fireworks.received("evaluators/PATCH_evaluators_{id}.code");
    fireworks.received("evaluators/POST_evaluators_{id}_getUploadEndpoint");
    stored();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void anArchiveThatIsNotThereIsNoticedFirst(CallMode mode) {
    Path missing = folder.resolve("missing.tar.gz");

    assertThatThrownBy(() -> mode.call(
            () -> ai.evaluators().upload("exact", missing, s -> s.entryPoint("e")),
            () -> ai.evaluators().uploadAsync("exact", missing, s -> s.entryPoint("e"))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("missing.tar.gz");
    assertThat(fireworks.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void isReadListedChangedAndDeleted(CallMode mode) {
    fireworks.replay("evaluators/GET_evaluators_{id}", "evaluators/GET_evaluators");
    fireworks.replay("evaluators/GET_evaluators_{id}");
    fireworks.answer(404, "{\"code\":5,\"message\":\"gone\",\"details\":[]}");
    Consumer<FireworksListQuery> query = q -> q.pageSize(1).orderBy("create_time desc");

    mode.call(() -> ai.evaluators().get("exact"), () -> ai.evaluators().getAsync("exact"));
    List<FireworksEvaluator> listed = mode.call(
            () -> ai.evaluators().list(query), () -> ai.evaluators().listAsync(query))
        .items();
    mode.call(
        () -> ai.evaluators().update(NAME, s -> s.displayName("Exact sum")),
        () -> ai.evaluators().updateAsync(NAME, s -> s.displayName("Exact sum")));
    mode.call(
        () -> {
          ai.evaluators().delete(NAME);
          return true;
        },
        () -> ai.evaluators().deleteAsync(NAME).thenApply(gone -> true));

    assertThat(listed).extracting(FireworksEvaluator::id).containsExactly(NAME);
    fireworks.received(
        "evaluators/GET_evaluators_{id}",
        "evaluators/GET_evaluators",
        "evaluators/PATCH_evaluators_{id}",
        "evaluators/DELETE_evaluators_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void isAwaitedUntilItIsBuilt(CallMode mode) {
    fireworks.replay("evaluators/GET_evaluators_{id}");
    fireworks.answer(200, "{\"name\":\"" + NAME + "\",\"state\":\"ACTIVE\"}");

    FireworksEvaluator evaluator = await(mode);

    assertThat(evaluator.isActive()).isTrue();
    assertThat(fireworks.timing.naps).containsExactly(Duration.ofSeconds(3));
  }

  private FireworksEvaluator await(CallMode mode) {
    return mode.call(
        () -> ai.evaluators().await(NAME, w -> w.floor(Duration.ofSeconds(3))),
        () -> ai.evaluators().awaitAsync(NAME, w -> w.floor(Duration.ofSeconds(3))));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void codeThatCannotBeBuiltEndsTheWaitWithTheReason(CallMode mode) {
    fireworks.answer(
        200,
        "{\"name\":\"" + NAME + "\",\"state\":\"BUILD_FAILED\",\"status\":{\"code\":"
            + "\"INVALID_ARGUMENT\",\"message\":\"main.py: line 3\"}}");

    assertThatThrownBy(() -> await(mode))
        .isInstanceOfSatisfying(
            JobFailedException.class, e -> assertThat(e.reason()).isEqualTo("main.py: line 3"))
        .hasMessageContaining("could not be built: main.py: line 3")
        .hasMessageContaining("downloadBuildLog");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void itsLogAndItsCodeAreDownloaded(CallMode mode) throws IOException {
    fireworks.replay("evaluators/GET_evaluators_{id}_getBuildLogEndpoint");
    fireworks.answer(200, "built");
    fireworks.replay("evaluators/GET_evaluators_{id}_getSourceCodeSignedUrl");
    fireworks.answer(200, "code");
    Path target = folder.resolve("build.log");

    Path log = mode.call(
        () -> ai.evaluators().downloadBuildLog(NAME, target),
        () -> ai.evaluators().downloadBuildLogAsync(NAME, target));
    List<Path> code = mode.call(
        () -> ai.evaluators().downloadCode(NAME, folder),
        () -> ai.evaluators().downloadCodeAsync(NAME, folder));

    assertThat(Files.readString(log)).isEqualTo("built");
    assertThat(code).containsExactly(folder.resolve("grader.tar.gz").toAbsolutePath());
    assertThat(Files.readString(code.get(0))).isEqualTo("code");
    fireworks.received("evaluators/GET_evaluators_{id}_getBuildLogEndpoint");
    assertThat(fireworks.request().getUrl().encodedPath()).isEqualTo("/store/build.log");
    fireworks.received("evaluators/GET_evaluators_{id}_getSourceCodeSignedUrl");
  }

  @Test
  void whatIsNotSetOrCannotBeIsRefused() {
    assertThatThrownBy(() -> ai.evaluators().create("exact", s -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("create evaluator: nothing is set");
    assertThatThrownBy(() ->
            ai.evaluators().create("exact", s -> s.criterion(c -> c.name("total"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("codeSnippets is missing");
    assertThatThrownBy(() -> ai.evaluators().create("Exact!", s -> s.entryPoint("e")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'Exact!' cannot be an id");
    assertThatThrownBy(() -> ai.evaluators().get("accounts/acme/models/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not the name of one of the evaluators");
    assertThat(fireworks.requests()).isZero();
  }
}
