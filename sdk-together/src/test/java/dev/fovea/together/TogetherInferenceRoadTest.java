package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.config.RateLimit;
import dev.fovea.error.ApiException;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.TruncatedStreamException;
import dev.fovea.file.RemoteFile;
import dev.fovea.inference.Batch;
import dev.fovea.inference.BatchItem;
import dev.fovea.inference.BatchResult;
import dev.fovea.inference.BatchStatus;
import dev.fovea.inference.Embeddings;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedTogether;
import dev.fovea.testkit.TogetherExtension;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Chat, completions, vectors and batches against the embedded Together. */
class TogetherInferenceRoadTest {
  private static final String MODEL = "Qwen/Qwen3-VL-8B-Instruct";
  private static final int A_MINUTE = 3;

  @RegisterExtension
  static final TogetherExtension TOGETHER = TogetherExtension.with(b -> b.timeScale(0));

  @TempDir
  Path folder;

  private final FakeTiming timing = new FakeTiming();
  private TogetherClient client;

  @BeforeEach
  void open() {
    client = client(TOGETHER.together());
  }

  private TogetherClient client(EmbeddedTogether server) {
    timing.whenPassing = server.clock()::advance;
    return TogetherClient.builder()
        .apiKey(server.apiKey())
        .baseUrl(server.baseUrl())
        .options(o -> o.timing(timing))
        .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static ChatRequest asking(String text) {
    return ChatRequest.of(r -> r.model(MODEL).user(text));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aFileOfRequestsBecomesAFileOfAnswers(CallMode mode) {
    List<BatchItem> items = List.of(
        new BatchItem("first", asking("oak?")),
        new BatchItem(
            "broken", asking("elm?").toBuilder().model("nobody/nothing").build()));
    Path input = client.batches().writeInput(folder.resolve("in.jsonl"), items);
    RemoteFile file = client.files().upload(u -> u.path(input).purpose("batch-api"));

    Batch started = mode.call(
        () -> client.batches().create(r -> r.inputFile(file.id())),
        () -> client.batches().createAsync(r -> r.inputFile(file.id())));
    Batch done = mode.call(
        () -> client.batches().await(started.id()),
        () -> client.batches().awaitAsync(started.id()));

    assertThat(started.status()).isEqualTo(BatchStatus.VALIDATING);
    assertThat(done.status()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(done.progress()).contains(100.0);
    BatchResult answer = only(done.outputFile().orElseThrow());
    assertThat(answer.customId()).isEqualTo("first");
    assertThat(answer.completion().orElseThrow().text()).contains("oak?");
    BatchResult error = only(done.errorFile().orElseThrow());
    assertThat(error.customId()).isEqualTo("broken");
    assertThat(error.errorMessage().orElseThrow()).contains("nobody/nothing");
    assertThat(client.batches().list().items()).hasSize(1);
  }

  private BatchResult only(String fileId) {
    Path file = client.files().download(fileId, folder.resolve(fileId));
    try (Stream<BatchResult> results = client.batches().readResults(file)) {
      List<BatchResult> all = results.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  @Test
  void aBatchCanBeStopped() {
    List<BatchItem> items =
        IntStream.range(0, 9).mapToObj(i -> new BatchItem("r" + i, asking("?"))).toList();
    Path input = client.batches().writeInput(folder.resolve("in.jsonl"), items);
    String file = client.files().upload(u -> u.path(input).purpose("batch-api")).id();
    Batch batch = client.batches().create(r -> r.inputFile(file));

    assertThat(client.batches().cancel(batch.id()).status()).isEqualTo(BatchStatus.CANCELLING);
    assertThat(client.batches().await(batch.id()).status()).isEqualTo(BatchStatus.CANCELLED);
    assertThatThrownBy(() -> client.batches().cancel(batch.id()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("cannot be cancelled");
  }

  @Test
  void aStreamedAnswerIsTheWholeAnswerWithItsLikelihoodsAndItsHugeSeed() {
    Consumer<ChatRequest.Builder> question = r -> r.model(MODEL)
        .user("oak or elm?")
        .topLogprobs(1)
        .n(2)
        .options(TogetherChatOptions.builder().reasoning(true).build());
    ChatCompletion whole = client.chat().create(question);

    try (ChatStream stream = client.chat().stream(question)) {
      stream.forEach(chunk -> {});
      ChatCompletion streamed = stream.completion();

      assertThat(streamed.choices()).hasSize(2);
      assertThat(streamed.text()).isEqualTo(whole.text());
      assertThat(streamed.usage()).isEqualTo(whole.usage());
      assertThat(streamed.choices().get(1).message().reasoning())
          .isEqualTo(whole.choices().get(1).message().reasoning())
          .isPresent();
      assertThat(streamed.choices().get(1).additionalProperties())
          .containsEntry("seed", new BigInteger("15924764223251450000"));
      Map<String, Object> likely = streamed.choices().get(0).logprobs().orElseThrow();
      Map<String, Object> expected = whole.choices().get(0).logprobs().orElseThrow();
      assertThat(likely.get("tokens")).isEqualTo(expected.get("tokens"));
      assertThat(likely.get("token_logprobs")).isEqualTo(expected.get("token_logprobs"));
    }
  }

  @Test
  void aFormIsKeptAndALimitCutsTheAnswer() {
    ChatCompletion word = client
        .chat()
        .create(r -> r.model(MODEL).user("?").responseFormat(ResponseFormat.regex("yes!|no!")));
    ChatCompletion cut = client.chat().create(r -> r.model(MODEL).user("?").maxTokens(1));

    assertThat(word.text()).isEqualTo("yes!");
    assertThat(cut.finishReason()).contains(FinishReason.LENGTH);
    assertThatThrownBy(() -> client.chat().create(r -> r.model(MODEL).user("?").maxTokens(99_999)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("context_length_exceeded");
  }

  @Test
  void aFilmIsRefusedByAModelThatTakesNone() {
    Message film =
        Message.user(List.of(ContentPart.video(URI.create("https://films.example/a.mp4?sig=s"))));

    assertThatThrownBy(() -> client.chat().create(r -> r.model(MODEL).addMessage(film)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("video")
        .hasMessageNotContaining("sig=");
  }

  @Test
  void aTextIsCarriedOnAtOnceAndInPieces() {
    ChatCompletion whole = client.completions().create(r -> r.model(MODEL).prompt("The oak has"));

    try (ChatStream stream =
        client.completions().stream(r -> r.model(MODEL).prompt("The oak has"))) {
      stream.forEach(chunk -> {});
      assertThat(stream.completion().text()).isEqualTo(whole.text()).contains("The oak has");
      assertThat(stream.completion().usage()).isEqualTo(whole.usage()).isPresent();
      assertThat(stream.completion().finishReason()).contains(FinishReason.STOP);
    }
  }

  @Test
  void similarTextsAreNearer() {
    Embeddings vectors = client
        .embeddings()
        .create(r -> r.model("intfloat/multilingual-e5-large-instruct")
            .addInput("a lobed oak leaf")
            .addInput("the lobed oak leaf")
            .addInput("quarterly earnings"));

    assertThat(vectors.similarity(0, 1)).isGreaterThan(vectors.similarity(0, 2) + 0.3);
    assertThat(vectors.vector(2)).hasSize(1024);
  }

  @Test
  void whoAsksTooOftenWaitsAsLongAsTheServerSaysAndIsAnswered() {
    try (EmbeddedTogether strict = EmbeddedTogether.builder()
            .timeScale(0)
            .rateLimit(A_MINUTE, 1_000_000)
            .start();
        TogetherClient there = client(strict)) {
      for (int i = 0; i < A_MINUTE; i++) {
        RateLimit left = there.chat().create(asking("?")).meta().rateLimit().orElseThrow();
        assertThat(left.remaining()).contains((long) A_MINUTE - 1 - i);
        assertThat(left.dynamicTokenLimit()).contains(1_000_000L);
      }

      assertThat(there.chat().create(asking("?")).text()).isNotEmpty();

      assertThat(strict.requests().count("POST", "/v1/chat/completions")).isEqualTo(A_MINUTE + 2);
      TogetherClient hasty = there.withOptions(o -> o.retries(r -> r.maxAttempts(1)));
      hasty.chat().create(asking("?"));
      hasty.chat().create(asking("?"));
      RateLimitException refused =
          catchThrowableOfType(RateLimitException.class, () -> hasty.chat().create(asking("?")));
      assertThat(refused.type()).contains("dynamic_request_limited");
      assertThat(refused.retryAfter()).isPresent();
    }
  }

  @Test
  void anErrorInTheMiddleOfAStreamIsTheServersOwn() {
    TOGETHER.together().faults().next(1).to("POST", "/v1/**").streamError(2, "the model died");

    try (ChatStream stream = client.chat().stream(asking("one two three"))) {
      assertThatThrownBy(() -> stream.forEach(chunk -> {}))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("the model died");
      assertThat(stream.partial().text()).isNotEmpty();
    }
    assertThat(TOGETHER.together().requests().count("POST", "/v1/chat/completions"))
        .isEqualTo(1);
  }

  @Test
  void aStreamThatIsCutIsNoShortAnswer() {
    TOGETHER.together().faults().next(1).to("POST", "/v1/**").cutAfterBytes(600);

    try (ChatStream stream = client.completions().stream(r -> r.model(MODEL).prompt("one two"))) {
      assertThatThrownBy(() -> stream.forEach(chunk -> {}))
          .isInstanceOf(TruncatedStreamException.class);
    }
  }
}
