package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.ChatStream;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Role;
import dev.fovea.chat.ToolCall;
import dev.fovea.error.InvalidRequestException;
import dev.fovea.error.RateLimitException;
import dev.fovea.error.ServerException;
import dev.fovea.error.UnreadableResponseException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams as servers send them that speak nearly as OpenAI does; see {@link AnswerQuirksTest}. */
class StreamQuirksTest {
  private static final ChatRequest ASKED = ChatRequest.of(r -> r.model("m").user("Which tree?"));
  private static final String OAK =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"oak\"}}]}\n\n";
  private static final String STOP =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  /** What a server sends, and what we make of it. */
  record Quirk(String name, String stream, Consumer<ChatCompletion> reading) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What a server sends, and the error that we make of it. */
  record Failure(String name, String stream, Class<?> type, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final LocalServer server = new LocalServer();

  @AfterEach
  void close() {
    server.close();
  }

  private ChatCompletion whole(String stream) {
    server.enqueue(new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .body(stream));
    try (ChatStream pieces =
        ChatCalls.over(server.transport(), ChatSetup.builder().build()).stream(ASKED)) {
      pieces.forEach(piece -> {});
      return pieces.completion();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"lines", "pieces", "calls"})
  void aStreamIsReadAllTheSame(Quirk quirk) {
    quirk.reading().accept(whole(quirk.stream()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void anErrorIsTypedWhateverItsForm(Failure failure) {
    assertThatThrownBy(() -> whole(failure.stream()))
        .isInstanceOf(failure.type())
        .hasMessageContaining(failure.message());
    assertThat(server.requests()).isEqualTo(1);
  }

  private static Quirk oak(String name, String stream) {
    return new Quirk(name, stream, answer -> assertThat(answer.text()).isEqualTo("oak"));
  }

  static Stream<Quirk> lines() {
    return Stream.of(
        oak("lines that end in CRLF", (OAK + STOP + DONE).replace("\n", "\r\n")),
        oak("lines that end in CR", (OAK + STOP + DONE).replace("\n", "\r")),
        oak("no space behind data:", (OAK + STOP + DONE).replace("data: ", "data:")),
        oak("a byte order mark", "\uFEFF" + OAK + STOP + DONE),
        oak(
            "comments against idle connections, documented by OpenRouter",
            ": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n" + OAK + STOP + DONE),
        oak("blank lines in any number", "\n\n\n" + OAK + "\n\n" + STOP + "\n" + DONE),
        oak(
            "events with names, ids and a time to wait",
            "retry: 300\nid: 1\nevent: message\n" + OAK + "id: 2\n" + STOP + DONE),
        oak(
            "one piece in several data lines",
            "data: {\"choices\":[{\"delta\":\ndata: {\"content\":\"oak\"}}]}\n\n" + STOP + DONE),
        oak("an event without data", "event: ping\n\n" + OAK + "data:\n\n" + STOP + DONE),
        oak("no marker at the end", OAK + STOP),
        oak("text behind the marker", OAK + STOP + "data: [DONE] bye\n\n"),
        new Quirk("the marker alone, and no reason for the end", OAK + DONE, answer -> {
          assertThat(answer.text()).isEqualTo("oak");
          assertThat(answer.finishReason()).isEmpty();
        }));
  }

  private static String piece(String members) {
    return "data: {" + members + "}\n\n";
  }

  private static String delta(String members) {
    return piece("\"choices\":[{\"index\":0,\"delta\":{" + members + "}}]");
  }

  private static String usage(int prompt, int answer) {
    return "\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + answer + "}";
  }

  static Stream<Quirk> pieces() {
    return Stream.of(
        new Quirk(
            "a first piece without choices, id and time, seen at Azure (azure-sdk-for-go #21086)",
            piece("\"id\":\"\",\"object\":\"\",\"created\":0,\"model\":\"\",\"choices\":[],"
                    + "\"prompt_filter_results\":[]")
                + piece("\"id\":\"c1\",\"created\":1790000000,\"model\":\"m1\",\"choices\":[{"
                    + "\"delta\":{\"content\":\"oak\"},\"finish_reason\":\"stop\"}]")
                + DONE,
            answer -> {
              assertThat(answer.id()).isEqualTo("c1");
              assertThat(answer.model()).isEqualTo("m1");
              assertThat(answer.created()).contains(Instant.ofEpochSecond(1_790_000_000));
            }),
        oak(
            "a choice without a delta, seen at Azure (autogen #6465)",
            OAK
                + piece("\"choices\":[{\"index\":0,\"finish_reason\":null,"
                    + "\"content_filter_offsets\":{\"check_offset\":44}}]")
                + STOP
                + DONE),
        oak("a delta that is null", OAK + piece("\"choices\":[{\"delta\":null}]") + STOP + DONE),
        oak("choices that are null", piece("\"choices\":null") + OAK + STOP + DONE),
        oak("a message in place of the delta", OAK.replace("delta", "message") + STOP + DONE),
        oak(
            "reasons for the end that are empty, seen at Ollama (#4357)",
            OAK.replace("}]", ",\"finish_reason\":\"\"}]") + STOP + DONE),
        new Quirk(
            "the role in a later piece",
            OAK + delta("\"role\":\"assistant\",\"content\":\"\"") + STOP + DONE,
            answer ->
                assertThat(answer.choices().get(0).message().role()).isEqualTo(Role.ASSISTANT)),
        new Quirk(
            "the usage behind the end without being asked for, seen at llama.cpp (#16048)",
            OAK + STOP + piece("\"choices\":[]," + usage(9, 2)) + DONE,
            answer -> assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(11)),
        new Quirk(
            "the usage so far in each piece, documented by vLLM as continuous_usage_stats",
            piece("\"choices\":[{\"delta\":{\"content\":\"o\"}}]," + usage(9, 1))
                + piece("\"choices\":[{\"delta\":{\"content\":\"ak\"}}]," + usage(9, 2))
                + STOP
                + DONE,
            answer -> assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(11)),
        oak(
            "an error that is null",
            OAK.replace("{\"choices", "{\"error\":null,\"choices") + STOP + DONE),
        oak(
            "content as a list of parts",
            delta("\"content\":[{\"type\":\"text\",\"text\":\"o\"},\"ak\"]") + STOP + DONE),
        new Quirk(
            "thoughts among the parts, seen at Mistral (litellm #16272)",
            delta("\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\","
                    + "\"text\":\"Lo\"}]}]")
                + delta("\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\","
                    + "\"text\":\"bes\"}]}]")
                + OAK
                + STOP
                + DONE,
            answer -> {
              assertThat(answer.text()).isEqualTo("oak");
              assertThat(answer.choices().get(0).message().reasoning()).contains("Lobes");
            }),
        new Quirk(
            "thoughts as reasoning_content, documented by DeepSeek",
            delta("\"content\":null,\"reasoning_content\":\"Lobes\"") + OAK + STOP + DONE,
            answer -> assertThat(answer.choices().get(0).message().reasoning()).contains("Lobes")),
        new Quirk(
            "members nobody knows that come piece by piece, as OpenRouter's reasoning_details",
            delta("\"reasoning_details\":[{\"text\":\"Lo\"}]")
                + delta("\"reasoning_details\":[{\"text\":\"bes\"}]")
                + STOP
                + DONE,
            answer -> assertThat(answer.choices().get(0).message().additionalProperties())
                .extracting("reasoning_details")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2)));
  }

  private static Quirk calls(String name, String stream, ToolCall... expected) {
    return new Quirk(name, stream + STOP.replace("stop", "tool_calls") + DONE, answer -> {
      assertThat(answer.toolCalls()).containsExactly(expected);
      assertThat(answer.finishReason()).contains(FinishReason.TOOL_CALLS);
    });
  }

  private static String fragments(String fragments) {
    return delta("\"tool_calls\":[" + fragments + "]");
  }

  private static String whole(String id, String name, String arguments) {
    return "{\"id\":\"" + id + "\",\"type\":\"function\",\"function\":{\"name\":\"" + name
        + "\",\"arguments\":\"" + arguments + "\"}}";
  }

  private static ToolCall call(String id, String name, String arguments) {
    return ToolCall.builder().id(id).name(name).arguments(arguments).build();
  }

  static Stream<Quirk> calls() {
    return Stream.of(
        calls(
            "whole calls without numbers, each in its piece, seen at Ollama (#7881)",
            fragments(whole("a", "press", "{}")) + fragments(whole("b", "dry", "{}")),
            call("a", "press", "{}"),
            call("b", "dry", "{}")),
        calls(
            "whole calls without numbers in one piece",
            fragments(whole("a", "press", "{}") + "," + whole("b", "dry", "{}")),
            call("a", "press", "{}"),
            call("b", "dry", "{}")),
        calls(
            "arguments that go on without a number, seen at Gemini (open-webui/computer #224)",
            fragments(whole("a", "press", "{}"))
                + fragments(whole("b", "dry", "{\\\"n\\\""))
                + fragments("{\"function\":{\"arguments\":\":1}\"}}"),
            call("a", "press", "{}"),
            call("b", "dry", "{\"n\":1}")),
        calls(
            "calls that go on with an empty id and type, seen behind proxies (AstrBot #6661)",
            fragments(whole("a", "press", "{"))
                + fragments("{\"id\":\"\",\"type\":\"\",\"function\":{\"arguments\":\"}\"}}"),
            call("a", "press", "{}")),
        calls(
            "calls with the same number, told apart by their ids",
            fragments("{\"index\":0," + whole("a", "press", "{}").substring(1))
                + fragments("{\"index\":0," + whole("b", "dry", "{}").substring(1)),
            call("a", "press", "{}"),
            call("b", "dry", "{}")),
        calls(
            "whole calls with neither numbers nor ids, told apart by their names",
            fragments("{\"function\":{\"name\":\"press\",\"arguments\":\"{}\"}}")
                + fragments("{\"function\":{\"name\":\"dry\",\"arguments\":\"{}\"}}"),
            ToolCall.builder().name("press").arguments("{}").build(),
            ToolCall.builder().name("dry").arguments("{}").build()),
        calls(
            "arguments as an object",
            fragments("{\"id\":\"a\",\"function\":{\"name\":\"press\",\"arguments\":{\"n\":1}}}"),
            call("a", "press", "{\"n\":1}")),
        calls(
            "a number as text",
            fragments("{\"index\":\"0\"," + whole("a", "press", "{").substring(1))
                + fragments("{\"index\":\"0\",\"function\":{\"arguments\":\"}\"}}"),
            call("a", "press", "{}")),
        calls(
            "a signature that must go back, seen at Gemini (OpenMAIC #1556)",
            fragments("{\"extra_content\":{\"google\":{\"thought_signature\":\"x\"}},"
                + whole("a", "press", "{}").substring(1)),
            ToolCall.builder()
                .id("a")
                .name("press")
                .arguments("{}")
                .additionalProperties(
                    Map.of("extra_content", Map.of("google", Map.of("thought_signature", "x"))))
                .build()));
  }

  private static Failure failure(String name, String stream, Class<?> type, String message) {
    return new Failure(name, stream, type, message);
  }

  static Stream<Failure> failures() {
    return Stream.of(
        failure(
            "an error as OpenAI's own, seen at SGLang and Exo (goose #8031)",
            OAK + piece("\"error\":{\"message\":\"lost\",\"type\":\"server_error\"}"),
            ServerException.class,
            "lost"),
        failure(
            "an answer that says it is an error, seen at vLLM (goose #8031)",
            OAK
                + piece("\"object\":\"error\",\"message\":\"too long\",\"type\":"
                    + "\"BadRequestError\",\"param\":null,\"code\":400"),
            InvalidRequestException.class,
            "too long"),
        failure(
            "an error with a number as its code, documented by OpenRouter",
            OAK
                + piece("\"error\":{\"code\":429,\"message\":\"slow down\"},\"choices\":[{"
                    + "\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]"),
            RateLimitException.class,
            "slow down"),
        failure(
            "an error as a bare text",
            piece("\"error\":\"model 'x' not found\""),
            ServerException.class,
            "model 'x' not found"),
        failure(
            "an event that is named an error",
            "event: error\ndata: {\"message\":\"odd\"}\n\n",
            ServerException.class,
            "odd"),
        failure(
            "an error in a list",
            "data: [{\"error\":{\"code\":400,\"message\":\"bad\",\"status\":"
                + "\"INVALID_ARGUMENT\"}}]\n\n",
            InvalidRequestException.class,
            "bad"),
        failure(
            "an event that is no JSON",
            OAK + "data: upstream gone\n\n",
            UnreadableResponseException.class,
            "not valid JSON"));
  }
}
