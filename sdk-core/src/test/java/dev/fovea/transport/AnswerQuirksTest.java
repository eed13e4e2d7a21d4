package dev.fovea.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.ChatRequest;
import dev.fovea.chat.Choice;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Role;
import dev.fovea.chat.ToolCall;
import dev.fovea.chat.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole answers as servers send them that speak nearly as OpenAI does. Where a quirk was seen is
 * told as far as it is public; a row without a place is what may be expected of a server that
 * somebody wrote in a day.
 */
class AnswerQuirksTest {
  private static final ChatRequest ASKED = ChatRequest.of(r -> r.model("m").user("Which tree?"));
  private static final String OAK = "{\"message\":{\"content\":\"oak\"}}";

  /** What a server sends, and what we make of it. */
  record Quirk(String name, String answer, Consumer<ChatCompletion> reading) {
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

  @ParameterizedTest(name = "{0}")
  @MethodSource({"absences", "forms", "messages", "calls"})
  void anAnswerIsReadAllTheSame(Quirk quirk) {
    server.enqueue(LocalServer.json(quirk.answer()));

    ChatCompletion answer =
        ChatCalls.over(server.transport(), ChatSetup.builder().build()).create(ASKED);

    quirk.reading().accept(answer);
  }

  private static Quirk quirk(String name, String answer, Consumer<ChatCompletion> reading) {
    return new Quirk(name, answer, reading);
  }

  /** A quirk of one choice, in an answer that is fine otherwise. */
  private static Quirk choice(String name, String choice, Consumer<Choice> reading) {
    return quirk(
        name,
        "{\"id\":\"c\",\"choices\":[" + choice + "]}",
        answer -> reading.accept(answer.choices().get(0)));
  }

  private static Quirk message(String name, String members, Consumer<Choice> reading) {
    return choice(name, "{\"index\":0,\"message\":{" + members + "}}", reading);
  }

  static Stream<Quirk> absences() {
    return Stream.of(
        quirk("nothing but the text", "{\"choices\":[" + OAK + "]}", answer -> {
          assertThat(answer.text()).isEqualTo("oak");
          assertThat(answer.id()).isEmpty();
          assertThat(answer.model()).isEmpty();
          assertThat(answer.created()).isEmpty();
          assertThat(answer.usage()).isEmpty();
          assertThat(answer.finishReason()).isEmpty();
          assertThat(answer.choices().get(0).index()).isZero();
          assertThat(answer.choices().get(0).logprobs()).isEmpty();
          assertThat(answer.choices().get(0).message().role()).isEqualTo(Role.ASSISTANT);
        }),
        quirk(
            "null in place of everything that may be absent",
            "{\"id\":null,\"object\":null,\"created\":null,\"model\":null,\"usage\":null,"
                + "\"system_fingerprint\":null,\"choices\":[{\"index\":null,\"logprobs\":null,"
                + "\"finish_reason\":null,\"message\":{\"role\":null,\"content\":\"oak\","
                + "\"tool_calls\":null,\"function_call\":null,\"refusal\":null}}]}",
            answer -> {
              assertThat(answer.text()).isEqualTo("oak");
              assertThat(answer.toolCalls()).isEmpty();
              assertThat(answer.additionalProperties()).isEmpty();
            }),
        quirk(
            "choices null, seen at vLLM behind RunPod (langchain #32314)",
            "{\"id\":\"c\",\"choices\":null}",
            answer -> assertThat(answer.text()).isEmpty()),
        quirk("no choices", "{\"id\":\"c\",\"choices\":[]}", answer -> {
          assertThat(answer.choices()).isEmpty();
          assertThat(answer.text()).isEmpty();
          assertThat(answer.finishReason()).isEmpty();
        }),
        choice(
            "several choices and none has an index",
            OAK + ",{\"message\":{\"content\":\"elm\"}}",
            choice -> assertThat(choice.index()).isZero()),
        choice(
            "a choice without a message, its text beside it, as completions have it",
            "{\"text\":\"oak\"}",
            choice -> assertThat(choice.message().text()).isEqualTo("oak")),
        quirk(
            "an error that is null",
            "{\"error\":null,\"choices\":[" + OAK + "]}",
            answer -> assertThat(answer.text()).isEqualTo("oak")),
        quirk(
            "an error without content",
            "{\"error\":{},\"choices\":[" + OAK + "]}",
            answer -> assertThat(answer.text()).isEqualTo("oak")));
  }

  static Stream<Quirk> forms() {
    Instant noon = Instant.ofEpochSecond(1_790_000_000);
    return Stream.of(
        created("as a fraction", "1790000000.75", noon),
        created("as text", "\"1790000000\"", noon),
        created("in milliseconds", "1790000000000", noon),
        created("as an ISO time", "\"2026-09-21T14:13:20Z\"", noon),
        created("as an ISO time with a zone", "\"2026-09-21T16:13:20.000+02:00\"", noon),
        created("as 0, seen at Azure (azure-sdk-for-go #21086)", "0", null),
        created("as words", "\"yesterday\"", null),
        created("as an object", "{\"seconds\":1}", null),
        quirk(
            "an id that is a number",
            "{\"id\":7,\"choices\":[" + OAK + "]}",
            answer -> assertThat(answer.id()).isEqualTo("7")),
        choice(
            "an index as text",
            "{\"index\":\"3\",\"message\":{\"content\":\"oak\"}}",
            choice -> assertThat(choice.index()).isEqualTo(3)),
        usage("as text", "\"prompt_tokens\":\"9\",\"completion_tokens\":\"2\"", 9, 11),
        usage("as fractions", "\"prompt_tokens\":9.0,\"completion_tokens\":2.0", 9, 11),
        usage("in part", "\"prompt_tokens\":9", 9, 9),
        usage(
            "with details that are null",
            "\"prompt_tokens\":9,\"completion_tokens\":2,"
                + "\"prompt_tokens_details\":null,\"completion_tokens_details\":{"
                + "\"reasoning_tokens\":null}",
            9,
            11),
        choice(
            "a finish reason that is empty, seen at Ollama (#4357) and SGLang (#3912)",
            "{\"message\":{\"content\":\"oak\"},\"finish_reason\":\"\"}",
            choice -> assertThat(choice.finishReason()).isEmpty()),
        choice(
            "a finish reason nobody knows, as vLLM's abort",
            "{\"message\":{\"content\":\"oak\"},\"finish_reason\":\"abort\"}",
            choice -> {
              assertThat(choice.finishReason()).contains(FinishReason.UNKNOWN);
              assertThat(choice.providerFinishReason()).contains("abort");
            }),
        choice(
            "the context's end as the finish reason, documented by Mistral",
            "{\"message\":{\"content\":\"oak\"},\"finish_reason\":\"model_length\"}",
            choice -> assertThat(choice.finishReason()).contains(FinishReason.LENGTH)),
        quirk(
            "members nobody knows, which are kept",
            "{\"choices\":[" + OAK + "],\"timings\":{\"prompt_n\":3}}",
            answer -> assertThat(answer.additionalProperties())
                .containsEntry("timings", Map.of("prompt_n", 3))),
        quirk(
            "blank lines before the answer, against idle connections",
            "\n\n  \n{\"choices\":[" + OAK + "]}\n",
            answer -> assertThat(answer.text()).isEqualTo("oak")),
        quirk(
            "a byte order mark",
            "\uFEFF{\"choices\":[" + OAK + "]}",
            answer -> assertThat(answer.text()).isEqualTo("oak")));
  }

  private static Quirk created(String how, String value, Instant time) {
    return quirk(
        "the time " + how,
        "{\"created\":" + value + ",\"choices\":[" + OAK + "]}",
        answer -> assertThat(answer.created().orElse(null)).isEqualTo(time));
  }

  private static Quirk usage(String how, String members, long prompt, long total) {
    return quirk(
        "counts " + how, "{\"choices\":[" + OAK + "],\"usage\":{" + members + "}}", answer -> {
          Usage usage = answer.usage().orElseThrow();
          assertThat(usage.promptTokens()).isEqualTo(prompt);
          assertThat(usage.totalTokens()).isEqualTo(total);
          assertThat(usage.reasoningTokens()).isEmpty();
        });
  }

  static Stream<Quirk> messages() {
    return Stream.of(
        message("content that is null", "\"content\":null", choice -> {
          assertThat(choice.message().text()).isEmpty();
          assertThat(choice.message().content()).isEmpty();
        }),
        message(
            "content as a list of parts",
            "\"content\":[{\"type\":\"text\",\"text\":\"o\"},{\"type\":\"text\",\"text\":\"ak\"}]",
            choice -> assertThat(choice.message().text()).isEqualTo("oak")),
        message(
            "content as a list of texts",
            "\"content\":[\"o\",\"ak\"]",
            choice -> assertThat(choice.message().text()).isEqualTo("oak")),
        message(
            "thoughts among the parts, seen at Mistral (litellm #16272), which are kept",
            "\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Lobes\"}]},"
                + "{\"type\":\"text\",\"text\":\"oak\"}]",
            choice -> {
              assertThat(choice.message().text()).isEqualTo("oak");
              assertThat(choice.message().content()).hasSize(2);
            }),
        message(
            "thoughts as reasoning_content, documented by DeepSeek",
            "\"content\":\"oak\",\"reasoning_content\":\"Lobes\"",
            choice -> assertThat(choice.message().reasoning()).contains("Lobes")),
        message(
            "thoughts as reasoning, documented by OpenRouter",
            "\"content\":\"oak\",\"reasoning\":\"Lobes\"",
            choice -> assertThat(choice.message().reasoning()).contains("Lobes")),
        message(
            "thoughts under both names",
            "\"content\":\"oak\",\"reasoning\":\"Lobes\",\"reasoning_content\":\"Lobes\"",
            choice -> assertThat(choice.message().reasoning()).contains("Lobes")),
        message(
            "a role nobody knows",
            "\"role\":\"model\",\"content\":\"oak\"",
            choice -> assertThat(choice.message().providerRole()).isEqualTo("model")),
        message(
            "an empty role",
            "\"role\":\"\",\"content\":\"oak\"",
            choice -> assertThat(choice.message().role()).isEqualTo(Role.ASSISTANT)));
  }

  private static Quirk calls(String name, String calls, ToolCall... expected) {
    return message(
        name,
        "\"content\":null,\"tool_calls\":" + calls,
        choice -> assertThat(choice.message().toolCalls()).containsExactly(expected));
  }

  private static ToolCall.Builder press() {
    return ToolCall.builder().name("press").arguments("{\"n\":1}");
  }

  static Stream<Quirk> calls() {
    String function = "\"function\":{\"name\":\"press\",\"arguments\":\"{\\\"n\\\":1}\"}";
    return Stream.of(
        calls(
            "arguments as an object, seen at llama.cpp (#20198)",
            "[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"press\","
                + "\"arguments\":{\"n\":1}}}]",
            press().id("a").build()),
        calls("a call without id and type", "[{" + function + "}]", press().build()),
        calls(
            "a call whose type is empty",
            "[{\"type\":\"\"," + function + "}]",
            press().build()),
        calls(
            "a call without arguments",
            "[{\"id\":\"a\",\"function\":{\"name\":\"press\"}}]",
            ToolCall.builder().id("a").name("press").build()),
        calls(
            "arguments that are null",
            "[{\"id\":\"a\",\"function\":{\"name\":\"press\",\"arguments\":null}}]",
            ToolCall.builder().id("a").name("press").build()),
        calls(
            "arguments that are no JSON, which a model may write",
            "[{\"function\":{\"name\":\"press\",\"arguments\":\"{n: one\"}}]",
            ToolCall.builder().name("press").arguments("{n: one").build()),
        calls("no calls", "[]"),
        calls(
            "a signature that must go back, seen at Gemini (OpenMAIC #1556)",
            "[{\"id\":\"a\"," + function + ",\"extra_content\":{\"google\":{\"s\":\"x\"}}}]",
            press()
                .id("a")
                .additionalProperties(Map.of("extra_content", Map.of("google", Map.of("s", "x"))))
                .build()),
        message(
            "a call in the form before there were several",
            "\"content\":null,\"function_call\":{\"name\":\"press\",\"arguments\":\"{}\"}",
            choice -> assertThat(choice.message().additionalProperties())
                .containsEntry("function_call", Map.of("name", "press", "arguments", "{}"))),
        message(
            "a call and a text",
            "\"content\":\"I press.\",\"tool_calls\":[{" + function + "}]",
            choice -> {
              assertThat(choice.message().text()).isEqualTo("I press.");
              assertThat(choice.message().toolCalls()).isEqualTo(List.of(press().build()));
            }));
  }
}
