package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatRequest;
import dev.fovea.config.ProviderOptions;
import dev.fovea.error.FoveaException;
import dev.fovea.error.ImageException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.image.Image;
import dev.fovea.image.ImageSource;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchResult;
import dev.fovea.inference.BatchStatus;
import dev.fovea.json.JsonCodec;
import dev.fovea.providertests.CallMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherBatchesHttpTest {
  private static final String ID = "0f0e0d0c-2222-4333-8444-955566667777";
  private static final byte[] DOT = Base64.getDecoder()
      .decode(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5"
              + "ErkJggg==");

  @RegisterExtension
  final Recorded together = new Recorded();

  @TempDir
  Path folder;

  private TogetherClient client;

  @BeforeEach
  void open() {
    client = together.client(b -> {});
  }

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createSendsEverythingAndUnwrapsTheBatchAndItsWarning(CallMode mode) {
    together.replay("batches/POST_batches");
    BatchRequest request = BatchRequest.of(r -> r.inputFile("file-11")
        .completionWindow("24h")
        .priority(2)
        .model("leaflab/base-vlm")
        .putExtraProperty("together", "label", "herbarium"));

    Batch batch = mode.call(
        () -> client.batches().create(request), () -> client.batches().createAsync(request));

    assertThat(batch.id()).isEqualTo(ID);
    assertThat(batch.status()).isEqualTo(BatchStatus.VALIDATING);
    assertThat(batch.endpoint()).contains("/v1/chat/completions");
    assertThat(batch.model()).contains("leaflab/base-vlm");
    assertThat(batch.inputFile()).contains("file-11");
    assertThat(batch.outputFile()).isEmpty();
    assertThat(batch.errorFile()).isEmpty();
    assertThat(batch.completedAt()).isEmpty();
    assertThat(batch.failureReason()).isEmpty();
    assertThat(batch.createdAt()).contains(Instant.parse("2026-09-01T10:00:00Z"));
    assertThat(batch.deadline()).contains(Instant.parse("2026-09-02T10:00:00Z"));
    assertThat(batch.additionalProperties()).containsEntry("colour", "green");
    TogetherBatch own = (TogetherBatch) batch;
    assertThat(own.warning()).contains("The file is large.");
    assertThat(own.userId()).contains("user_leaf");
    assertThat(own.inputBytes()).contains(4096L);
    together.received("batches/POST_batches");
  }

  @Test
  void optionsOfOtherProvidersAreRefused() {
    ProviderOptions others = () -> "leaflab";

    assertThatThrownBy(() -> client.batches().create(r -> r.inputFile("file-11").options(others)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("leave them out");
    assertThat(together.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void getAndCancelReadABatchWithoutAWrapper(CallMode mode) {
    together.replay("batches/GET_batches_{id}", "batches/POST_batches_{id}_cancel");

    Batch running =
        mode.call(() -> client.batches().get(ID), () -> client.batches().getAsync(ID));
    Batch stopping =
        mode.call(() -> client.batches().cancel(ID), () -> client.batches().cancelAsync(ID));

    assertThat(running.status()).isEqualTo(BatchStatus.IN_PROGRESS);
    assertThat(running.progress()).contains(42.5);
    assertThat(stopping.status()).isEqualTo(BatchStatus.CANCELLING);
    assertThat(stopping.providerStatus()).isEqualTo("CANCELING");
    together.received("batches/GET_batches_{id}", "batches/POST_batches_{id}_cancel");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void theListIsABareArray(CallMode mode) {
    together.replay("batches/GET_batches");

    List<Batch> batches = mode.call(
            () -> client.batches().list(), () -> client.batches().listAsync())
        .items();

    assertThat(batches).hasSize(2);
    assertThat(batches.get(0).outputFile()).contains("file-12");
    assertThat(batches.get(1).status()).isEqualTo(BatchStatus.UNKNOWN);
    assertThat(batches.get(1).providerStatus()).isEqualTo("DREAMING");
    together.received("batches/GET_batches");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{\"data\":[]}", "{\"data\":null}"})
  void noBatchesAtAllAreAnEmptyList(String body) {
    together.answer(200, body);

    assertThat(client.batches().list().items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void awaitAsksUntilTheBatchHasEnded(CallMode mode) {
    together.replay(
        "batches/GET_batches_{id}",
        "batches/GET_batches_{id}",
        "batches/GET_batches_{id}.completed");

    Batch ended =
        mode.call(() -> client.batches().await(ID), () -> client.batches().awaitAsync(ID));

    assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(ended.errorFile()).contains("file-13");
    assertThat(ended.completedAt()).contains(Instant.parse("2026-09-01T11:30:00.250Z"));
    assertThat(together.requests()).isEqualTo(3);
  }

  @Test
  void aRefusalIsABareText() {
    together.answer(400, "{\"error\":\"the file has the wrong purpose\"}");

    assertThatThrownBy(() -> client.batches().create(r -> r.inputFile("file-1")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("together: create batch failed: the file has the wrong purpose");
  }

  @Test
  void aBatchNobodyKnowsOfIsNotCreatedTwice() {
    together.answer(500, "{\"error\":\"oh\"}");

    assertThatThrownBy(() -> client.batches().create(r -> r.inputFile("file-1")))
        .isInstanceOf(FoveaException.class)
        .hasMessageContaining("batches().list()");
    assertThat(together.requests()).isEqualTo(1);
  }

  private static BatchItem item(String id) {
    return new BatchItem(id, ChatRequest.of(r -> r.model("m").user("Which leaf?")));
  }

  @Test
  void theInputFileHoldsALineForEachRequestWithItsPicture() throws IOException {
    Path picture = Files.write(folder.resolve("leaf.png"), DOT);
    ChatRequest seeing = ChatRequest.of(r -> r.model("m")
        .maxTokens(5)
        .user("Which leaf?", Image.of(picture))
        .options(TogetherChatOptions.builder().topK(3).build()));

    Path file = client
        .batches()
        .writeInput(
            folder.resolve("in.jsonl"), List.of(item("a \"1\""), new BatchItem("b", seeing)));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(tree(lines.get(0)))
        .isEqualTo(Map.of(
            "custom_id",
            "a \"1\"",
            "body",
            Map.of(
                "model",
                "m",
                "messages",
                List.of(Map.of("role", "user", "content", "Which leaf?")))));
    assertThat(lines.get(1))
        .contains("\"top_k\":3", "\"max_tokens\":5")
        .contains("data:image/png;base64," + Base64.getEncoder().encodeToString(DOT))
        .doesNotContain("stream");
    assertThat(together.requests()).isZero();
  }

  private static Object tree(String json) {
    return JsonCodec.shared().tree(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theInputFileAppearsWholeOrNotAtAll() throws IOException {
    Path picture = Files.write(folder.resolve("leaf.png"), DOT);
    Image leaf = Image.of(picture);
    Files.write(picture, new byte[] {1});
    Path file = Files.writeString(folder.resolve("in.jsonl"), "as it was");
    List<BatchItem> broken =
        List.of(item("a"), new BatchItem("b", ChatRequest.of(r -> r.model("m").user("?", leaf))));

    assertThatThrownBy(() -> client.batches().writeInput(file, broken))
        .isInstanceOf(ImageException.class);
    assertThat(file).hasContent("as it was");
    assertThatThrownBy(() -> client.batches().writeInput(folder.resolve("no/in.jsonl"), broken))
        .isInstanceOf(UncheckedIOException.class);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(picture, file);
    }
  }

  @Test
  void whatTogetherWouldRefuseIsNotWritten() {
    Path file = folder.resolve("in.jsonl");
    String tooLong = "x".repeat(65);

    assertThatThrownBy(() -> client.batches().writeInput(file, List.of()))
        .hasMessageContaining("at least one request");
    assertThatThrownBy(() -> client.batches().writeInput(file, List.of(item(tooLong))))
        .hasMessageContaining("65 characters");
    assertThatThrownBy(() -> client.batches().writeInput(file, List.of(item("a"), item("a"))))
        .hasMessageContaining("stands twice");
    Iterable<BatchItem> many =
        () -> IntStream.rangeClosed(0, 50_000).mapToObj(i -> item("r" + i)).iterator();
    assertThatThrownBy(() -> client.batches().writeInput(file, many))
        .hasMessageContaining("request 50001 is too many");
    BatchItem big = new BatchItem(
        "big", ChatRequest.of(r -> r.model("m").user("?", Image.of(new Pretended(80 << 20)))));
    assertThatThrownBy(() -> client.batches().writeInput(file, List.of(big)))
        .hasMessageContaining("104857600 bytes; split it");
    assertThat(file).doesNotExist();
  }

  @Test
  void resultsAreReadLineByLineAnswersAndErrorsAlike() throws IOException {
    Path file = Files.writeString(folder.resolve("out.jsonl"), """
        {"custom_id":"r1","response":{"status_code":200,"body":{"id":"o1","choices":[{"message":{"content":"Oak"},"finish_reason":"stop"}],"usage":{"total_tokens":9}}}}

        {"custom_id":"r2","error":{"message":"too long","code":"context_length"}}
        {"response":{"body":{"error":{"message":"no model"}},"status_code":404,"request_id":"q"},"custom_id":"r3","error":null}
        {"custom_id":"r4","error":"overloaded","extra":[1]}
        {"custom_id":"r5"}
        """);

    List<BatchResult> results;
    try (Stream<BatchResult> lines = client.batches().readResults(file)) {
      results = lines.toList();
    }

    assertThat(results)
        .extracting(BatchResult::customId)
        .containsExactly("r1", "r2", "r3", "r4", "r5");
    assertThat(results.get(0).completion().orElseThrow().text()).isEqualTo("Oak");
    assertThat(results.get(0).status()).contains(200);
    assertThat(results.get(0).errorMessage()).isEmpty();
    assertThat(results.get(1).completion()).isEmpty();
    assertThat(results.get(1).errorMessage()).contains("too long");
    assertThat(results.get(1).errorCode()).contains("context_length");
    assertThat(results.get(2).completion()).isEmpty();
    assertThat(results.get(2).status()).contains(404);
    assertThat(results.get(2).errorMessage()).contains("no model");
    assertThat(results.get(3).errorMessage()).contains("overloaded");
    assertThat(results.get(3).additionalProperties()).containsKey("extra");
    assertThat(results.get(4).errorMessage()).contains("");
    assertThat(results.get(4)).hasToString("BatchResult[r5, failed]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"custom_id\":null}",
        "{\"custom_id\":{}}",
        "{\"custom_id\":\"a\"",
        "x",
        "{\"custom_id\":\"a\",\"response\":{\"body\":{\"choices\":7}}}"
      })
  void aLineThatIsNoResultIsNamed(String line) throws IOException {
    Path file =
        Files.writeString(folder.resolve("out.jsonl"), "{\"custom_id\":\"ok\"}\n\n" + line + "\n");

    try (Stream<BatchResult> results = client.batches().readResults(file)) {
      assertThatThrownBy(results::toList)
          .isInstanceOf(UnreadableResponseException.class)
          .hasMessageContaining("line 3 of out.jsonl");
    }
  }

  /** Begins like a picture and has a size; nobody gets as far as reading the rest. */
  private record Pretended(long size) implements ImageSource {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(DOT);
    }
  }
}
