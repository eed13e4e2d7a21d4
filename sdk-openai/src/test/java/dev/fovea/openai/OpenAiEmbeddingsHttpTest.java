package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.inference.EmbeddingRequest;
import dev.fovea.inference.Embeddings;
import dev.fovea.providertests.CallMode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiEmbeddingsHttpTest {
  private static final String CREATE = "embeddings/POST_embeddings";

  @RegisterExtension
  final Recorded openAi = new Recorded();

  private OpenAiClient client;

  @BeforeEach
  void opens() {
    client = openAi.client();
  }

  @AfterEach
  void closes() {
    client.close();
  }

  private Embeddings create(CallMode mode, Consumer<EmbeddingRequest.Builder> spec) {
    EmbeddingRequest.Builder request =
        EmbeddingRequest.builder().model("text-embedding-3-small").inputs(List.of("oak", "robin"));
    spec.accept(request);
    return mode.call(
        () -> client.embeddings().create(request.build()),
        () -> client.embeddings().createAsync(request.build()));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void vectorsComeInTheTextsOrderAndOfTheLengthAskedFor(CallMode mode) {
    openAi.replay(CREATE);

    Embeddings embeddings = create(mode, r -> r.dimensions(2));

    assertThat(embeddings.vector(0)).containsExactly(1.5f, 0);
    assertThat(embeddings.vector(1)).containsExactly(0.25f, -2);
    openAi.received(CREATE);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void vectorsInBase64AreTheSame(CallMode mode) {
    openAi.replay(CREATE + ".base64", CREATE);

    Embeddings packed = create(
        mode,
        r -> r.putExtraProperty("openai", "encoding_format", "base64")
            .putExtraProperty("openai", "user", "ranger-7"));

    assertThat(packed.vector(0)).containsExactly(1.5f, 0);
    assertThat(packed.vector(1)).containsExactly(0.25f, -2);
    openAi.received(CREATE + ".base64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"AAA=\"", "\"not base64!\"", "7", "null"})
  void whatIsNoVectorIsUnreadable(String vector) {
    openAi.answer(200, "{\"data\":[{\"index\":0,\"embedding\":" + vector + "}]}");

    assertThatThrownBy(() -> create(CallMode.SYNC, r -> {}))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("data");
  }
}
