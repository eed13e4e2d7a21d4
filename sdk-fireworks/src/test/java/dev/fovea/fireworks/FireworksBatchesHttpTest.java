package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatRequest;
import dev.fovea.error.ConflictException;
import dev.fovea.error.TransportException;
import dev.fovea.error.UnsendableRequestException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.image.Image;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchResult;
import dev.fovea.inference.BatchStatus;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FireworksBatchesHttpTest {
  private static final String NAME = "accounts/acme/batchInferenceJobs/night";
  private static final String MODEL = "accounts/fireworks/models/leaf-vlm";

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  @TempDir
  Path folder;

  private FireworksClient client;

  @BeforeEach
  void open() {
    fireworks.timing.random = 0.5;
    client = fireworks.client();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static BatchRequest everything() {
    return BatchRequest.of(r -> r.inputFile("sheets")
        .model(MODEL)
        .putExtraProperty("fireworks", "colour", "green")
        .options(FireworksBatchOptions.builder()
            .jobId("night")
            .displayName("Night")
            .precision("FP8")
            .outputDataset("accounts/other/datasets/answers")
            .continuedFrom("evening")
            .maxTokens(256)
            .temperature(0.5)
            .topP(0.25)
            .topK(5)
            .n(2)
            .putExtraField("stop", List.of("###"))
            .build()));
  }

  private static BatchRequest plain() {
    return BatchRequest.of(r -> r.inputFile("accounts/acme/datasets/sheets").model(MODEL));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createSendsEverythingUnderAnIdOfTheCaller(CallMode mode) {
    fireworks.replay("batches/POST_batchInferenceJobs");

    Batch batch = mode.call(
        () -> client.batches().create(everything()),
        () -> client.batches().createAsync(everything()));

    assertThat(batch.id()).isEqualTo(NAME);
    assertThat(batch.status()).isEqualTo(BatchStatus.VALIDATING);
    assertThat(batch.providerStatus()).isEqualTo("JOB_STATE_CREATING");
    assertThat(batch.model()).contains(MODEL);
    assertThat(batch.inputFile()).contains("accounts/acme/datasets/sheets");
    assertThat(batch.outputFile()).contains("accounts/acme/datasets/answers");
    assertThat(batch.errorFile()).isEmpty();
    assertThat(batch.endpoint()).isEmpty();
    assertThat(batch.deadline()).isEmpty();
    assertThat(batch.completedAt()).isEmpty();
    assertThat(batch.createdAt()).contains(Instant.parse("2026-05-04T10:11:12Z"));
    FireworksBatch own = (FireworksBatch) batch;
    assertThat(own.displayName()).contains("Night");
    assertThat(own.createdBy()).contains("ana@acme.test");
    assertThat(own).hasToString("FireworksBatch[" + NAME + ", JOB_STATE_CREATING]");
    fireworks.received("batches/POST_batchInferenceJobs");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aLostAnswerMakesNoSecondBatch(CallMode mode) {
    fireworks.http.enqueue(new MockResponse.Builder()
        .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
        .build());
    fireworks.answer(409, "{\"code\":6,\"message\":\"already exists\",\"details\":[]}");
    fireworks.replay("batches/GET_batchInferenceJobs_{id}");

    Batch batch = mode.call(
        () -> client.batches().create(plain()), () -> client.batches().createAsync(plain()));

    assertThat(batch.status()).isEqualTo(BatchStatus.IN_PROGRESS);
    assertThat(fireworks.requests()).isEqualTo(3);
    fireworks.received(
        "batches/POST_batchInferenceJobs.plain", "batches/POST_batchInferenceJobs.plain");
    assertThat(fireworks.request().getUrl().encodedPath())
        .isEqualTo("/v1/accounts/acme/batchInferenceJobs/fovea-ssssssssssss");
  }

  @Test
  void anotherBatchUnderTheIdAfterALostAnswerIsAConflict() {
    fireworks.http.enqueue(new MockResponse.Builder()
        .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
        .build());
    fireworks.answer(409, "{\"code\":6,\"message\":\"already exists\",\"details\":[]}");
    fireworks.answer(
        200, "{\"name\":\"" + NAME + "\",\"inputDatasetId\":\"accounts/acme/datasets/others\"}");

    assertThatThrownBy(() -> client.batches().create(plain()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("inputDatasetId");
    assertThat(fireworks.requests()).isEqualTo(3);
  }

  @Test
  void anIdThatIsTakenIsAConflictAtOnce() {
    fireworks.answer(409, "{\"code\":6,\"message\":\"already exists\",\"details\":[]}");

    assertThatThrownBy(() -> client.batches().create(everything()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("ALREADY_EXISTS");
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @Test
  void whatNobodyAnsweredIsGivenUp() {
    for (int i = 0; i < 3; i++) {
      fireworks.http.enqueue(new MockResponse.Builder()
          .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
          .build());
    }

    assertThatThrownBy(() -> client.batches().create(plain()))
        .isInstanceOf(TransportException.class);
    fireworks.received(
        "batches/POST_batchInferenceJobs.plain",
        "batches/POST_batchInferenceJobs.plain",
        "batches/POST_batchInferenceJobs.plain");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getTellsHowFarItIs(CallMode mode) {
    fireworks.replay("batches/GET_batchInferenceJobs_{id}");

    FireworksBatch batch = (FireworksBatch)
        mode.call(() -> client.batches().get("night"), () -> client.batches().getAsync(NAME));

    assertThat(batch.progress()).contains(40.0);
    assertThat(batch.requests()).contains(10);
    assertThat(batch.answered()).contains(3);
    assertThat(batch.failed()).contains(1);
    assertThat(batch.failureReason()).isEmpty();
    assertThat(batch.additionalProperties()).containsKey("updateTime");
    fireworks.received("batches/GET_batchInferenceJobs_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitAsksUntilItHasEnded(CallMode mode) {
    fireworks.replay(
        "batches/GET_batchInferenceJobs_{id}", "batches/GET_batchInferenceJobs_{id}.completed");

    Batch batch =
        mode.call(() -> client.batches().await(NAME), () -> client.batches().awaitAsync(NAME));

    assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(batch.completedAt()).contains(Instant.parse("2026-05-04T10:20:00Z"));
    assertThat(batch.failureReason()).isEmpty();
    assertThat(fireworks.requests()).isEqualTo(2);
  }

  @Test
  void aFailedBatchSaysWhy() {
    fireworks.replay("batches/GET_batchInferenceJobs_{id}.failed");

    Batch batch = client.batches().get(NAME);

    assertThat(batch.status()).isEqualTo(BatchStatus.FAILED);
    assertThat(batch.failureReason()).contains("line 2: custom_id is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "JOB_STATE_PENDING, VALIDATING",
    "JOB_STATE_WRITING_RESULTS, IN_PROGRESS",
    "JOB_STATE_EARLY_STOPPED, COMPLETED",
    "JOB_STATE_CANCELLING, CANCELLING",
    "JOB_STATE_DELETING, CANCELLING",
    "JOB_STATE_CANCELLED, CANCELLED",
    "JOB_STATE_EXPIRED, EXPIRED",
    "JOB_STATE_UNSPECIFIED, UNKNOWN",
    "RUNNING, IN_PROGRESS",
    "JOB_STATE_DREAMING, UNKNOWN"
  })
  void everyWordHasItsStatus(String word, BatchStatus status) {
    fireworks.answer(200, "{\"name\":\"" + NAME + "\",\"state\":\"" + word + "\"}");

    assertThat(client.batches().get(NAME).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listsGoFromPageToPageWithTheirQuery(CallMode mode) {
    fireworks.replay("batches/GET_batchInferenceJobs", "batches/GET_batchInferenceJobs.next");

    Page<Batch> page = mode.call(
        () -> client.batches().list(q -> q.filter("state=\"JOB_STATE_RUNNING\"").pageSize(1)),
        () -> client
            .batches()
            .listAsync(q -> q.filter("state=\"JOB_STATE_RUNNING\"").pageSize(1)));

    assertThat(page.items()).extracting(Batch::id).containsExactly(NAME);
    assertThat(page.next().orElseThrow().items()).isEmpty();
    fireworks.received(
        "batches/GET_batchInferenceJobs.query", "batches/GET_batchInferenceJobs.next");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theWholeListAsksForNothing(CallMode mode) {
    fireworks.replay("batches/GET_batchInferenceJobs");

    Page<Batch> page =
        mode.call(() -> client.batches().list(), () -> client.batches().listAsync());

    assertThat(page.items()).hasSize(1);
    fireworks.received("batches/GET_batchInferenceJobs");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void deleteIsDoneWhenItIsGone(CallMode mode) {
    fireworks.replay("batches/DELETE_batchInferenceJobs_{id}");
    fireworks.answer(404, "{\"code\":5,\"message\":\"not found\",\"details\":[]}");

    for (int i = 0; i < 2; i++) {
      mode.call(
          () -> {
            client.batches().delete("night");
            return "";
          },
          () -> client.batches().deleteAsync("night").thenApply(gone -> ""));
    }

    fireworks.received(
        "batches/DELETE_batchInferenceJobs_{id}", "batches/DELETE_batchInferenceJobs_{id}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void cancellingIsRefusedWithAnotherWay(CallMode mode) {
    assertThatThrownBy(() -> mode.call(
            () -> client.batches().cancel(NAME), () -> client.batches().cancelAsync(NAME)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("delete");
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void wishesThatFireworksHasNoWordForAreRefused() {
    assertThatThrownBy(
            () -> client.batches().create(r -> r.inputFile("x").model("m").completionWindow("24h")))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("completion window");
    assertThatThrownBy(
            () -> client.batches().create(r -> r.inputFile("x").model("m").priority(1)))
        .isInstanceOf(UnsupportedCapabilityException.class);
    assertThatThrownBy(
            () -> client.batches().create(r -> r.inputFile("x").model("m").endpoint("/v1/x")))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("/v1/chat/completions");
    assertThatThrownBy(() -> client.batches().create(r -> r.inputFile("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model");
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void theFileOfRequestsHoldsALineForEachAndAnswersAreReadBack() throws IOException {
    Path input = folder.resolve("in.jsonl");
    Path output = folder.resolve("out.jsonl");
    ChatRequest question = ChatRequest.of(r -> r.model(MODEL).user("Which tree?"));

    client.batches().writeInput(input, List.of(new BatchItem("r1", question)));
    Files.writeString(output, """
        {"custom_id":"r1","response":{"status_code":200,"body":{"choices":[{"index":0,"message":{"role":"assistant","content":"oak"}}]}}}
        {"custom_id":"r3","response":{"id":"c3","choices":[{"index":0,"message":{"role":"assistant","content":"elm"}}]}}
        {"custom_id":"r2","error":{"code":"400","message":"no picture"}}
        """);

    assertThat(Files.readString(input))
        .isEqualTo("{\"custom_id\":\"r1\",\"body\":{\"model\":\"" + MODEL
            + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Which tree?\"}]}}\n");
    try (Stream<BatchResult> results = client.batches().readResults(output)) {
      Map<String, String> read = results.collect(Collectors.toMap(
          BatchResult::customId,
          result -> result
              .completion()
              .map(answer -> answer.text())
              .orElseGet(() -> result.errorMessage().orElseThrow())));
      assertThat(read).isEqualTo(Map.of("r1", "oak", "r2", "no picture", "r3", "elm"));
    }
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void aRequestWithABrokenPictureIsNotWritten() {
    ChatRequest question =
        ChatRequest.of(r -> r.model(MODEL).user("Which tree?", Image.of(new byte[] {1})));
    Path input = folder.resolve("in.jsonl");

    assertThatThrownBy(
            () -> client.batches().writeInput(input, List.of(new BatchItem("r1", question))))
        .isInstanceOf(UnsendableRequestException.class);
    assertThat(input).doesNotExist();
  }
}
