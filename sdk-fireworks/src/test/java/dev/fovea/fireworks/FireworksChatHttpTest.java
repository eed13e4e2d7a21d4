package dev.fovea.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Role;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolChoice;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.ServerException;
import dev.fovea.error.TruncatedStreamException;
import dev.fovea.error.UnsendableRequestException;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.image.ImageSource;
import dev.fovea.providertests.CallMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FireworksChatHttpTest {
  private static final String MODEL = "accounts/leaflab/deployments/herbarium";
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

  private static FireworksChatOptions.Builder everyOption() {
    return FireworksChatOptions.builder()
        .topK(40)
        .minP(0.125)
        .typicalP(0.75)
        .repetitionPenalty(1.25)
        .mirostatTarget(1.5)
        .mirostatLearningRate(0.25)
        .ignoreEndOfSequence(true)
        .echo(true)
        .echoLast(5)
        .contextLengthExceededBehavior("error")
        .promptTruncateLength(2000)
        .parallelToolCalls(false)
        .reasoningHistory("preserved")
        .rawOutput(true)
        .returnTokenIds(true)
        .performanceInResponse(true)
        .promptCacheKey("herbarium")
        .promptCacheIsolationKey("museum")
        .safeTokenization(true)
        .serviceTier("priority")
        .reasoningEffort("low")
        .prediction("An oak.")
        .grammar("root ::= \"oak\" | \"elm\"")
        .putBiasByToken("29642", -50)
        .putMetadata("room", "12")
        .sessionAffinity("visit-3");
  }

  private static ChatRequest everything() {
    return ChatRequest.of(r -> r.model(MODEL)
        .system("You know leaves.")
        .addMessage(Message.builder()
            .role(Role.USER)
            .addContent(ContentPart.text("Which tree?"))
            .addContent(ContentPart.image(Image.of(DOT).withDetail(Detail.LOW)))
            .addContent(FireworksVideoSpec.video(
                URI.create("https://films.leaflab.test/oak.mp4"),
                v -> v.detail("high").maxFrames(16).samplesPerSecond(0.5).spatialLimit(512)))
            .build())
        .addMessage(
            Message.assistant("An oak.").toBuilder().reasoning("It has lobes.").build())
        .user("Sure?")
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
        .options(everyOption().build()));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createSendsEveryFieldUnderFireworksNameAndReadsWhatOnlyItsAnswersSay(CallMode mode) {
    fireworks.replay("chat/POST_chat_completions");

    ChatCompletion answer = mode.call(
        () -> client.chat().create(everything()), () -> client.chat().createAsync(everything()));

    assertThat(answer.text()).isEqualTo("oak");
    assertThat(answer.choices().get(0).message().reasoning()).contains("Lobes again.");
    assertThat(answer.choices().get(0).logprobs().orElseThrow()).containsOnlyKeys("content");
    assertThat(answer.usage().orElseThrow().cachedTokens()).contains(256L);
    assertThat(answer.meta().requestId()).contains("req-7");
    FireworksCompletion own = FireworksCompletion.of(answer);
    assertThat(own.completion()).isSameAs(answer);
    assertThat(own.promptTokenIds()).containsExactly(151644, 872);
    assertThat(own.tokenIds()).containsExactly(29642);
    assertThat(own.tokenIds(1)).isEmpty();
    assertThat(own.tokenIds(7)).isEmpty();
    fireworks.received("chat/POST_chat_completions");
  }

  @Test
  void whatTheModelReadAndWroteIsShown() {
    fireworks.replay("chat/POST_chat_completions");

    FireworksCompletion own = FireworksCompletion.of(client.chat().create(everything()));

    FireworksRawOutput raw = own.rawOutput().orElseThrow();
    assertThat(raw.completion()).isEqualTo("oak");
    assertThat(raw.promptFragments()).containsExactly("<|im_start|>user", 151655);
    assertThat(raw.promptTokenIds()).containsExactly(151644, 872);
    assertThat(raw.completionTokenIds()).containsExactly(29642);
    assertThat(raw.grammar()).contains("root");
    assertThat(raw.additionalProperties()).containsKey("images");
    assertThat(own.rawOutput(1)).isEmpty();
  }

  @Test
  void howLongItTookIsReadFromTheBodyAndFromHeadersBesideIt() {
    fireworks.replay("chat/POST_chat_completions");

    FireworksPerformance took =
        FireworksCompletion.of(client.chat().create(everything())).performance().orElseThrow();

    assertThat(took.promptTokens()).contains(312L);
    assertThat(took.cachedPromptTokens()).contains(256L);
    assertThat(took.timeToFirstToken()).contains(Duration.ofMillis(41));
    assertThat(took.processingTime()).contains(Duration.ofMillis(250));
    assertThat(took.prefillQueueTime()).contains(Duration.ofMillis(1));
    assertThat(took.prefillTime()).isEmpty();
    assertThat(took.generationQueueTime()).isEmpty();
    assertThat(took.generationTime()).contains(Duration.ofMillis(200));
    assertThat(took.concurrentRequests()).contains(3L);
    assertThat(took.deployment()).contains("herbarium");
    assertThat(took.matchedSpeculationTokens()).contains(2L);
    assertThat(took.additionalProperties()).containsEntry("backend-host", "h1");
    assertThat(took).hasToString("FireworksPerformance" + took.additionalProperties());
  }

  @Test
  void headersAloneTellHowLongItTook() {
    fireworks.answer(
        200,
        "{\"choices\":[]}",
        "fireworks-server-time-to-first-token: 0.5",
        "fireworks-prompt-tokens: many");

    FireworksPerformance took = FireworksCompletion.of(
            client.chat().create(r -> r.model("m").user("Which tree?")))
        .performance()
        .orElseThrow();

    assertThat(took.timeToFirstToken()).contains(Duration.ofMillis(500));
    assertThat(took.promptTokens()).isEmpty();
  }

  private void stream(String... events) {
    fireworks.http.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type: text/event-stream")
        .addHeader("fireworks-prompt-tokens: 9")
        .body(String.join("\n\n", events) + "\n\n")
        .build());
  }

  private static ChatRequest streamed() {
    return ChatRequest.of(r -> r.model(MODEL)
        .user("Which tree?")
        .options(FireworksChatOptions.builder().returnTokenIds(true).build()));
  }

  @Test
  void aStreamIsPutTogetherWithIdsAndUsageWithoutAskingForThem() {
    stream(
        "data: {\"id\":\"c1\",\"model\":\"m\",\"prompt_token_ids\":[1,2],\"choices\":[{\"index\":0,"
            + "\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}],\"usage\":null}",
        "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"Lobes.\"},"
            + "\"token_ids\":[7]}]}",
        "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"oak\"},"
            + "\"token_ids\":[8,9],\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,"
            + "\"completion_tokens\":2,\"total_tokens\":11,\"prompt_tokens_details\":{"
            + "\"cached_tokens\":4}},\"perf_metrics\":{\"cached-prompt-tokens\":\"4\"}}",
        "data: [DONE]");

    try (ChatStream pieces = client.chat().stream(streamed())) {
      pieces.forEach(piece -> {});
      ChatCompletion whole = pieces.completion();

      assertThat(whole.text()).isEqualTo("oak");
      assertThat(whole.choices().get(0).message().reasoning()).contains("Lobes.");
      assertThat(whole.usage().orElseThrow().cachedTokens()).contains(4L);
      FireworksCompletion own = FireworksCompletion.of(whole);
      assertThat(own.promptTokenIds()).containsExactly(1, 2);
      assertThat(own.tokenIds()).containsExactly(7, 8, 9);
      assertThat(own.performance().orElseThrow().promptTokens()).contains(9L);
      assertThat(own.performance().orElseThrow().cachedPromptTokens()).contains(4L);
    }
    fireworks.received("chat/POST_chat_completions.stream");
  }

  @Test
  void aStreamThatEndsWithoutAReasonIsNoShortAnswer() {
    stream("data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"oa\"}}]}");

    try (ChatStream pieces = client.chat().stream(streamed())) {
      assertThatThrownBy(() -> pieces.forEach(piece -> {}))
          .isInstanceOf(TruncatedStreamException.class);
    }
  }

  @Test
  void anErrorInsideAStreamIsTheServersError() {
    stream(
        "data: {\"error\":{\"object\":\"error\",\"type\":\"server_error\",\"message\":\"lost\"}}");

    try (ChatStream pieces = client.chat().stream(streamed())) {
      assertThatThrownBy(() -> pieces.forEach(piece -> {})).hasMessageContaining("lost");
    }
  }

  @Test
  void refusalsAreToldInFireworksWords() {
    fireworks.answer(
        422,
        "{\"detail\":[{\"loc\":[\"body\",\"colour\"],\"msg\":\"Extra inputs are not permitted\","
            + "\"type\":\"extra_forbidden\"}]}");

    assertThatThrownBy(() -> client.chat().create(r -> r.model("m").user("x")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Extra inputs are not permitted");
  }

  @Test
  void aDeploymentThatWakesUpIsToldByItsCode() {
    FireworksClient once = client.withOptions(o -> o.retries(r -> r.maxAttempts(1)));
    fireworks.answer(
        503,
        "{\"error\":{\"message\":\"scaling up; retry later\",\"code\":\"DEPLOYMENT_SCALING_UP\","
            + "\"type\":\"error\"}}");

    assertThatThrownBy(() -> once.chat().create(r -> r.model("m").user("x")))
        .isInstanceOfSatisfying(
            ServerException.class, e -> assertThat(e.code()).contains("DEPLOYMENT_SCALING_UP"));
  }

  private static ChatRequest with(Consumer<FireworksChatOptions.Builder> options) {
    FireworksChatOptions.Builder own = FireworksChatOptions.builder();
    options.accept(own);
    return ChatRequest.of(r -> r.model("m").user("x").options(own.build()));
  }

  private static ChatRequest of(Consumer<ChatRequest.Builder> spec) {
    return ChatRequest.of(r -> spec.accept(r.model("m").user("x")));
  }

  private static Stream<Object[]> mistakes() {
    return Stream.of(new Object[][] {
      {of(r -> r.temperature(2.1)), "temperature is 2.1"},
      {of(r -> r.topLogprobs(6)), "topLogprobs is 6"},
      {of(r -> r.n(129)), "n is 129"},
      {of(r -> r.stop(List.of("a", "b", "c", "d", "e"))), "at most 4 texts"},
      {with(o -> o.topK(101)), "topK is 101"},
      {with(o -> o.minP(-0.1)), "minP is -0.1"},
      {with(o -> o.typicalP(1.1)), "typicalP is 1.1"},
      {with(o -> o.repetitionPenalty(2.5)), "repetitionPenalty is 2.5"},
      {with(o -> o.legacyLogprobs(6)), "legacyLogprobs is 6"},
      {with(o -> o.thinkingTokens(1023)), "thinkingTokens is 1023"},
      {with(o -> o.putBiasByToken("7", 101)), "biasByToken is 101"},
      {with(o -> o.reasoning(true).thinking(true)), "either thinking or reasoning_effort"},
      {with(o -> o.prediction("a").speculation("b")), "either prediction or speculation"},
      {with(o -> o.promptTokens(List.of(1))), "promptTokens are for completions"},
      {
        with(o -> o.legacyLogprobs(1)).toBuilder().topLogprobs(1).build(),
        "either topLogprobs or legacyLogprobs"
      },
      {
        with(o -> o.grammar("g")).toBuilder()
            .responseFormat(ResponseFormat.jsonObject())
            .build(),
        "either responseFormat or grammar"
      },
      {
        of(r -> r.maxTokens(5).putExtraProperty("fireworks", "max_completion_tokens", 6)),
        "either max_tokens or max_completion_tokens"
      }
    });
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakesAreToldBeforeAnythingIsSent(ChatRequest request, String message) {
    assertThatThrownBy(() -> client.chat().create(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fireworks: ")
        .hasMessageContaining(message)
        .hasMessageContaining("nothing was sent");
    assertThat(fireworks.requests()).isZero();
  }

  private static Message as(Role role) {
    return Message.builder().role(role).addContent(ContentPart.text("x")).build();
  }

  private static Stream<Object[]> wishes() {
    return Stream.of(new Object[][] {
      {of(r -> r.addMessage(as(Role.DEVELOPER))), "use a system message"},
      {of(r -> r.addMessage(as(Role.FUNCTION))), "use a tool message"},
      {of(r -> r.addMessage(as(Role.USER).toBuilder().name("ann").build())), "leave the name out"},
      {
        of(r -> r.addMessage(as(Role.USER).toBuilder()
            .addContent(ContentPart.audio(ImageSource.of(new byte[] {1}), "wav"))
            .build())),
        "ContentPart.audio(URI)"
      },
      {of(r -> r.responseFormat(ResponseFormat.regex("a+"))), "grammar"},
      {of(r -> r.user("x", Image.of(DOT).withDetail(Detail.ORIGINAL))), "use Detail.HIGH"}
    });
  }

  @ParameterizedTest
  @MethodSource("wishes")
  void whatFireworksCannotDoIsRefusedWithAnotherWay(ChatRequest request, String instead) {
    assertThatThrownBy(() -> client.chat().create(request))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining(instead);
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void optionsThatSayOneThingTwiceCannotBeBuilt() {
    FireworksChatOptions.Builder efforts =
        FireworksChatOptions.builder().reasoning(true).reasoningTokens(9);
    FireworksChatOptions.Builder thinking =
        FireworksChatOptions.builder().thinking(false).thinkingTokens(2048);
    FireworksChatOptions.Builder speculation =
        FireworksChatOptions.builder().speculation("a").speculationTokens(List.of(1));

    assertThatThrownBy(efforts::build).hasMessageContaining("only one of reasoningEffort");
    assertThatThrownBy(thinking::build).hasMessageContaining("thinking(false)");
    assertThatThrownBy(speculation::build).hasMessageContaining("either speculation");
  }

  @Test
  void theOtherWaysToSayOptionsStandOnTheWireAsFireworksKnowsThem() {
    assertThat(FireworksChatOptions.builder()
            .reasoning(false)
            .speculationTokens(List.of(1, 2))
            .legacyLogprobs(3)
            .build()
            .fields())
        .isEqualTo(Map.of("reasoning_effort", false, "speculation", List.of(1, 2), "logprobs", 3));
    assertThat(FireworksChatOptions.builder().reasoningTokens(500).build().fields())
        .isEqualTo(Map.of("reasoning_effort", 500));
    assertThat(FireworksChatOptions.builder().thinkingTokens(2048).build().fields())
        .isEqualTo(Map.of("thinking", Map.of("type", "enabled", "budget_tokens", 2048)));
    assertThat(FireworksChatOptions.builder().thinking(false).build().fields())
        .isEqualTo(Map.of("thinking", Map.of("type", "disabled")));
    assertThat(FireworksChatOptions.builder().speculation("oak").build().fields())
        .isEqualTo(Map.of("speculation", "oak"));
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void aBrokenPictureStopsTheCallBeforeAnythingIsSent(CallMode mode) {
    ChatRequest request = of(r -> r.user(
        "Which tree?", Image.of("%PDF-1.7 no picture at all".getBytes(StandardCharsets.UTF_8))));

    assertThatThrownBy(() -> mode.call(
            () -> client.chat().create(request), () -> client.chat().createAsync(request)))
        .isInstanceOfSatisfying(UnsendableRequestException.class, e -> {
          assertThat(e.findings()).hasSize(1);
          assertThat(e.findings().get(0).rule()).isEqualTo("fireworks.picture-format");
          assertThat(e.findings().get(0).pointer()).contains("/messages/1/content/1");
          assertThat(e).hasMessageContaining("a PDF document");
          assertThat(e).hasMessageContaining("nothing was sent");
        });
    assertThatThrownBy(() -> client.chat().stream(request))
        .isInstanceOf(UnsendableRequestException.class);
    assertThat(fireworks.requests()).isZero();
  }

  @Test
  void theLookAtPicturesCanBeSwitchedOffAndThenMorePicturesAreSent() {
    fireworks.answer(200, "{\"choices\":[]}");
    Image[] many = new Image[31];
    Arrays.fill(many, Image.of(DOT));
    ChatRequest request = of(r -> r.user("Which trees?", many));

    assertThatThrownBy(() -> client.chat().create(request))
        .isInstanceOf(UnsendableRequestException.class)
        .hasMessageContaining("the request has 31 pictures, at most 30 are taken");
    assertThat(fireworks.requests()).isZero();
    ChatCompletion sent = client
        .chat()
        .create(request.toBuilder()
            .options(FireworksChatOptions.builder().unchecked(true).build())
            .build());

    assertThat(sent.choices()).isEmpty();
    assertThat(fireworks.requests()).isEqualTo(1);
  }

  @Test
  void aFilmNeedsAnAbsoluteAddress() {
    assertThatThrownBy(() -> FireworksVideoSpec.video(URI.create("oak.mp4"), v -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absolute");
  }
}
