package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.UnreadableResponseException;
import dev.fovea.image.Image;
import dev.fovea.providertests.CallMode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiModerationsHttpTest {
  private static final String CREATE = "moderations/POST_moderations";
  private static final Image PIXEL =
      Image.fromDataUrl("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUl"
          + "EQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

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

  private OpenAiModeration create(CallMode mode, Consumer<OpenAiModerationRequest.Builder> spec) {
    OpenAiModerationService moderations = client.moderations();
    return mode.call(() -> moderations.create(spec), () -> moderations.createAsync(spec));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void textsAndPicturesAreJudgedTogether(CallMode mode) {
    openAi.replay(CREATE);

    OpenAiModeration moderation = create(
        mode,
        r -> r.model("omni-moderation-latest")
            .text("A \"robin\" — 鳥")
            .image(PIXEL)
            .image(Image.at(URI.create("https://pictures.leaflab.test/robin.png"))));

    assertThat(moderation.id()).isEqualTo("modr-1");
    assertThat(moderation.model()).contains("omni-moderation-2024-09-26");
    assertThat(moderation.flagged()).isTrue();
    OpenAiModerationResult result = moderation.results().get(0);
    assertThat(result.flagged()).isTrue();
    assertThat(result.categories()).isEqualTo(Map.of("violence", true, "violence/graphic", false));
    assertThat(result.scores()).isEqualTo(Map.of("violence", 0.91, "violence/graphic", 0.01));
    assertThat(result.appliedInputTypes())
        .isEqualTo(
            Map.of("violence", List.of("text", "image"), "violence/graphic", List.of("image")));
    openAi.received(CREATE);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void textsAloneAreJudgedOneByOne(CallMode mode) {
    openAi.replay(CREATE + ".texts", CREATE + ".texts");

    OpenAiModeration moderation = create(mode, r -> r.text("A robin").text("An oak"));
    OpenAiModeration one = create(mode, r -> r.text("A robin"));

    assertThat(moderation.flagged()).isFalse();
    assertThat(moderation.results()).hasSize(2);
    assertThat(moderation.results().get(1).scores()).isEqualTo(Map.of("violence", 2.0));
    assertThat(moderation.results().get(1).appliedInputTypes()).isEmpty();
    assertThat(one).isEqualTo(moderation);
    openAi.received(CREATE + ".texts", CREATE + ".text");
  }

  @Test
  void aPictureIsReadAnewForEachAttempt() {
    openAi.answer(500, "{\"error\":{\"message\":\"again\",\"type\":\"server_error\"}}");
    openAi.replay(CREATE);

    create(CallMode.SYNC, r -> r.image(PIXEL));

    String first = openAi.request().getBody().utf8();
    assertThat(openAi.request().getBody().utf8()).isEqualTo(first).contains("AAAABJRU5ErkJggg==");
  }

  @Test
  void anAnswerWithoutWordsStillTellsWhatItHas() {
    openAi.answer(200, "{\"results\":[{\"categories\":{\"hate\":true,\"sexual\":\"no\"}},{}]}");
    openAi.answer(200, "{\"id\":\"modr-1\"}");

    OpenAiModeration moderation = create(CallMode.SYNC, r -> r.text("x").text("y"));

    assertThat(moderation.id()).isEmpty();
    assertThat(moderation.flagged()).isTrue();
    assertThat(moderation.results().get(1).flagged()).isFalse();
    assertThatThrownBy(() -> create(CallMode.SYNC, r -> r.text("x")))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageContaining("$.results");
  }

  @Test
  void nothingToJudgeIsRefused() {
    assertThatThrownBy(() -> create(CallMode.SYNC, r -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(openAi.requests()).isZero();
  }
}
