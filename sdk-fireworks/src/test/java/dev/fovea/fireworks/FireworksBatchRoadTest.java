package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatRequest;
import dev.fovea.error.NotFoundException;
import dev.fovea.file.RemoteFile;
import dev.fovea.image.Image;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchResult;
import dev.fovea.inference.BatchStatus;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedFireworks;
import dev.fovea.testkit.FireworksExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A batch's whole road against the embedded Fireworks. */
class FireworksBatchRoadTest {
  private static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";

  @RegisterExtension
  static final FireworksExtension FIREWORKS = FireworksExtension.with(b -> b.timeScale(0));

  @TempDir
  Path folder;

  private final FakeTiming timing = new FakeTiming();
  private FireworksClient client;

  @BeforeEach
  void open() {
    EmbeddedFireworks server = FIREWORKS.fireworks();
    timing.whenPassing = server.clock()::advance;
    timing.random = 0.25;
    client = FireworksClient.builder()
        .apiKey(server.apiKey())
        .baseUrl(server.baseUrl())
        .options(o -> o.timing(timing))
        .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private RemoteFile uploaded(String name) {
    Image leaf = Image.of(Path.of("src/test/resources/pictures/leaf.png"));
    ChatRequest question =
        ChatRequest.of(r -> r.model(MODEL).maxTokens(32).user("What is it?", leaf));
    ChatRequest wrong =
        question.toBuilder().putExtraProperty("fireworks", "colour", "red").build();
    Path input = client
        .batches()
        .writeInput(
            folder.resolve(name + ".jsonl"),
            List.of(
                new BatchItem("first", question),
                new BatchItem("second", question),
                new BatchItem("wrong", wrong)));
    RemoteFile file = client.files().upload(u -> u.path(input).purpose("batch-api"));
    return client.files().await(file.id());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileOfRequestsBecomesAFileOfAnswersAndFailures(CallMode mode) {
    String word = mode.name().toLowerCase(Locale.ROOT);
    RemoteFile file = uploaded("sheets-" + word);
    FireworksBatchOptions own =
        FireworksBatchOptions.builder().jobId("night-" + word).temperature(0).build();

    Batch begun =
        client.batches().create(r -> r.inputFile(file.id()).model(MODEL).options(own));
    Batch ended = mode.call(
        () -> client.batches().await(begun.id()), () -> client.batches().awaitAsync(begun.id()));

    assertThat(begun.id()).endsWith("/batchInferenceJobs/night-" + word);
    assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(ended.inputFile()).contains(file.id());
    Path output = client
        .files()
        .download(ended.outputFile().orElseThrow(), folder.resolve("out-" + mode + ".jsonl"));
    Map<String, BatchResult> results = read(output);
    assertThat(results.get("first").completion().orElseThrow().text()).isNotEmpty();
    assertThat(results.get("second").completion()).isPresent();
    assertThat(results.get("wrong").completion()).isEmpty();
    assertThat(results.get("wrong").errorMessage().orElseThrow()).contains("not permitted");
  }

  private Map<String, BatchResult> read(Path output) {
    try (Stream<BatchResult> lines = client.batches().readResults(output)) {
      return lines.collect(Collectors.toMap(BatchResult::customId, Function.identity()));
    }
  }

  @Test
  void theSameIdMakesOneBatchAndADeletedOneIsGone() {
    RemoteFile file = uploaded("sheets-once");
    FireworksBatchOptions own = FireworksBatchOptions.builder().jobId("once").build();

    Batch begun =
        client.batches().create(r -> r.inputFile(file.id()).model(MODEL).options(own));

    assertThatThrownBy(() ->
            client.batches().create(r -> r.inputFile(file.id()).model(MODEL).options(own)))
        .hasMessageContaining("exists");
    assertThat(client.batches().list(q -> q.pageSize(50)).all())
        .filteredOn(batch -> batch.id().equals(begun.id()))
        .hasSize(1);
    client.batches().delete("once");
    client.batches().delete("once");
    assertThatThrownBy(() -> client.batches().get("once")).isInstanceOf(NotFoundException.class);
  }
}
