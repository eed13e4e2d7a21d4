package dev.fovea.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatService;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolCall;
import dev.fovea.chat.ToolChoice;
import dev.fovea.chat.Usage;
import dev.fovea.config.Capability;
import dev.fovea.error.ApiException;
import dev.fovea.error.FoveaException;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.Outcome;
import dev.fovea.error.TruncatedStreamException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions about pictures, their answers, and what may go wrong with them. */
interface ChatContract extends ChatStage {
  private ChatService chat() {
    return client().chat();
  }

  private ChatRequest question() {
    return ChatRequest.of(r -> r.model(visionModel())
        .user("What do you see?", Signs.picture(Signs.RED, 1))
        .temperature(0));
  }

  private ChatCompletion answer(CallMode mode, ChatRequest question) {
    return mode.call(() -> chat().create(question), () -> chat().createAsync(question));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aQuestionAboutAPictureIsAnswered(CallMode mode) {
    ChatCompletion answer = answer(mode, question());

    assertThat(answer.text()).isNotBlank();
    assertThat(answer.finishReason()).contains(FinishReason.STOP);
    assertThat(answer.usage().orElseThrow().promptTokens()).isPositive();
    assertThat(answer.usage().orElseThrow().totalTokens())
        .isGreaterThan(answer.usage().orElseThrow().promptTokens());
    assertThat(answer.meta().requestId()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aStreamIsTheWholeAnswerInPieces(CallMode mode) {
    ChatCompletion whole = chat().create(question());

    Streamed streamed = Streamed.of(mode, chat(), question());

    assertThat(streamed.text()).isEqualTo(whole.text());
    assertThat(streamed.pieces()).hasSizeGreaterThan(1);
    assertThat(streamed.finishReason()).isEqualTo(whole.finishReason());
    // Of the same question, the second time, more may come out of a cache.
    Usage usage = streamed.usage().orElseThrow();
    assertThat(usage.promptTokens()).isEqualTo(whole.usage().orElseThrow().promptTokens());
    assertThat(usage.completionTokens()).isEqualTo(whole.usage().orElseThrow().completionTokens());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aLimitCutsTheAnswerAndSaysSo(CallMode mode) {
    ChatCompletion cut = answer(mode, question().toBuilder().maxTokens(1).build());

    assertThat(cut.finishReason()).contains(FinishReason.LENGTH);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aModelNobodyKnowsIsNotFound(CallMode mode) {
    ChatRequest question = question().toBuilder().model(missingModel()).build();

    NotFoundException refused =
        catchThrowableOfType(NotFoundException.class, () -> answer(mode, question));

    assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(refused.isRetryable()).isFalse();
    assertThat(refused.provider()).contains(provider());
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aBrokenPictureIsRefused(CallMode mode) {
    ChatRequest question =
        ChatRequest.of(r -> r.model(visionModel()).user("What is it?", Signs.broken()));

    FoveaException refused =
        catchThrowableOfType(FoveaException.class, () -> answer(mode, question));

    assertThat(refused.isRetryable()).isFalse();
    assertThat(refused.outcome()).isNotEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void whoAsksTooOftenIsAnsweredAfterThePauseTheServerNames(CallMode mode) {
    server().faults().next(1).to("POST", "**").status(429).header("Retry-After", "7");
    Instant before = server().clock().now();

    assertThat(answer(mode, question()).text()).isNotBlank();

    assertThat(server().clock().now()).isAfterOrEqualTo(before.plusSeconds(7));
    assertThat(server().requests().count("POST", "**")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void anAnswerThatIsLostIsNotPaidForTwice(CallMode mode) {
    server().faults().next(1).to("POST", "**").loseAnswer();

    FoveaException lost =
        catchThrowableOfType(FoveaException.class, () -> answer(mode, question()));

    assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(server().requests().count("POST", "**")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aStreamThatIsCutIsNoShortAnswer(CallMode mode) {
    server().faults().next(1).to("POST", "**").cutAfterBytes(300);

    assertThatThrownBy(() -> Streamed.of(mode, chat(), question()))
        .isInstanceOf(TruncatedStreamException.class);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void anErrorInTheMiddleOfAStreamIsTheServersOwn(CallMode mode) {
    server().faults().next(1).to("POST", "**").streamError(2, "the model died");

    assertThatThrownBy(() -> Streamed.of(mode, chat(), question()))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("the model died");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void anAnswerFollowsItsSchema(CallMode mode) {
    assumeTrue(can(Capability.STRUCTURED_OUTPUT));
    Map<String, Object> schema = Map.of(
        "type",
        "object",
        "properties",
        Map.of("colour", Map.of("type", "string")),
        "required",
        List.of("colour"),
        "additionalProperties",
        false);

    ChatCompletion answer = answer(
        mode,
        question().toBuilder()
            .responseFormat(ResponseFormat.jsonSchema("sign", schema))
            .build());

    assertThat(answer.text()).startsWith("{").contains("\"colour\"").endsWith("}");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  default void aToolThatMustBeCalledIsCalled(CallMode mode) {
    assumeTrue(can(Capability.TOOLS));
    Tool brake = Tool.builder()
        .name("brake")
        .parameters(Map.of("type", "object", "properties", Map.of()))
        .build();

    ChatCompletion answer = answer(
        mode,
        question().toBuilder().addTool(brake).toolChoice(ToolChoice.required()).build());

    assertThat(answer.toolCalls()).extracting(ToolCall::name).containsExactly("brake");
    assertThat(answer.finishReason()).contains(FinishReason.TOOL_CALLS);
  }
}
