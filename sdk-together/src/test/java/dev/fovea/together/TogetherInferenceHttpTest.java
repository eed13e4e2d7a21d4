package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.FinishReason;
import dev.fovea.error.ApiException;
import dev.fovea.error.TruncatedStreamException;
import dev.fovea.error.UnreadableResponseException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.image.Image;
import dev.fovea.inference.CompletionRequest;
import dev.fovea.inference.EmbeddingRequest;
import dev.fovea.inference.Embeddings;
import dev.fovea.providertests.CallMode;
import java.math.BigInteger;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherInferenceHttpTest {
  @RegisterExtension
  final Recorded together = new Recorded();

  private TogetherClient client;

  @BeforeEach
  void open() {
    client = together.client(b -> {});
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static CompletionRequest everything() {
    return CompletionRequest.of(r -> r.model("leaflab/writer")
        .prompt("The oak has")
        .maxTokens(16)
        .temperature(0.7)
        .topP(0.8)
        .n(2)
        .seed(11)
        .addStop(".")
        .presencePenalty(1)
        .frequencyPenalty(-1)
        .topLogprobs(1)
        .options(TogetherChatOptions.builder()
            .topK(5)
            .minP(0.1)
            .repetitionPenalty(1.2)
            .putBiasByToken("7", 3)
            .safetyModel("leaflab/guard")
            .echo(true)
            .build()));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aCompletionSendsEverySettingAndIsReadLikeChat(CallMode mode) {
    together.replay("completions/POST_completions");

    ChatCompletion answer = mode.call(
        () -> client.completions().create(everything()),
        () -> client.completions().createAsync(everything()));

    assertThat(answer.text()).isEqualTo(" lobed leaves");
    assertThat(answer.finishReason()).contains(FinishReason.LENGTH);
    assertThat(answer.choices().get(0).additionalProperties())
        .containsEntry("seed", new BigInteger("15924764223251450000"));
    assertThat(answer.choices().get(0).logprobs().orElseThrow())
        .containsEntry("tokens", List.of(" lobed", " leaves"));
    assertThat(answer.choices().get(1).index()).isEqualTo(1);
    assertThat(answer.choices().get(1).message().text()).isEqualTo(" acorns");
    assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(7);
    assertThat(answer.additionalProperties()).containsKey("prompt");
    together.received("completions/POST_completions");
  }

  private void stream(String... events) {
    together.http.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type: text/event-stream;charset=utf-8")
        .body(String.join("\n\n", events) + "\n\n")
        .build());
  }

  @Test
  void aStreamOfTokensIsReadWithIdsLikelihoodsAndTheReasonBesideTheChoices() {
    stream(
        "data: {\"id\":\"oT2\",\"object\":\"completion.chunk\",\"token\":{\"id\":46,\"text\":\" lobed\","
            + "\"logprob\":-0.5,\"special\":false},\"choices\":[{\"index\":0,\"text\":\" lobed\",\"delta\":{}}],"
            + "\"finish_reason\":null,\"usage\":null,\"seed\":1}",
        "data: {\"id\":\"oT2\",\"token\":{\"id\":47,\"text\":\" leaves\",\"logprob\":-0.25,\"special\":false},"
            + "\"choices\":[]}",
        "data: {\"id\":\"oT2\",\"token\":{\"id\":2,\"text\":\"</s>\",\"logprob\":0,\"special\":true},"
            + "\"choices\":[{\"index\":0,\"text\":\"\"}],\"finish_reason\":\"eos\","
            + "\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":2,\"total_tokens\":6}}",
        "data: [DONE]");

    try (ChatStream pieces =
        client.completions().stream(r -> r.model("leaflab/writer").prompt("The oak has"))) {
      pieces.forEach(piece -> assertThat(piece.choices()).hasSize(1));

      ChatCompletion whole = pieces.completion();
      assertThat(whole.text()).isEqualTo(" lobed leaves");
      assertThat(whole.finishReason()).contains(FinishReason.STOP);
      assertThat(whole.usage().orElseThrow().totalTokens()).isEqualTo(6);
      assertThat(whole.choices().get(0).logprobs().orElseThrow())
          .containsEntry("token_ids", List.of(46L, 47L, 2L))
          .containsEntry("token_logprobs", List.of(-0.5, -0.25, 0));
    }
    together.received("completions/POST_completions.stream");
  }

  @Test
  void aStreamOfBareTextsIsReadAsItWasRecorded() {
    stream(
        "data: {\"choices\":[{\"index\":0,\"text\":\" lo\",\"delta\":{\"token_id\":9}}]}",
        "data: {\"choices\":[{\"index\":0,\"text\":\"bed\"}]}",
        "data: {\"choices\":[{\"index\":0,\"text\":\"\",\"finish_reason\":\"stop\"}]}");

    try (ChatStream pieces = client.completions().stream(r -> r.model("m").prompt("The oak has"))) {
      pieces.forEach(piece -> {});
      assertThat(pieces.completion().text()).isEqualTo(" lobed");
    }
  }

  @Test
  void aStreamOfTokensThatIsCutIsNoShortAnswer() {
    stream("data: {\"token\":{\"id\":46,\"text\":\" lobed\"},\"choices\":[]}");

    try (ChatStream pieces = client.completions().stream(r -> r.model("m").prompt("The oak has"))) {
      assertThatThrownBy(() -> pieces.forEach(piece -> {}))
          .isInstanceOf(TruncatedStreamException.class);
      assertThat(pieces.partial().text()).isEqualTo(" lobed");
    }
  }

  @Test
  void optionsOfConversationsAreRefusedForCompletions() {
    assertThatThrownBy(() -> client
            .completions()
            .create(r -> r.model("m")
                .prompt("x")
                .options(TogetherChatOptions.builder().reasoning(true).build())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reasoning");
    assertThatThrownBy(() -> client.completions().create(r -> r.model("m")))
        .hasMessageContaining("prompt");
    assertThat(together.requests()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void vectorsComeInTheOrderOfTheTexts(CallMode mode) {
    together.replay("embeddings/POST_embeddings");
    EmbeddingRequest request = EmbeddingRequest.of(r -> r.model("leaflab/vectors")
        .addInput("oak")
        .addInput("elm")
        .putExtraProperty("together", "note", "x")
        .putExtraProperty("other", "note", "y"));

    Embeddings vectors = mode.call(
        () -> client.embeddings().create(request), () -> client.embeddings().createAsync(request));

    assertThat(vectors.size()).isEqualTo(2);
    assertThat(vectors.vector(0)).containsExactly(0.25f, -1f, 0.03f);
    assertThat(vectors.vector(1)).containsExactly(0f, 1.5f, -2f);
    assertThat(vectors.similarity(0, 0)).isBetween(0.999999, 1.000001);
    assertThat(vectors.model()).isEqualTo("leaflab/vectors");
    assertThat(vectors.additionalProperties()).containsKey("usage");
    together.received("embeddings/POST_embeddings");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"data\":null}",
        "{\"data\":[1]}",
        "{\"data\":[{}]}",
        "{\"data\":[{\"embedding\":null}]}",
        "{\"data\":[{\"embedding\":[\"1\"]}]}",
        "{\"data\":[{\"embedding\":[null]}]}",
        "{\"data\":[{\"embedding\":[1],\"index\":1}]}",
        "{\"data\":[{\"embedding\":[1],\"index\":0},{\"embedding\":[1],\"index\":0}]}",
        "{\"data\":[{\"embedding\":[1",
        "{\"data\":[]}{}"
      })
  void whatIsNoListOfVectorsIsUnreadable(String body) {
    together.answer(200, body);

    assertThatThrownBy(() -> client.embeddings().create(r -> r.model("m").addInput("oak")))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageStartingWith("together: embed texts");
  }

  @Test
  void vectorsWithoutNumbersKeepTheirOrderAndMayBeOfAnyLength() {
    StringBuilder body = new StringBuilder("{\"data\":[{\"embedding\":[]},{\"embedding\":[0");
    for (int i = 1; i < 1000; i++) {
      body.append(',').append(i);
    }
    together.answer(200, body + "],\"index\":null,\"more\":{\"x\":[1]}}]}");

    Embeddings vectors =
        client.embeddings().create(r -> r.model("m").addInput("a").addInput("b"));

    assertThat(vectors.vector(0)).isEmpty();
    assertThat(vectors.vector(1)).hasSize(1000).endsWith(999f);
    assertThat(vectors.model()).isEmpty();
    assertThatThrownBy(() -> vectors.similarity(0, 1)).hasMessageContaining("compared");
  }

  @Test
  void aRefusalOfVectorsIsAnApiException() {
    together.answer(
        400, "{\"error\":{\"message\":\"no such model\",\"code\":\"model_not_available\"}}");

    assertThatThrownBy(() -> client.embeddings().create(r -> r.model("m").addInput("oak")))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("no such model");
    assertThatThrownBy(() -> client.embeddings().create(r -> r.model("m")))
        .hasMessageContaining("at least one text");
    assertThat(together.requests()).isEqualTo(1);
  }

  @Test
  void picturesInCompletionsAndLengthsOfVectorsAreRefused() {
    assertThatThrownBy(() -> client
            .completions()
            .create(r -> r.model("m").prompt("<image>").addImage(Image.of(new byte[] {1}))))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("chat instead");
    assertThatThrownBy(
            () -> client.embeddings().create(r -> r.model("m").addInput("a").dimensions(2)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("length of a vector");
    assertThatThrownBy(
            () -> client.embeddings().create(r -> r.model("m").addInput("a").dimensions(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(together.requests()).isZero();
  }
}
