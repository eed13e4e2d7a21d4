package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Role;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolCall;
import dev.fovea.chat.ToolChoice;
import dev.fovea.config.RateLimit;
import dev.fovea.error.NotFoundException;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.ServerException;
import dev.fovea.error.UnsendableRequestException;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.image.ImageSource;
import dev.fovea.providertests.CallMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiChatHttpTest {
  private static final byte[] DOT = Base64.getDecoder()
      .decode(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5"
              + "ErkJggg==");

  @RegisterExtension
  final Recorded openai = new Recorded();

  private OpenAiClient client;

  private OpenAiClient open() {
    client = openai.client();
    return client;
  }

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
  }

  private static OpenAiChatOptions everyOption() {
    return OpenAiChatOptions.builder()
        .putBiasByToken("29642", -50)
        .store(true)
        .putMetadata("room", "12")
        .serviceTier("flex")
        .reasoningEffort("low")
        .verbosity("low")
        .parallelToolCalls(false)
        .addCustomTool("label", "Writes a label.")
        .addCustomTool("shelf", "Finds a shelf.", "regex", "[A-F][0-9]+")
        .addAllowedTool("press")
        .addAllowedTool("shelf")
        .voice("alloy")
        .voiceFormat("mp3")
        .prediction("An oak.")
        .promptCacheKey("herbarium")
        .promptCacheMode("explicit")
        .promptCacheTtl("30m")
        .promptCacheRetention("24h")
        .safetyIdentifier("v7")
        .webSearch(Map.of("search_context_size", "low"))
        .moderationModel("omni-moderation-latest")
        .moderateInput("block")
        .moderateOutput("score")
        .obfuscation(false)
        .streamUsage(true)
        .build();
  }

  private static Message pictures() {
    Image dot = Image.of(DOT);
    return Message.builder()
        .role(Role.USER)
        .name("ann")
        .addContent(ContentPart.text("Which tree?"))
        .addContent(ContentPart.image(dot.withDetail(Detail.LOW)))
        .addContent(ContentPart.image(dot.withDetail(Detail.ORIGINAL)))
        .addContent(ContentPart.image(Image.at(URI.create("https://leaves.leaflab.test/oak.png"))))
        .addContent(
            ContentPart.audio(ImageSource.of("RIFF".getBytes(StandardCharsets.US_ASCII)), "wav"))
        .build();
  }

  private static Message calls() {
    return Message.builder()
        .role(Role.ASSISTANT)
        .addToolCall(
            ToolCall.builder().id("call_1").name("press").arguments("{\"n\":1}").build())
        .addToolCall(ToolCall.builder()
            .id("call_2")
            .type("custom")
            .name("shelf")
            .arguments("B7")
            .build())
        .build();
  }

  private static ChatRequest everything() {
    return ChatRequest.of(r -> r.model("ft:gpt-4o-2024-08-06:acme:leaves:9AbC")
        .addMessage(Message.builder()
            .role(Role.DEVELOPER)
            .addContent(ContentPart.text("You know leaves."))
            .build())
        .addMessage(pictures())
        .addMessage(calls())
        .addMessage(Message.tool("call_1", "pressed"))
        .addMessage(Message.tool("call_2", "full"))
        .addMessage(Message.assistant("An oak.").toBuilder()
            .additionalProperties(Map.of("refusal", "I name no trees."))
            .build())
        .maxTokens(64)
        .temperature(0.25)
        .topP(0.5)
        .n(2)
        .seed(11)
        .addStop("###")
        .presencePenalty(1.5)
        .frequencyPenalty(-1.5)
        .topLogprobs(2)
        .endUser("visitor-7")
        .addTool(Tool.builder()
            .name("press")
            .description("Presses a leaf.")
            .parameters(Map.of("type", "object"))
            .strict(true)
            .build())
        .toolChoice(ToolChoice.required())
        .responseFormat(ResponseFormat.jsonSchema("tree", Map.of("type", "object"), true))
        .options(everyOption()));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createSendsEveryFieldUnderOpenAisNameAndReadsTheAnswer(CallMode mode) {
    client = openai.client(b -> b.organization("org-leaf").projectId("proj_leaf"));
    openai.replay("chat/POST_chat_completions");

    ChatCompletion answer = mode.call(
        () -> client.chat().create(everything()), () -> client.chat().createAsync(everything()));

    assertThat(answer.text()).isEqualTo("oak");
    assertThat(answer.created()).contains(Instant.ofEpochSecond(1_790_010_000));
    assertThat(answer.choices().get(0).logprobs().orElseThrow()).containsKey("content");
    assertThat(answer.choices().get(1).finishReason()).contains(FinishReason.CONTENT_FILTER);
    assertThat(answer.usage().orElseThrow().cachedTokens()).contains(256L);
    assertThat(answer.usage().orElseThrow().reasoningTokens()).contains(2L);
    assertThat(answer.meta().requestId()).contains("req_0123456789abcdef0123456789abcdef");
    openai.received("chat/POST_chat_completions");
  }

  @Test
  void whatOnlyOpenAiTellsIsReadFromTheAnswer() {
    openai.replay("chat/POST_chat_completions");

    OpenAiCompletion own =
        OpenAiCompletion.of(open().chat().create(r -> r.model("m").user("?")));

    assertThat(own.completion().text()).isEqualTo("oak");
    assertThat(own.refusal()).isEmpty();
    assertThat(own.refusal(1)).contains("I name no trees.");
    assertThat(own.refusal(7)).isEmpty();
    assertThat(own.serviceTier()).contains("default");
    assertThat(own).hasToString("OpenAiCompletion[" + own.completion() + "]");
  }

  @Test
  void howManyCallsAndTokensAreLeftIsReadFromTheHeaders() {
    openai.replay("chat/POST_chat_completions");

    RateLimit limit =
        open().chat().create(r -> r.model("m").user("?")).meta().rateLimit().orElseThrow();

    assertThat(limit.limit()).contains(60L);
    assertThat(limit.remaining()).contains(59L);
    assertThat(limit.reset()).contains(Duration.ofSeconds(1));
    assertThat(limit.tokenLimit()).contains(150_000L);
    assertThat(limit.tokensRemaining()).contains(149_984L);
    assertThat(limit.tokenReset()).contains(Duration.ofMinutes(6));
  }

  @Test
  void callsOfToolsOfBothKindsAreReadAndGoBackAsTheyCame() {
    openai.replay("chat/POST_chat_completions.tools", "chat/POST_chat_completions");

    ChatCompletion asked = open().chat().create(r -> r.model("m").user("?"));
    Message answered = asked.choices().get(0).message();
    client.chat().create(r -> r.model("m").user("?").addMessage(answered));

    assertThat(asked.finishReason()).contains(FinishReason.TOOL_CALLS);
    assertThat(asked.toolCalls())
        .containsExactly(
            ToolCall.builder()
                .id("call_u6Ds")
                .name("press")
                .arguments("{\"n\":2}")
                .build(),
            ToolCall.builder()
                .id("call_u6Dt")
                .type("custom")
                .name("shelf")
                .arguments("B7")
                .build());
    openai.request();
    assertThat(openai.request().getBody().utf8())
        .contains("{\"id\":\"call_u6Dt\",\"type\":\"custom\",\"custom\":{\"name\":\"shelf\","
            + "\"input\":\"B7\"}}");
  }

  @Test
  void anothersServerGetsWhatIsAskedUnderItsNamesAndUnchecked() {
    client = openai.client(b -> b.compatible(true));
    openai.replay("chat/POST_chat_completions");

    client
        .chat()
        .create(r -> r.model("qwen3-vl")
            .addMessage(Message.builder()
                .role(Role.USER)
                .addContent(ContentPart.text("Which tree?"))
                .addContent(ContentPart.image(Image.of(DOT)))
                .addContent(ContentPart.video(URI.create("https://films.leaflab.test/oak.mp4")))
                .build())
            .addMessage(Message.assistant("An oak.").toBuilder()
                .reasoning("It has lobes.")
                .build())
            .user("Sure?")
            .maxTokens(9)
            .responseFormat(ResponseFormat.regex("oak|elm"))
            .options(OpenAiChatOptions.builder().reasoningEffort("low").build())
            .putExtraProperty("openai", "top_k", 40)
            .putExtraProperty("openai", "chat_template_kwargs.enable_thinking", false));

    openai.received("chat/POST_chat_completions.compatible");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aBrokenPictureStopsTheCallAtOpenAiBeforeAnythingIsSent(CallMode mode) {
    ChatRequest request = ChatRequest.of(r -> r.model("m")
        .user("?", Image.of("%PDF-1.7 no picture".getBytes(StandardCharsets.US_ASCII))));
    open();

    assertThatThrownBy(() -> mode.call(
            () -> client.chat().create(request), () -> client.chat().createAsync(request)))
        .isInstanceOfSatisfying(
            UnsendableRequestException.class,
            e -> assertThat(e.findings().get(0).rule()).isEqualTo("openai.picture-format"));
    assertThatThrownBy(() -> client.chat().stream(request))
        .isInstanceOf(UnsendableRequestException.class);
    assertThat(openai.requests()).isZero();
  }

  @Test
  void theLookAtPicturesIsLeftOutWhereAskedAndAtAnothersServer() {
    ChatRequest request = ChatRequest.of(r -> r.model("m")
        .user("?", Image.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0})));
    openai.answer(200, "{\"choices\":[]}");
    openai.answer(200, "{\"choices\":[]}");

    open();
    assertThatThrownBy(() -> client.chat().create(request))
        .isInstanceOf(UnsendableRequestException.class);
    client
        .chat()
        .create(request.toBuilder()
            .options(OpenAiChatOptions.builder().unchecked(true).build())
            .build());
    try (OpenAiClient another = openai.client(b -> b.compatible(true))) {
      another.chat().create(request);
    }

    assertThat(openai.requests()).isEqualTo(2);
  }

  @Test
  void aModelThatIsNotThereOrNotLoadedYetIsNotFound() {
    openai.answer(
        404,
        "{\"error\":{\"message\":\"The model 'ft:x' does not exist\",\"type\":"
            + "\"invalid_request_error\",\"param\":null,\"code\":\"model_not_found\"}}");

    assertThatThrownBy(() -> open().chat().create(r -> r.model("ft:x").user("?")))
        .isInstanceOfSatisfying(NotFoundException.class, e -> {
          assertThat(e.code()).contains("model_not_found");
          assertThat(e.outcome()).isEqualTo(dev.fovea.error.Outcome.REJECTED);
        });
    assertThat(openai.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void afterALimitOfTheRateTheServersWaitIsKept(CallMode mode) {
    openai.answer(
        429,
        "{\"error\":{\"message\":\"Rate limit reached\",\"type\":\"tokens\",\"param\":null,"
            + "\"code\":\"rate_limit_exceeded\"}}",
        "retry-after-ms: 2400",
        "retry-after: 3");
    openai.replay("chat/POST_chat_completions");
    ChatRequest request = ChatRequest.of(r -> r.model("m").user("?"));
    open();

    ChatCompletion answer =
        mode.call(() -> client.chat().create(request), () -> client.chat().createAsync(request));

    assertThat(answer.text()).isEqualTo("oak");
    assertThat(openai.requests()).isEqualTo(2);
  }

  @Test
  void aQuestionWhoseAnswerWasLostIsNotPaidForTwice() {
    openai.http.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());
    openai.answer(500, "{\"error\":{\"message\":\"odd\",\"type\":\"server_error\"}}");
    open();

    assertThatThrownBy(() -> client.chat().create(r -> r.model("m").user("?")))
        .isNotInstanceOf(RateLimitException.class);
    assertThat(openai.requests()).isEqualTo(1);
    OpenAiClient once = client.withOptions(o -> o.retries(r -> r.maxAttempts(1)));
    assertThatThrownBy(() -> once.chat().create(r -> r.model("m").user("?")))
        .isInstanceOf(ServerException.class);
    assertThat(openai.requests()).isEqualTo(2);
  }
}
