package dev.fovea.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.Choice;
import dev.fovea.chat.ContentPart;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Message;
import dev.fovea.chat.ResponseFormat;
import dev.fovea.chat.Role;
import dev.fovea.chat.Tool;
import dev.fovea.chat.ToolCall;
import dev.fovea.chat.ToolChoice;
import dev.fovea.config.RateLimit;
import dev.fovea.error.UnsupportedCapabilityException;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.image.ImageSource;
import dev.fovea.json.JsonCodec;
import dev.fovea.providertests.CallMode;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TogetherChatHttpTest {
  private static final byte[] DOT = Base64.getDecoder()
      .decode(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5"
              + "ErkJggg==");

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

  private static ChatRequest everything() {
    return ChatRequest.builder()
        .model("leaflab/base-vlm")
        .system("Answer briefly.")
        .addMessage(question())
        .addMessage(Message.builder()
            .role(Role.ASSISTANT)
            .name("botanist")
            .reasoning("Let me look it up.")
            .addToolCall(ToolCall.builder()
                .id("call-1")
                .name("look_up")
                .arguments("{\"name\":\"oak\"}")
                .build())
            .build())
        .addMessage(Message.builder()
            .role(Role.TOOL)
            .toolCallId("call-1")
            .name("look_up")
            .addContent(ContentPart.text("A tree."))
            .build())
        .addMessage(Message.builder()
            .role(Role.FUNCTION)
            .name("look_up")
            .addContent(ContentPart.text("A tree."))
            .build())
        .user("So?")
        .maxTokens(64)
        .temperature(0.2)
        .topP(0.9)
        .n(2)
        .seed(7)
        .presencePenalty(-0.5)
        .frequencyPenalty(0.25)
        .topLogprobs(3)
        .endUser("reader-7")
        .stop(List.of("\n"))
        .addTool(Tool.builder()
            .name("look_up")
            .description("Finds a leaf.")
            .parameters(object("name"))
            .build())
        .toolChoice(ToolChoice.function("look_up"))
        .responseFormat(ResponseFormat.jsonSchema("leaf", "One leaf.", object("leaf"), true))
        .options(ownOptions())
        .build();
  }

  private static Map<String, Object> object(String property) {
    return Map.of("type", "object", "properties", Map.of(property, Map.of("type", "string")));
  }

  private static Message question() {
    return Message.builder()
        .role(Role.USER)
        .name("ann")
        .addContent(ContentPart.text("Which leaf?"))
        .addContent(ContentPart.image(Image.of(DOT)))
        .addContent(ContentPart.image(Image.at(URI.create("https://leaves.example/oak.png"))))
        .addContent(ContentPart.video(URI.create("https://leaves.example/wind.mp4?sig=7")))
        .addContent(ContentPart.audio(URI.create("https://leaves.example/rustle.wav")))
        .addContent(ContentPart.audio(ImageSource.of(new byte[] {'R', 'I', 'F', 'F', 0}), "wav"))
        .addContent(new ContentPart.UnknownPart("smell", Map.of("strength", 3)))
        .build();
  }

  private static TogetherChatOptions ownOptions() {
    return TogetherChatOptions.builder()
        .topK(40)
        .minP(0.05)
        .repetitionPenalty(1.1)
        .reasoning(false)
        .reasoningEffort("low")
        .safetyModel("leaflab/guard")
        .contextLengthExceededBehavior("truncate")
        .compliance("hipaa")
        .echo(true)
        .promptCacheKey("herbarium")
        .putBiasByToken("1024", -5.5)
        .putChatTemplateArgument("thinking", true)
        .functionCall("look_up")
        .streamUsage(true)
        .build();
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void createSendsEveryFieldUnderTogethersName(CallMode mode) {
    together.replay("chat/POST_chat_completions");

    ChatCompletion answer = mode.call(
        () -> client.chat().create(everything()), () -> client.chat().createAsync(everything()));

    assertThat(answer.text()).isEqualTo("{\"leaf\":\"oak\"}");
    assertThat(answer.finishReason()).contains(FinishReason.STOP);
    assertThat(answer.choices().get(0).providerFinishReason()).contains("eos");
    assertThat(answer.usage().orElseThrow().cachedTokens()).contains(12L);
    assertThat(answer.additionalProperties()).containsKeys("warnings", "prompt");
    Choice choice = answer.choices().get(0);
    assertThat(choice.message().reasoning()).contains("Lobed.");
    assertThat(choice.additionalProperties())
        .containsOnly(Map.entry("seed", new BigInteger("15924764223251450000")));
    assertThat(choice.logprobs().orElseThrow())
        .containsOnlyKeys("token_ids", "tokens", "token_logprobs", "top_logprobs")
        .containsEntry("token_logprobs", Arrays.asList(null, -0.25));
    together.received("chat/POST_chat_completions");
  }

  @Test
  void streamsPiecesWithUsageOnTheLast() {
    together.http.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type: text/event-stream;charset=utf-8")
        .body("""
            data: {"id":"oC3","object":"chat.completion.chunk","created":1790925402,"model":"m","choices":[{"index":0,"text":"O","logprobs":null,"finish_reason":null,"seed":null,"delta":{"token_id":46,"role":"assistant","content":"O"}}],"usage":null}

            data: {"id":"oC3","object":"chat.completion.chunk","created":1790925402,"model":"m","choices":[{"index":0,"text":"ak","logprobs":-0.25,"finish_reason":"stop","seed":15924764223251450000,"delta":{"token_id":null,"role":"assistant","content":"ak"}}],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}

            data: [DONE]

            """)
        .build());

    try (ChatStream stream = client.chat().stream(r -> r.model("m").user("Which leaf?"))) {
      StringBuilder text = new StringBuilder();
      stream.forEach(chunk -> text.append(chunk.text()));

      assertThat(text).hasToString("Oak");
      assertThat(stream.completion().text()).isEqualTo("Oak");
      assertThat(stream.completion().usage().orElseThrow().totalTokens()).isEqualTo(11);
    }
    assertThat(JsonCodec.shared().tree(together.request().getBody().toByteArray()))
        .isEqualTo(Map.of(
            "model",
            "m",
            "stream",
            true,
            "messages",
            List.of(Map.of("role", "user", "content", "Which leaf?"))));
  }

  private void stream(String... events) {
    together.http.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type: text/event-stream;charset=utf-8")
        .body(String.join("\n\n", events) + "\n\n")
        .build());
  }

  private ChatCompletion streamed(Consumer<ChatRequest.Builder> spec) {
    try (ChatStream stream = client.chat().stream(spec)) {
      stream.forEach(chunk -> {});
      return stream.completion();
    }
  }

  @Test
  void aStreamCanBeAskedForItsUsageAndItsFormMayBeAnExpression() {
    stream(
        ": hello",
        "data: {\"choices\":[{\"delta\":{\"content\":\"oak\"},\"finish_reason\":\"stop\"}]}");

    ChatCompletion answer = streamed(r -> r.model("leaflab/base-vlm")
        .user("Which leaf?")
        .responseFormat(ResponseFormat.regex("oak|elm"))
        .options(TogetherChatOptions.builder().streamUsage(true).build()));

    assertThat(answer.text()).isEqualTo("oak");
    together.received("chat/POST_chat_completions.stream");
  }

  @Test
  void likelihoodsOfAStreamAreJoinedIntoTheFormOfTheWholeAnswer() {
    stream(
        "data: {\"choices\":[{\"index\":0,\"logprobs\":-0.5,\"top_logprobs\":{\"O\":-0.5},"
            + "\"delta\":{\"token_id\":46,\"content\":\"O\"}}],\"warnings\":[{\"message\":\"slow\"}]}",
        "data: {\"choices\":[{\"index\":0,\"logprobs\":-0.25,\"top_logprobs\":{\"ak\":-0.25},"
            + "\"delta\":{\"token_id\":47,\"content\":\"ak\"},\"finish_reason\":\"stop\",\"seed\":3}]}",
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"prompt_tokens_details\":"
            + "{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":5}}}",
        "data: [DONE]");

    ChatCompletion answer = streamed(r -> r.model("m").user("Which leaf?").topLogprobs(1));

    assertThat(answer.choices().get(0).logprobs().orElseThrow())
        .isEqualTo(Map.of(
            "token_ids", List.of(46L, 47L),
            "tokens", List.of("O", "ak"),
            "token_logprobs", List.of(-0.5, -0.25),
            "top_logprobs", List.of(Map.of("O", -0.5), Map.of("ak", -0.25))));
    assertThat(answer.choices().get(0).additionalProperties()).containsOnlyKeys("seed");
    assertThat(answer.usage().orElseThrow().cachedTokens()).contains(4L);
    assertThat(answer.usage().orElseThrow().reasoningTokens()).contains(5L);
    assertThat(answer.additionalProperties()).containsKey("warnings");
  }

  @Test
  void likelihoodsThatComeAsListsAreJoinedToo() {
    stream(
        "data: {\"choices\":[{\"logprobs\":{\"content\":[{\"token\":\"O\"}]},\"delta\":{\"content\":\"O\"}}]}",
        "data: {\"choices\":[{\"logprobs\":{\"content\":[{\"token\":\"ak\"}],\"refusal\":null},"
            + "\"delta\":{\"content\":\"ak\"},\"finish_reason\":\"stop\"}]}");

    assertThat(streamed(r -> r.model("m").user("?")).choices().get(0).logprobs().orElseThrow())
        .containsEntry("content", List.of(Map.of("token", "O"), Map.of("token", "ak")));
  }

  @Test
  void fragmentsOfTheOlderFunctionCallAreJoinedWhereThePlainAnswerHasThem() {
    stream(
        "data: {\"choices\":[{\"delta\":{\"content\":null,\"function_call\":{\"name\":\"look_up\",\"arguments\":\"{\\\"n\"}}}]}",
        "data: {\"choices\":[{\"delta\":{\"function_call\":{\"arguments\":\"\\\":1}\"}},\"finish_reason\":\"function_call\"}]}");

    ChatCompletion answer = streamed(r -> r.model("m").user("?"));

    assertThat(answer.finishReason()).contains(FinishReason.TOOL_CALLS);
    assertThat(answer.toolCalls()).isEmpty();
    assertThat(answer.choices().get(0).message().additionalProperties())
        .containsEntry("function_call", Map.of("name", "look_up", "arguments", "{\"n\":1}"));
  }

  @Test
  void numbersOutsideThePublishedRangesAreRefusedBeforeAnythingIsSent() {
    List<Consumer<ChatRequest.Builder>> wrong = List.of(
        r -> r.n(0),
        r -> r.n(129),
        r -> r.temperature(-0.1),
        r -> r.temperature(2.5),
        r -> r.temperature(Double.NaN),
        r -> r.topP(1.5),
        r -> r.topLogprobs(21),
        r -> r.topLogprobs(-1),
        r -> r.maxTokens(0),
        r -> r.presencePenalty(2.1),
        r -> r.frequencyPenalty(-2.1),
        r -> r.options(TogetherChatOptions.builder().minP(-1).build()),
        r -> r.options(TogetherChatOptions.builder().putBiasByToken("5", 101).build()));
    for (Consumer<ChatRequest.Builder> spec : wrong) {
      assertThatThrownBy(
              () -> client.chat().create(r -> spec.accept(r.model("m").user("?"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("together: ")
          .hasMessageEndingWith("nothing was sent");
    }
    assertThat(together.requests()).isZero();
  }

  @Test
  void everyRateLimitHeaderIsAFactOfTheAnswer() {
    together.replay("chat/POST_chat_completions");

    RateLimit limit =
        client.chat().create(r -> r.model("m").user("?")).meta().rateLimit().orElseThrow();

    assertThat(limit.limit()).contains(60L);
    assertThat(limit.remaining()).contains(59L);
    assertThat(limit.reset()).contains(Duration.ofSeconds(1));
    assertThat(limit.tokenLimit()).contains(9000L);
    assertThat(limit.tokensRemaining()).contains(7380L);
    assertThat(limit.dynamicLimit()).contains(70L);
    assertThat(limit.dynamicRemaining()).contains(69L);
    assertThat(limit.dynamicTokenLimit()).contains(9100L);
    assertThat(limit.dynamicTokensRemaining()).contains(7480L);
    assertThat(limit)
        .isEqualTo(RateLimit.of(
            Map.of(
                "limit",
                60L,
                "remaining",
                59L,
                "tokenLimit",
                9000L,
                "tokensRemaining",
                7380L,
                "dynamic.limit",
                70L,
                "dynamic.remaining",
                69L,
                "dynamic.tokenLimit",
                9100L,
                "dynamic.tokensRemaining",
                7480L),
            Duration.ofSeconds(1)));
    assertThat(limit.toString()).contains("reset=PT1S");
  }

  @ParameterizedTest
  @EnumSource(
      value = Detail.class,
      names = {"LOW", "HIGH"})
  void aDetailTogetherWouldIgnoreIsRefusedBeforeAnythingIsSent(Detail detail) {
    Image leaf = Image.of(DOT).withDetail(detail);

    assertThatThrownBy(() -> client.chat().create(r -> r.model("m").user("Which leaf?", leaf)))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("detail " + detail.word());
    assertThat(together.requests()).isZero();
  }

  @Test
  void theDetailThatLeavesTheChoiceIsNotSent() {
    together.replay("chat/POST_chat_completions");

    client
        .chat()
        .create(r -> r.model("m").user("Which leaf?", Image.of(DOT).withDetail(Detail.AUTO)));

    assertThat(together.request().getBody().utf8()).doesNotContain("detail");
  }

  @Test
  void aRoleTogetherDoesNotKnowIsRefused() {
    Message developer = Message.builder()
        .role(Role.DEVELOPER)
        .addContent(ContentPart.text("Be brief."))
        .build();

    assertThatThrownBy(
            () -> client.chat().create(r -> r.model("m").addMessage(developer).user("Which leaf?")))
        .isInstanceOf(UnsupportedCapabilityException.class)
        .hasMessageContaining("system message");
    assertThat(together.requests()).isZero();
  }
}
