package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.Message;
import dev.fovea.chat.Role;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.UnsendableRequestException;
import dev.fovea.image.Image;
import dev.fovea.inference.CompletionRequest;
import dev.fovea.inference.Embeddings;
import dev.fovea.providertests.CallMode;
import dev.fovea.providertests.FakeTiming;
import dev.fovea.testkit.EmbeddedFireworks;
import dev.fovea.testkit.FireworksExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chat, completions, vectors and ranking against the embedded Fireworks. */
class FireworksInferenceRoadTest {
  private static final String MODEL = "accounts/fireworks/models/qwen3-vl-8b-instruct";

  @RegisterExtension
  static final FireworksExtension FIREWORKS = FireworksExtension.with(b -> b.timeScale(0));

  private final FakeTiming timing = new FakeTiming();
  private FireworksClient client;

  @BeforeEach
  void open() {
    EmbeddedFireworks server = FIREWORKS.fireworks();
    timing.whenPassing = server.clock()::advance;
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

  private static byte[] picture(String format) {
    try {
      return Files.readAllBytes(Path.of("src/test/resources/pictures/leaf." + format));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChatRequest asking(
      Consumer<FireworksChatOptions.Builder> options, Image... shown) {
    FireworksChatOptions.Builder own = FireworksChatOptions.builder();
    options.accept(own);
    return ChatRequest.of(r -> r.model(MODEL)
        .maxTokens(64)
        .temperature(0)
        .user("What is it?", shown)
        .options(own.build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff", "ppm"})
  void everyFormatOfTheRulesIsAnsweredByTheServer(String format) {
    ChatCompletion answer = client.chat().create(asking(o -> {}, Image.of(picture(format))));

    assertThat(answer.text()).isNotEmpty();
    assertThat(answer.finishReason()).isPresent();
    assertThat(FireworksCompletion.of(answer).performance().orElseThrow().promptTokens())
        .contains(answer.usage().orElseThrow().promptTokens());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void everyOptionIsAFieldTheServerKnows(CallMode mode) {
    ChatRequest request = asking(
        o -> o.topK(1)
            .minP(0.1)
            .typicalP(0.9)
            .repetitionPenalty(1.1)
            .mirostatTarget(2)
            .mirostatLearningRate(0.1)
            .ignoreEndOfSequence(false)
            .contextLengthExceededBehavior("truncate")
            .promptTruncateLength(4000)
            .parallelToolCalls(true)
            .reasoningHistory("disabled")
            .reasoningEffort("none")
            .rawOutput(true)
            .returnTokenIds(true)
            .performanceInResponse(true)
            .promptCacheKey("road")
            .promptCacheIsolationKey("test")
            .safeTokenization(true)
            .serviceTier("default")
            .prediction("A picture.")
            .putBiasByToken("7", -1)
            .putMetadata("from", "road")
            .sessionAffinity("road-1"),
        Image.of(picture("png")));

    ChatCompletion answer =
        mode.call(() -> client.chat().create(request), () -> client.chat().createAsync(request));

    FireworksCompletion own = FireworksCompletion.of(answer);
    assertThat(answer.text()).isNotEmpty();
    assertThat(own.tokenIds()).isNotEmpty();
    assertThat(own.promptTokenIds()).isNotEmpty();
    assertThat(own.rawOutput().orElseThrow().completion()).isNotEmpty();
    assertThat(own.performance().orElseThrow().timeToFirstToken()).isPresent();
  }

  @Test
  void aStreamSaysWhatThePlainAnswerSays() {
    ChatRequest request = asking(o -> o.returnTokenIds(true), Image.of(picture("png")));
    ChatCompletion plain = client.chat().create(request);

    try (ChatStream stream = client.chat().stream(request)) {
      stream.forEach(piece -> {});
      ChatCompletion whole = stream.completion();

      assertThat(whole.text()).isEqualTo(plain.text());
      assertThat(whole.finishReason()).isEqualTo(plain.finishReason());
      assertThat(whole.usage().orElseThrow().completionTokens())
          .isEqualTo(plain.usage().orElseThrow().completionTokens());
      assertThat(FireworksCompletion.of(whole).tokenIds())
          .isEqualTo(FireworksCompletion.of(plain).tokenIds());
    }
  }

  @Test
  void whatStandsFirstTwiceIsTakenFromTheCache() {
    Image picture = Image.of(picture("png"));
    ChatRequest first = asking(o -> o.promptCacheKey("cached"), picture).imagesFirst();

    client.chat().create(first);
    ChatCompletion again = client.chat().create(first);

    assertThat(again.usage().orElseThrow().cachedTokens().orElseThrow()).isPositive();
    assertThat(FireworksCompletion.of(again).performance().orElseThrow().cachedPromptTokens())
        .isEqualTo(again.usage().orElseThrow().cachedTokens());
  }

  @Test
  void whatTheRulesRefuseTheServerRefusesToo() {
    Image[] many = new Image[31];
    Arrays.fill(many, Image.of(picture("png")));
    byte[] cut = Arrays.copyOf(picture("png"), 40);
    byte[] heavy = Arrays.copyOf(picture("bmp"), 7_500_000);
    List<Image[]> mistakes =
        List.of(many, new Image[] {Image.of(cut)}, new Image[] {Image.of(heavy)});

    for (Image[] shown : mistakes) {
      assertThatThrownBy(() -> client.chat().create(asking(o -> {}, shown)))
          .isInstanceOf(UnsendableRequestException.class);
      assertThatThrownBy(() -> client.chat().create(asking(o -> o.unchecked(true), shown)))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void aConversationWithReasoningGoesBackAsItCame() {
    Message thought =
        Message.assistant("A dot.").toBuilder().reasoning("It is small.").build();

    ChatCompletion answer = client
        .chat()
        .create(r -> r.model(MODEL).user("What is it?").addMessage(thought).user("Sure?"));

    assertThat(answer.choices().get(0).message().role()).isEqualTo(Role.ASSISTANT);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aTextIsCarriedOnWithAPictureInIt(CallMode mode) {
    CompletionRequest request = CompletionRequest.of(r -> r.model(MODEL)
        .prompt("<|im_start|>user\n<image>\nWhat is it?<|im_end|>\n<|im_start|>assistant\n")
        .addImage(Image.of(picture("jpg")))
        .maxTokens(32));

    ChatCompletion answer = mode.call(
        () -> client.completions().create(request),
        () -> client.completions().createAsync(request));

    assertThat(answer.text()).isNotEmpty();
    assertThat(answer.usage().orElseThrow().promptTokens()).isPositive();
  }

  @Test
  void aModelThatIsNotServedIsNotFound() {
    assertThatThrownBy(() -> client
            .chat()
            .create(r -> r.model("accounts/fireworks/models/nobody").user("Hello")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aFieldNobodyKnowsIsRefusedByItsName() {
    assertThatThrownBy(() -> client
            .chat()
            .create(
                r -> r.model(MODEL).user("Hello").putExtraProperty("fireworks", "colour", "red")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("colour");
  }

  @Test
  void textsBecomeVectorsOfTheAskedLength() {
    Embeddings vectors = client
        .embeddings()
        .create(r -> r.model("accounts/fireworks/models/qwen3-embedding-8b")
            .addInput("oak leaf")
            .addInput("leaf of an oak")
            .dimensions(64));

    assertThat(vectors.size()).isEqualTo(2);
    assertThat(vectors.vector(0)).hasSize(64);
  }

  @Test
  void textsAreRankedByTheQuestion() {
    FireworksRanking ranking = client
        .rerank()
        .create(r -> r.model("accounts/fireworks/models/qwen3-reranker-8b")
            .query("oak leaf")
            .addDocument("a receipt of a shop")
            .addDocument("the leaf of an oak")
            .topN(1)
            .returnDocuments(true));

    assertThat(ranking.results()).hasSize(1);
    assertThat(ranking.results().get(0).index()).isEqualTo(1);
    assertThat(ranking.results().get(0).document()).contains("the leaf of an oak");
    assertThat(ranking.additionalProperties()).isNotEqualTo(Map.of());
  }
}
