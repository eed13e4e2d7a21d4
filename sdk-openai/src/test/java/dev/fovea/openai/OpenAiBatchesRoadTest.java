package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatRequest;
import dev.fovea.error.FoveaException;
import dev.fovea.file.RemoteFile;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchResult;
import dev.fovea.inference.BatchStatus;
import dev.fovea.providertests.CallMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches from the first line to the last answer, against the embedded OpenAI. */
class OpenAiBatchesRoadTest extends EmbeddedRoad {
  private RemoteFile uploaded() {
    ChatRequest question = ChatRequest.of(r -> r.model(MODEL).maxTokens(32).user("Which leaf?"));
    ChatRequest wrong =
        question.toBuilder().putExtraProperty("openai", "temperature", 9).build();
    Path input = ai.batches()
        .writeInput(
            folder.resolve("in.jsonl"),
            List.of(
                new BatchItem("first", question),
                new BatchItem("second", question),
                new BatchItem("wrong", wrong)));
    return ai.files().upload(u -> u.path(input).purpose(ai.batches().filePurpose()));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileOfRequestsBecomesAFileOfAnswersAndOneOfFailures(CallMode mode) {
    RemoteFile file = uploaded();

    Batch begun = mode.call(
        () -> ai.batches().create(r -> r.inputFile(file.id())),
        () -> ai.batches().createAsync(r -> r.inputFile(file.id())));
    OpenAiBatch ended = (OpenAiBatch)
        mode.call(() -> ai.batches().await(begun.id()), () -> ai.batches().awaitAsync(begun.id()));

    assertThat(ended.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(ended.requests()).contains(3);
    assertThat(ended.answered()).contains(2);
    assertThat(ended.failed()).contains(1);
    Map<String, BatchResult> answers = read(ended.outputFile().orElseThrow(), mode + "-out");
    assertThat(answers).containsOnlyKeys("first", "second");
    assertThat(answers.get("first").completion().orElseThrow().text()).isNotEmpty();
    Map<String, BatchResult> failures = read(ended.errorFile().orElseThrow(), mode + "-err");
    assertThat(failures.get("wrong").errorMessage()).isPresent();
    assertThat(ai.batches().list().items()).extracting(Batch::id).contains(begun.id());
  }

  private Map<String, BatchResult> read(String fileId, String name) {
    Path saved = ai.files().download(fileId, folder.resolve(name + ".jsonl"));
    try (Stream<BatchResult> lines = ai.batches().readResults(saved)) {
      return lines.collect(Collectors.toMap(BatchResult::customId, Function.identity()));
    }
  }

  @Test
  void aWrongFileOfRequestsIsToldLineByLine() throws IOException {
    Path input = Files.writeString(folder.resolve("in.jsonl"), "no JSON\n");
    RemoteFile file = ai.files().upload(u -> u.path(input).purpose("batch"));

    Batch begun = ai.batches().create(r -> r.inputFile(file.id()));
    OpenAiBatch ended = (OpenAiBatch) ai.batches().await(begun.id());

    assertThat(ended.status()).isEqualTo(BatchStatus.FAILED);
    assertThat(ended.errors()).isNotEmpty();
    assertThat(ended.errors().get(0).line()).contains(1L);
    assertThat(ended.failureReason()).isPresent();
  }

  @Test
  void aBatchThatIsCancelledKeepsItsLabels() {
    RemoteFile file = uploaded();
    OpenAiBatchOptions own =
        OpenAiBatchOptions.builder().putMetadata("garden", "north").build();

    Batch begun = ai.batches().create(r -> r.inputFile(file.id()).options(own));
    Batch stopping = ai.batches().cancel(begun.id());
    OpenAiBatch ended = (OpenAiBatch) ai.batches().await(begun.id());

    assertThat(stopping.status()).isIn(BatchStatus.CANCELLING, BatchStatus.CANCELLED);
    assertThat(ended.status()).isEqualTo(BatchStatus.CANCELLED);
    assertThat(ended.metadata()).containsEntry("garden", "north");
  }

  @Test
  void aBatchWhoseAnswerIsLostIsThereOnce() {
    RemoteFile file = uploaded();
    server.faults().next(1).to("POST", "/v1/batches").loseAnswer();

    assertThatThrownBy(() -> ai.batches().create(r -> r.inputFile(file.id())))
        .isInstanceOf(FoveaException.class)
        .hasMessageContaining("batches().list()");

    assertThat(server.requests().count("POST", "/v1/batches")).isOne();
    assertThat(ai.batches().list(q -> q.limit(1)).all())
        .filteredOn(batch -> batch.inputFile().equals(Optional.of(file.id())))
        .hasSize(1);
  }
}
