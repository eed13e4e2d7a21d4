package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.Message;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolCall;
import dev.fovea.chat.ToolChoice;
import dev.fovea.config.RateLimit;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenAI's own words of chat, said to the embedded OpenAI, which knows them from the wire alone.
 */
class OpenAiChatRoadTest extends EmbeddedRoad {
  private static final byte[] DOT = Base64.getDecoder()
      .decode(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5"
              + "ErkJggg==");

  private static ChatRequest.Builder asked() {
    return ChatRequest.builder().model(MODEL).user("Which tree?");
  }

  private static ChatRequest with(OpenAiChatOptions.Builder options) {
    return asked().options(options.build()).build();
  }

  private static Tool press() {
    return Tool.builder()
        .name("press")
        .parameters(Map.of("type", "object", "properties", Map.of()))
        .build();
  }

  @Test
  void everySettingIsTaken() {
    ChatCompletion answer = ai.chat()
        .create(with(OpenAiChatOptions.builder()
                .putBiasByToken("29642", -50)
                .store(true)
                .putMetadata("room", "12")
                .serviceTier("flex")
                .verbosity("medium")
                .prediction("An oak.")
                .promptCacheKey("herbarium")
                .promptCacheRetention("24h")
                .safetyIdentifier("v7")
                .moderationModel("omni-moderation-latest")
                .moderateInput("score"))
            .toBuilder()
            .temperature(0.5)
            .topP(0.5)
            .n(2)
            .seed(11)
            .addStop("###")
            .presencePenalty(1.5)
            .frequencyPenalty(-1.5)
            .topLogprobs(2)
            .endUser("visitor-7")
            .maxTokens(64)
            .build());

    assertThat(answer.choices()).hasSize(2);
    assertThat(answer.choices().get(0).logprobs()).isPresent();
    assertThat(OpenAiCompletion.of(answer).serviceTier()).contains("flex");
    assertThat(OpenAiCompletion.of(answer).refusal()).isEmpty();
  }

  @Test
  void theHeadersTellHowMuchIsLeft() {
    RateLimit limit = ai.chat().create(asked().build()).meta().rateLimit().orElseThrow();

    assertThat(limit.limit()).isPresent();
    assertThat(limit.remaining()).isPresent();
    assertThat(limit.reset()).isPresent();
    assertThat(limit.tokenLimit()).isPresent();
    assertThat(limit.tokensRemaining()).isPresent();
    assertThat(limit.tokenReset()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStreamTellsItsUsageUnlessToldNotTo(boolean told) {
    ChatRequest request = with(OpenAiChatOptions.builder().streamUsage(told).obfuscation(false));

    try (ChatStream pieces = ai.chat().stream(request)) {
      pieces.forEach(
          piece -> assertThat(piece.additionalProperties()).doesNotContainKey("obfuscation"));
      assertThat(pieces.completion().usage().isPresent()).isEqualTo(told);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCustomToolThatAloneIsAllowedAndRequiredIsCalledWithText(boolean streamed) {
    ChatRequest request = with(OpenAiChatOptions.builder()
            .addCustomTool("label", "Writes a label.")
            .addAllowedTool("label")
            .parallelToolCalls(false))
        .toBuilder()
        .addTool(press())
        .toolChoice(ToolChoice.required())
        .build();

    ToolCall call = answer(request, streamed).toolCalls().get(0);

    assertThat(call.type()).isEqualTo("custom");
    assertThat(call.name()).isEqualTo("label");
    assertThat(call.arguments()).isNotBlank();
    assertThat(call.id()).isPresent();
  }

  private ChatCompletion answer(ChatRequest request, boolean streamed) {
    if (!streamed) {
      return ai.chat().create(request);
    }
    try (ChatStream pieces = ai.chat().stream(request)) {
      pieces.forEach(piece -> {});
      return pieces.completion();
    }
  }

  @Test
  void aCallOfACustomToolGoesBackWithItsResult() {
    ChatRequest request = with(OpenAiChatOptions.builder()
            .addCustomTool("label", "Writes a label.")
            .addAllowedTool("label"))
        .toBuilder()
        .toolChoice(ToolChoice.required())
        .build();
    ChatCompletion asked = ai.chat().create(request);

    ChatCompletion answered = ai.chat()
        .create(asked()
            .addMessage(asked.choices().get(0).message())
            .addMessage(Message.tool(asked.toolCalls().get(0).id().orElseThrow(), "written"))
            .options(OpenAiChatOptions.builder()
                .addCustomTool("label", "Writes a label.")
                .build())
            .build());

    assertThat(answered.choices()).hasSize(1);
  }

  @Test
  void theDetailOriginalIsForNewerModelsThanThisOne() {
    Image dot = Image.of(DOT).withDetail(Detail.ORIGINAL);

    assertThatThrownBy(() -> ai.chat().create(r -> r.model(MODEL).user("?", dot)))
        .isInstanceOf(InvalidRequestException.class);
  }
}
