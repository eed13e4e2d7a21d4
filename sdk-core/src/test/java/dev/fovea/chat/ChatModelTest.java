package dev.fovea.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ContentPart.ImagePart;
import dev.fovea.chat.ContentPart.TextPart;
import dev.fovea.chat.ContentPart.UnknownPart;
import dev.fovea.image.Image;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatModelTest {
  private final Image picture = Image.at(URI.create("https://pictures.example/a.png"));

  @Test
  void aQuestionHoldsTextAndPicturesInTheOrderTheyWereGiven() {
    assertThat(Message.user("?", picture).content())
        .containsExactly(new TextPart("?"), new ImagePart(picture));
    assertThat(Message.user(picture, "?").content())
        .containsExactly(new ImagePart(picture), new TextPart("?"));
    assertThat(Message.user(List.of(ContentPart.image(picture))).text()).isEmpty();
  }

  @Test
  void onlyASingleTextIsWrittenAsAString() {
    assertThat(Message.user("?").contentIsList()).isFalse();
    assertThat(Message.user("?", picture).contentIsList()).isTrue();
    assertThat(Message.user(List.of(ContentPart.image(picture))).contentIsList())
        .isTrue();
    Message grown =
        Message.user("?").toBuilder().addContent(ContentPart.image(picture)).build();
    assertThat(grown.contentIsList()).isTrue();
    assertThat(Message.user("?").toBuilder().contentIsList(true).build().contentIsList())
        .isTrue();
  }

  @Test
  void everyRoleFindsItselfByItsWord() {
    for (Role role : Role.values()) {
      assertThat(Role.of(role.word())).isEqualTo(role);
    }
    assertThat(Role.of("critic")).isEqualTo(Role.UNKNOWN);
  }

  @Test
  void roleAndWordMustAgree() {
    Message critic = Message.builder().role(Role.UNKNOWN).providerRole("critic").build();
    assertThat(critic.providerRole()).isEqualTo("critic");
    assertThatThrownBy(
            () -> Message.builder().role(Role.USER).providerRole("critic").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("critic");
  }

  @Test
  void aRequestNeedsAModelAndAMessage() {
    assertThatThrownBy(() -> ChatRequest.of(r -> r.model(" ").user("?")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model");
    assertThatThrownBy(() -> ChatRequest.of(r -> r.model("m")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("message");
    assertThatThrownBy(() -> ChatRequest.of(r -> r.user("?")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("model");
  }

  @Test
  void extraPropertiesAreKeptByProviderAlsoWhenARequestIsChanged() {
    ChatRequest first =
        ChatRequest.of(r -> r.model("m").user("?").putExtraProperty("together", "a.b", 1));
    ChatRequest second = first.toBuilder()
        .putExtraProperty("together", "c", null)
        .putExtraProperty("openai", "d", true)
        .build();
    Map<String, Object> together = new HashMap<>();
    together.put("a.b", 1);
    together.put("c", null);
    assertThat(second.extraProperties())
        .isEqualTo(Map.of("together", together, "openai", Map.of("d", true)));
    assertThat(first.extraProperties().keySet()).containsExactly("together");
  }

  @Test
  void extraPropertiesWithoutAPlaceAreRefused() {
    for (String path : List.of("", " ", ".a", "a.", "a..b")) {
      assertThatThrownBy(() -> ChatRequest.builder().putExtraProperty("together", path, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ChatRequest.builder().putExtraProperty("", "a", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnknownPartIsACopyThatKeepsNulls() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("a", null);
    UnknownPart part = new UnknownPart("x", fields);
    fields.put("b", 1);
    assertThat(part.fields()).containsOnlyKeys("a");
    assertThatThrownBy(() -> part.fields().put("c", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anAnswerWithoutChoicesHasNoText() {
    ChatCompletion none = ChatCompletion.builder().build();
    assertThat(none.text()).isEmpty();
    assertThat(none.toolCalls()).isEmpty();
    assertThat(none.finishReason()).isEmpty();
    assertThat(ChatChunk.builder().build().text()).isEmpty();
  }

  @Test
  void everyKnownWordForTheEndHasItsReason() {
    assertThat(FinishReason.of("eos")).isEqualTo(FinishReason.STOP);
    assertThat(FinishReason.of("function_call")).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(FinishReason.of("content_filter")).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(FinishReason.of("STOP")).isEqualTo(FinishReason.UNKNOWN);
  }
}
