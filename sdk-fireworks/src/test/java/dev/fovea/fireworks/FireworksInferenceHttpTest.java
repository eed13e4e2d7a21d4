package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.error.UnsendableRequestException;
import dev.fovea.image.Image;
import dev.fovea.inference.CompletionRequest;
import dev.fovea.inference.EmbeddingRequest;
import dev.fovea.inference.Embeddings;
import dev.fovea.providertests.CallMode;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FireworksInferenceHttpTest {
  private static final byte[] DOT = Base64.getDecoder()
      .decode(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5"
              + "ErkJggg==");

  @RegisterExtension
  final Recorded fireworks = new Recorded();

  private FireworksClient client;

  @BeforeEach
  void open() {
    client = fireworks.client();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCompletionSendsItsPicturesBesideThePrompt(CallMode mode) {
    fireworks.replay("completions/POST_completions");
    CompletionRequest request =
        CompletionRequest.of(r -> r.model("accounts/fireworks/models/qwen2p5-vl-32b-instruct")
            .prompt("<|im_start|>user\n<image>\nTotal?<image><|im_end|>\n")
            .addImage(Image.of(DOT))
            .addImage(Image.at(URI.create("https://pictures.leaflab.test/oak.png")))
            .maxTokens(32)
            .options(FireworksChatOptions.builder().topK(1).build()));

    ChatCompletion answer = mode.call(
        () -> client.completions().create(request),
        () -> client.completions().createAsync(request));

    assertThat(request.images()).hasSize(2);
    assertThat(answer.text()).isEqualTo("EUR");
    FireworksCompletion own = FireworksCompletion.of(answer);
    assertThat(own.promptTokenIds()).containsExactly(151644, 872);
    assertThat(own.tokenIds()).containsExactly(29642);
    assertThat(own.performance()).isEmpty();
    fireworks.received("completions/POST_completions");
  }

  @Test
  void aPromptOfTokensStandsInThePlaceOfTheText() {
    fireworks.replay("completions/POST_completions");

    client
        .completions()
        .create(r -> r.model("m")
            .prompt("")
            .addImage(Image.of(DOT))
            .options(FireworksChatOptions.builder()
                .promptTokens(List.of(151644, 872))
                .build()));

    fireworks.received("completions/POST_completions.tokens");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no mark", "<image> and <image>"})
  void marksAndPicturesAreCountedBeforeAnythingIsSent(String prompt) {
    assertThatThrownBy(() ->
            client.completions().create(r -> r.model("m").prompt(prompt).addImage(Image.of(DOT))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("marks <image> and the request 1 pictures");
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void completionsTakeNothingThatOnlyConversationsHave() {
    assertThatThrownBy(() -> client
            .completions()
            .create(r -> r.model("m")
                .prompt("The oak has")
                .options(FireworksChatOptions.builder().parallelToolCalls(true).build())))
        .hasMessageContaining("completions take no parallel_tool_calls");
    assertThatThrownBy(() -> client
            .completions()
            .create(r -> r.model("m")
                .prompt("The oak has")
                .options(FireworksChatOptions.builder().promptTokens(List.of(1)).build())))
        .hasMessageContaining("either as text or as promptTokens");
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void aBrokenPictureStopsACompletionToo() {
    assertThatThrownBy(() -> client
            .completions()
            .create(r -> r.model("m").prompt("<image>").addImage(Image.of(new byte[] {1, 2}))))
        .isInstanceOf(UnsendableRequestException.class);
    assertThat(fireworks.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void vectorsCanBeAskedForInALength(CallMode mode) {
    fireworks.replay("embeddings/POST_embeddings");
    EmbeddingRequest request = EmbeddingRequest.builder()
        .model("accounts/fireworks/models/leaf-embed")
        .addInput("oak")
        .addInput("elm")
        .dimensions(2)
        .putExtraProperty("fireworks", "normalize", true)
        .build();

    Embeddings vectors = mode.call(
        () -> client.embeddings().create(request), () -> client.embeddings().createAsync(request));

    assertThat(vectors.vector(0)).containsExactly(1, 0);
    assertThat(vectors.vector(1)).containsExactly(0, 1);
    fireworks.received("embeddings/POST_embeddings");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void textsAreRanked(CallMode mode) {
    fireworks.replay("rerank/POST_rerank");
    FireworksRerankRequest request =
        FireworksRerankRequest.of(r -> r.model("accounts/fireworks/models/leaf-rank")
            .query("Which has lobes?")
            .addDocument("elm")
            .addDocument("oak")
            .topN(2)
            .returnDocuments(true)
            .task("Find the tree.")
            .putExtraProperty("deep.x", 1));

    FireworksRanking ranking = mode.call(
        () -> client.rerank().create(request), () -> client.rerank().createAsync(request));

    assertThat(ranking.results()).extracting(FireworksRanked::index).containsExactly(1, 0);
    assertThat(ranking.results().get(0).score()).contains(0.9);
    assertThat(ranking.results().get(0).document()).contains("oak");
    assertThat(ranking.results().get(1).score()).contains(0.1);
    assertThat(ranking.results().get(1).document()).contains("elm");
    assertThat(ranking.model()).contains("leaf-rank");
    assertThat(ranking.totalTokens()).contains(7L);
    fireworks.received("rerank/POST_rerank");
  }

  @Test
  void aRankingUnderAnotherNameIsReadAndOneThatIsNoneIsNot() {
    fireworks.answer(200, "{\"results\":[{\"index\":0,\"relevance_score\":1}]}");
    fireworks.answer(200, "{\"object\":\"list\"}");
    fireworks.answer(200, "{\"data\":[{\"relevance_score\":1}]}");
    FireworksRerankRequest request =
        FireworksRerankRequest.of(r -> r.model("m").query("q").addDocument("d"));

    assertThat(client.rerank().create(request).results()).hasSize(1);
    assertThatThrownBy(() -> client.rerank().create(request))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("$.data");
    assertThatThrownBy(() -> client.rerank().create(request))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("which it is");
  }

  @Test
  void aRankingNeedsModelQueryAndDocuments() {
    assertThatThrownBy(() -> FireworksRerankRequest.of(r -> r.model("m").query("q")))
        .hasMessageContaining("at least one document");
    assertThatThrownBy(() -> FireworksRerankRequest.of(
            r -> r.model("m").query("q").documents(List.of("d")).topN(0)))
        .hasMessageContaining("topN");
    assertThat(FireworksRerankRequest.of(r -> r.model("m").query("q").addDocument("d"))
            .extraProperties())
        .isEqualTo(Map.of());
  }
}
