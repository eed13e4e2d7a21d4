package dev.fovea.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.FinishReason;
import dev.fovea.config.Capability;
import dev.fovea.file.RemoteFile;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchRequest;
import dev.fovea.inference.BatchResult;
import dev.fovea.inference.BatchStatus;
import dev.fovea.inference.CompletionRequest;
import dev.fovea.inference.EmbeddingRequest;
import dev.fovea.inference.Embeddings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What models do besides chat. */
interface InferenceContract extends Stage {
  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void similarTextsAreNearer(CallMode mode) {
    assumeTrue(can(Capability.EMBEDDINGS));
    EmbeddingRequest texts = EmbeddingRequest.of(r -> r.model(embeddingModel())
        .addInput("a lobed oak leaf")
        .addInput("the lobed oak leaf")
        .addInput("quarterly earnings"));

    Embeddings vectors = mode.call(
        () -> client().embeddings().create(texts), () -> client().embeddings().createAsync(texts));

    assertThat(vectors.similarity(0, 1)).isGreaterThan(vectors.similarity(0, 2));
    assertThat(vectors.vector(2)).hasSameSizeAs(vectors.vector(0));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aTextIsCarriedOnAtOnceAndInPieces(CallMode mode) {
    assumeTrue(can(Capability.COMPLETIONS));
    CompletionRequest text =
        CompletionRequest.of(r -> r.model(visionModel()).prompt("The oak has").temperature(0));

    ChatCompletion whole = mode.call(
        () -> client().completions().create(text), () -> client().completions().createAsync(text));
    Streamed streamed = mode.call(
        () -> Streamed.read(client().completions().stream(text)),
        () -> Streamed.collected(client().completions().streamAsync(text)));

    assertThat(whole.text()).isNotBlank();
    assertThat(whole.finishReason()).contains(FinishReason.STOP);
    assertThat(streamed.text()).isEqualTo(whole.text());
  }

  /**
   * {@return a batch of questions to one model} A provider whose lines alone name the model leaves
   * it out.
   *
   * @param inputFile the file with the questions
   */
  default BatchRequest batch(String inputFile) {
    return BatchRequest.of(r -> r.inputFile(inputFile).model(visionModel()));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aFileOfQuestionsBecomesAFileOfAnswers(CallMode mode) {
    assumeTrue(can(Capability.BATCHES));
    List<BatchItem> items = List.of(item("oak"), item("elm"), item("ash"));
    Path input = client().batches().writeInput(folder().resolve("in.jsonl"), items);
    RemoteFile file =
        client().files().upload(u -> u.path(input).purpose(client().batches().filePurpose()));
    BatchRequest request = batch(client().files().await(file.id()).id());

    Batch started = mode.call(
        () -> client().batches().create(request), () -> client().batches().createAsync(request));
    Batch done = mode.call(
        () -> client().batches().await(started.id()),
        () -> client().batches().awaitAsync(started.id()));

    assertThat(done.status()).isEqualTo(BatchStatus.COMPLETED);
    Path output =
        client().files().download(done.outputFile().orElseThrow(), folder().resolve("out.jsonl"));
    try (Stream<BatchResult> results = client().batches().readResults(output)) {
      assertThat(results)
          .hasSize(3)
          .allSatisfy(result ->
              assertThat(result.completion().orElseThrow().text()).contains(result.customId()));
    }
    assertThat(client().batches().list().items())
        .extracting(Batch::id)
        .containsExactly(started.id());
  }

  private BatchItem item(String tree) {
    return new BatchItem(
        tree, ChatRequest.of(r -> r.model(visionModel()).user("Is it " + tree + "?")));
  }
}
