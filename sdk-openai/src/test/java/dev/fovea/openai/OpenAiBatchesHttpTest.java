package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.chat.ChatRequest;
import dev.fovea.config.ProviderOptions;
import dev.fovea.error.FoveaException;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchResult;
import dev.fovea.inference.BatchStatus;
import dev.fovea.json.JsonCodec;
import dev.fovea.page.Page;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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

class OpenAiBatchesHttpTest {
  private static final String ID = "batch_67d4";

  @RegisterExtension
  final Recorded openAi = new Recorded();

  @TempDir
  Path folder;

  private OpenAiClient client;
  private OpenAiBatchService batches;

  @BeforeEach
  void open() {
    client = openAi.client();
    batches = client.batches();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Batch create(CallMode mode, BatchRequest request) {
    return mode.call(() -> batches.create(request), () -> batches.createAsync(request));
  }

  private static BatchRequest request() {
    return BatchRequest.of(r -> r.inputFile("file-In1"));
  }

  private OpenAiBatch told(String which) {
    openAi.replay("batches/GET_batches_{id}" + which);
    return (OpenAiBatch) batches.get(ID);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createAsksForChatWithinADayUnlessToldOtherwise(CallMode mode) {
    openAi.replay("batches/POST_batches");

    Batch batch = create(mode, request());

    assertThat(batch.id()).isEqualTo(ID);
    assertThat(batch.status()).isEqualTo(BatchStatus.VALIDATING);
    assertThat(batch.endpoint()).contains("/v1/chat/completions");
    assertThat(batch.inputFile()).contains("file-In1");
    assertThat(batch.createdAt()).contains(Instant.ofEpochSecond(1_790_000_000));
    assertThat(batch.deadline()).contains(Instant.ofEpochSecond(1_790_086_400));
    assertThat(batch.model()).isEmpty();
    assertThat(batch.outputFile()).isEmpty();
    assertThat(batch.errorFile()).isEmpty();
    assertThat(batch.completedAt()).isEmpty();
    assertThat(batch.failureReason()).isEmpty();
    assertThat(batch.progress()).isEmpty();
    openAi.received("batches/POST_batches");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createSendsEverythingThatWasSet(CallMode mode) {
    openAi.replay("batches/POST_batches.full");
    BatchRequest request = BatchRequest.of(r -> r.inputFile("file-In1")
        .endpoint("/v1/embeddings")
        .completionWindow("48h")
        .putExtraProperty("openai", "colour", "green")
        .putExtraProperty("together", "colour", "red")
        .options(OpenAiBatchOptions.builder()
            .putMetadata("garden", "north")
            .outputExpiresAfter(Duration.ofHours(2))
            .build()));

    OpenAiBatch batch = (OpenAiBatch) create(mode, request);

    assertThat(batch.completionWindow()).contains("48h");
    assertThat(batch.metadata()).isEqualTo(Map.of("garden", "north"));
    assertThat(batch.additionalProperties()).containsEntry("colour", "green");
    openAi.received("batches/POST_batches.full");
  }

  @ParameterizedTest
  @CsvSource({"3599", "2592001"})
  void theOutputLivesFromAnHourToThirtyDays(long seconds) {
    assertThatThrownBy(() -> OpenAiBatchOptions.builder()
            .outputExpiresAfter(Duration.ofSeconds(seconds))
            .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3600 to 2592000");
  }

  @Test
  void whatOpenAiCannotDoIsRefusedBeforeAnythingIsSent() {
    ProviderOptions others = () -> "leaflab";

    assertThatThrownBy(() -> batches.create(r -> r.inputFile("f").model("gpt-4o-2024-08-06")))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("each line of the file names its own model");
    assertThatThrownBy(() -> batches.create(r -> r.inputFile("f").priority(1)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("priority");
    assertThatThrownBy(() -> batches.create(r -> r.inputFile("f").options(others)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("leaflab");
    assertThat(openAi.requests()).isZero();
  }

  @Test
  void labelsAreHeldToTheirLimitsBeforeAnythingIsSent() {
    Consumer<OpenAiBatchOptions.Builder> many =
        o -> IntStream.range(0, 17).forEach(i -> o.putMetadata("k" + i, "v"));

    refusesLabels("use at most 16 labels in metadata, not 17", many);
    refusesLabels(
        "the name of a label 1 to 64 characters, not 65", o -> o.putMetadata("k".repeat(65), "v"));
    refusesLabels("the name of a label 1 to 64 characters, not 0", o -> o.putMetadata("", "v"));
    refusesLabels(
        "the label k 0 to 512 characters, not 513", o -> o.putMetadata("k", "v".repeat(513)));
    assertThat(openAi.requests()).isZero();
  }

  @Test
  void aCharacterOutsideOfTheFirstPlaneCountsOnce() {
    openAi.replay("batches/POST_batches");

    batches.create(r -> r.inputFile("file-In1")
        .options(OpenAiBatchOptions.builder()
            .putMetadata("🌱".repeat(64), "🌱".repeat(512))
            .build()));

    assertThat(openAi.requests()).isEqualTo(1);
  }

  private void refusesLabels(String message, Consumer<OpenAiBatchOptions.Builder> spec) {
    OpenAiBatchOptions.Builder options = OpenAiBatchOptions.builder();
    spec.accept(options);
    assertThatThrownBy(() -> batches.create(r -> r.inputFile("f").options(options.build())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("openai: to create batch, ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aBatchWhoseAnswerIsLostIsNotCreatedTwice(CallMode mode) {
    openAi.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());

    FoveaException failure =
        catchThrowableOfType(FoveaException.class, () -> create(mode, request()));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure).hasMessageContaining("batches().list()");
    assertThat(openAi.requests()).isEqualTo(1);
  }

  @Test
  void aBatchThatWasTooManyIsSentAgain() {
    openAi.answer(429, "{\"error\":{\"message\":\"slow\",\"code\":\"rate_limit_exceeded\"}}");
    openAi.replay("batches/POST_batches");

    batches.create(request());

    openAi.received("batches/POST_batches", "batches/POST_batches");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getAndCancelReadABatch(CallMode mode) {
    openAi.replay("batches/GET_batches_{id}", "batches/POST_batches_{id}_cancel");

    Batch running = mode.call(() -> batches.get(ID), () -> batches.getAsync(ID));
    Batch stopping = mode.call(() -> batches.cancel(ID), () -> batches.cancelAsync(ID));

    assertThat(running.status()).isEqualTo(BatchStatus.IN_PROGRESS);
    assertThat(running.progress()).contains(50.0);
    assertThat(stopping.status()).isEqualTo(BatchStatus.CANCELLING);
    assertThat(((OpenAiBatch) stopping).cancellingAt()).isPresent();
    openAi.received("batches/GET_batches_{id}", "batches/POST_batches_{id}_cancel");
  }

  @Test
  void aCompletedBatchTellsFilesCountsAndTokens() {
    OpenAiBatch batch = told(".completed");

    assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(batch.model()).contains("gpt-4o-2024-08-06");
    assertThat(batch.outputFile()).contains("file-Out1");
    assertThat(batch.errorFile()).contains("file-Err1");
    assertThat(batch.inProgressAt()).contains(Instant.ofEpochSecond(1_790_000_060));
    assertThat(batch.finalizingAt()).contains(Instant.ofEpochSecond(1_790_000_500));
    assertThat(batch.completedAt()).contains(Instant.ofEpochSecond(1_790_000_600));
    assertThat(batch.requests()).contains(8);
    assertThat(batch.answered()).contains(7);
    assertThat(batch.failed()).contains(1);
    assertThat(batch.progress()).contains(100.0);
    assertThat(batch.inputTokens()).contains(1200L);
    assertThat(batch.outputTokens()).contains(340L);
    assertThat(batch.metadata()).isEmpty();
    assertThat(batch).hasToString("OpenAiBatch{batch_67d4}");
  }

  @Test
  void aFailedBatchTellsWhatIsWrongWithItsFile() {
    OpenAiBatch batch = told(".failed");

    assertThat(batch.status()).isEqualTo(BatchStatus.FAILED);
    assertThat(batch.completedAt()).contains(Instant.ofEpochSecond(1_790_000_030));
    assertThat(batch.errors()).hasSize(2);
    assertThat(batch.errors().get(0).rule()).isEqualTo("openai.batch-duplicate-custom-id");
    assertThat(batch.errors().get(0).line()).contains(2L);
    assertThat(batch.errors().get(0).pointer()).contains("/custom_id");
    assertThat(batch.errors().get(1).line()).isEmpty();
    assertThat(batch.failureReason().orElseThrow())
        .contains("line 2 /custom_id: The custom_id 'r1' is used twice");
  }

  @ParameterizedTest
  @CsvSource({".finalizing,IN_PROGRESS", ".expired,EXPIRED", ".cancelled,CANCELLED"})
  void everyStatusOfOpenAisIsKnown(String which, BatchStatus status) {
    OpenAiBatch batch = told(which);

    assertThat(batch.status()).isEqualTo(status);
    assertThat(batch.completedAt().isPresent()).isEqualTo(status.isFinished());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void listGivesTheBatchesHoweverLittleTheyTell(CallMode mode) {
    openAi.replay("batches/GET_batches");

    Page<Batch> page = mode.call(() -> batches.list(), () -> batches.listAsync());

    assertThat(page.items()).extracting(Batch::id).containsExactly(ID, "batch_old");
    assertThat(page.items().get(1).status()).isEqualTo(BatchStatus.UNKNOWN);
    assertThat(page.items().get(1).providerStatus()).isEqualTo("dreaming");
    assertThat(page.items().get(1).progress()).isEmpty();
    assertThat(((OpenAiBatch) page.items().get(1)).errors()).isEmpty();
    openAi.received("batches/GET_batches");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theNextPageBeginsAfterTheLastBatch(CallMode mode) {
    openAi.replay("batches/GET_batches.first", "batches/GET_batches.second");

    Page<Batch> page =
        mode.call(() -> batches.list(q -> q.limit(1)), () -> batches.listAsync(q -> q.limit(1)));

    assertThat(page.all()).extracting(Batch::id).containsExactly(ID);
    openAi.received("batches/GET_batches.first", "batches/GET_batches.second");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitAsksUntilTheBatchHasEnded(CallMode mode) {
    openAi.replay(
        "batches/GET_batches_{id}",
        "batches/GET_batches_{id}.finalizing",
        "batches/GET_batches_{id}.completed");

    Batch ended = mode.call(() -> batches.await(ID), () -> batches.awaitAsync(ID));

    assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(openAi.requests()).isEqualTo(3);
  }

  private static BatchItem item(String id) {
    return new BatchItem(
        id, ChatRequest.of(r -> r.model("gpt-4o-2024-08-06").maxTokens(5).user("Which leaf?")));
  }

  @Test
  void aLineSaysWhereItsRequestGoes() throws IOException {
    Path file = batches.writeInput(folder.resolve("in.jsonl"), List.of(item("a \"1\""), item("b")));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(JsonCodec.shared().tree(lines.get(0).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Map.of(
            "custom_id",
            "a \"1\"",
            "method",
            "POST",
            "url",
            "/v1/chat/completions",
            "body",
            Map.of(
                "model",
                "gpt-4o-2024-08-06",
                "messages",
                List.of(Map.of("role", "user", "content", "Which leaf?")),
                "max_completion_tokens",
                5)));
    assertThat(openAi.requests()).isZero();
  }

  @Test
  void whatOpenAiWouldRefuseIsNotWritten() {
    Path file = folder.resolve("in.jsonl");
    Iterable<BatchItem> many =
        () -> IntStream.rangeClosed(0, 50_000).mapToObj(i -> item("r" + i)).iterator();

    assertThatThrownBy(() -> batches.writeInput(file, List.of(item("a"), item("a"))))
        .hasMessageContaining("stands twice");
    assertThatThrownBy(() -> batches.writeInput(file, many))
        .hasMessageContaining("at most 50000 requests and 209715200 bytes");
    assertThat(file).doesNotExist();
  }

  @Test
  void theFileOfRequestsIsForBatches() {
    assertThat(batches.filePurpose()).isEqualTo("batch");
  }

  @Test
  void answersAndFailuresAreReadLineByLine() throws IOException {
    Path file = Files.writeString(
        folder.resolve("out.jsonl"),
        "{\"id\":\"batch_req_1\",\"custom_id\":\"b\",\"response\":{\"status_code\":200,"
            + "\"request_id\":\"req_1\",\"body\":{\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"Oak\"},\"finish_reason\":\"stop\"}]}},"
            + "\"error\":null}\n"
            + "{\"id\":\"batch_req_2\",\"custom_id\":\"a\",\"response\":{\"status_code\":400,"
            + "\"request_id\":\"req_2\",\"body\":{\"error\":{\"message\":\"no such model\","
            + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}},\"error\":null}\n"
            + "{\"id\":\"batch_req_3\",\"custom_id\":\"c\",\"response\":null,"
            + "\"error\":{\"code\":\"batch_expired\",\"message\":\"not done in time\"}}\n");

    try (Stream<BatchResult> lines = batches.readResults(file)) {
      List<BatchResult> results = lines.toList();
      assertThat(results).extracting(BatchResult::customId).containsExactly("b", "a", "c");
      assertThat(results.get(0).completion().orElseThrow().text()).isEqualTo("Oak");
      assertThat(results.get(1).errorMessage()).contains("no such model");
      assertThat(results.get(2).errorMessage().orElseThrow()).contains("not done in time");
    }
  }
}
