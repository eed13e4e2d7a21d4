package dev.fovea.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatCompletion;
import dev.fovea.chat.Choice;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Role;
import dev.fovea.chat.ToolCall;
import dev.fovea.config.Limits;
import dev.fovea.config.ResponseMeta;
import dev.fovea.error.Outcome;
import dev.fovea.error.UnreadableResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionJsonTest {
  private static final String WHOLE = """
      {"id":"cmp-7f","object":"chat.completion","created":1790000000,"model":"acme/eye","prompt":[],
       "choices":[
        {"index":0,"finish_reason":"eos","seed":18446744073709551615,"logprobs":{"tokens":["A",null]},
         "text":"mirror","message":{"role":"assistant","content":"Zwölf Teile \\uD83D\\uDE00","reasoning":"I count",
         "tool_calls":[{"index":0,"id":"call-9","type":"function",
           "function":{"name":"store","arguments":"{\\"n\\":12}"}}],"function_call":null}},
        {"index":1,"finish_reason":"length","logprobs":0.5,"message":{"role":"assistant","content":null}}],
       "usage":{"prompt_tokens":1614,"completion_tokens":9,"total_tokens":1623,"cached_tokens":1600,
         "completion_tokens_details":{"reasoning_tokens":4,"audio_tokens":null}},
       "warnings":[{"message":"slow"}]}""";

  private final ChatCodec codec =
      ChatCodec.of(Limits.builder().build(), ChatDialect.builder().build());

  private ChatCompletion read(byte[] json) {
    try {
      return codec.readCompletion(new ByteArrayInputStream(json), ResponseMeta.none());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ChatCompletion read(String json) {
    return read(json.getBytes(UTF_8));
  }

  @Test
  void everythingOfAnAnswerIsThere() {
    ChatCompletion answer = read(WHOLE);
    assertThat(answer.id()).isEqualTo("cmp-7f");
    assertThat(answer.model()).isEqualTo("acme/eye");
    assertThat(answer.created()).contains(Instant.ofEpochSecond(1_790_000_000));
    assertThat(answer.text()).isEqualTo("Zwölf Teile \uD83D\uDE00");
    assertThat(answer.finishReason()).contains(FinishReason.STOP);
    assertThat(answer.toolCalls())
        .containsExactly(ToolCall.builder()
            .id("call-9")
            .name("store")
            .arguments("{\"n\":12}")
            .build());
    Choice first = answer.choices().get(0);
    assertThat(first.providerFinishReason()).contains("eos");
    assertThat(first.message().role()).isEqualTo(Role.ASSISTANT);
    assertThat(first.message().reasoning()).contains("I count");
    assertThat(first.logprobs().orElseThrow()).containsKey("tokens");
    assertThat(first.additionalProperties())
        .containsEntry("seed", new BigInteger("18446744073709551615"))
        .doesNotContainKey("text");
    Choice second = answer.choices().get(1);
    assertThat(second.message().text()).isEmpty();
    assertThat(second.finishReason()).contains(FinishReason.LENGTH);
    assertThat(second.additionalProperties()).containsEntry("logprobs", 0.5);
    assertThat(answer.usage().orElseThrow().promptTokens()).isEqualTo(1614);
    assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(1623);
    assertThat(answer.usage().orElseThrow().cachedTokens()).contains(1600L);
    assertThat(answer.usage().orElseThrow().reasoningTokens()).contains(4L);
    assertThat(answer.additionalProperties().keySet()).containsExactly("prompt", "warnings");
  }

  @Test
  void anAnswerCutAnywhereIsUnreadableAndNeverShort() {
    byte[] whole = WHOLE.getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(prefix))
          .as("cut after %d bytes", length)
          .isInstanceOf(UnreadableResponseException.class)
          .hasNoCause();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"choices\":null,\"usage\":null,\"id\":null,\"model\":null,\"created\":null}",
        "{\"choices\":[]}",
        "{\"choices\":[{}]}",
        "{\"choices\":[{\"message\":null,\"finish_reason\":null}]}",
        "{\"choices\":[{\"message\":{},\"finish_reason\":\"\"}]}",
        "{\"choices\":[{\"message\":{\"content\":null,\"role\":null,\"tool_calls\":null}}]}"
      })
  void whatIsMissingIsAbsent(String json) {
    ChatCompletion answer = read(json);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.finishReason()).isEmpty();
    assertThat(answer.usage()).isEmpty();
    assertThat(answer.created()).isEmpty();
    assertThat(answer.toolCalls()).isEmpty();
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    byte[] json = "\uFEFF{\"id\":\"x\"}".getBytes(UTF_8);
    assertThat(read(json).id()).isEqualTo("x");
  }

  @Test
  void contentMayBeAListOfParts() {
    assertThat(read("{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                + "{\"type\":\"text\",\"text\":\"b\"}]}}]}")
            .text())
        .isEqualTo("ab");
  }

  @Test
  void aWordForTheEndThatNobodyKnowsIsKept() {
    Choice choice = read("{\"choices\":[{\"finish_reason\":\"sleepy\",\"text\":\"bare\"}]}")
        .choices()
        .get(0);
    assertThat(choice.finishReason()).contains(FinishReason.UNKNOWN);
    assertThat(choice.providerFinishReason()).contains("sleepy");
    assertThat(choice.message().text()).isEqualTo("bare");
  }

  @Test
  void countsMayBeNestedMissingHugeOrOdd() {
    assertThat(read("{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":2}}}")
            .usage()
            .orElseThrow())
        .satisfies(usage -> assertThat(usage.totalTokens()).isEqualTo(7))
        .satisfies(usage -> assertThat(usage.cachedTokens()).contains(2L));
    assertThat(read("{\"usage\":{\"prompt_tokens\":99999999999999999999,\"completion_tokens\":1.0,"
                + "\"total_tokens\":\"7\",\"prompt_tokens_details\":[1]}}")
            .usage()
            .orElseThrow()
            .promptTokens())
        .isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|expected an object|",
        "null|expected an object|",
        "{\"choices\":{}}|a list of choices|$.choices",
        "{\"choices\":[7]}|expected an object|$.choices[0]",
        "{\"choices\":[{\"message\":\"marker-2\"}]}|expected an object|$.choices[0].message",
        "{\"choices\":[{\"message\":{\"content\":7}}]}|a text or a list|$.choices[0].message.content",
        "{\"choices\":[{\"finish_reason\":{}}]}|a string|$.choices[0].finish_reason",
        "{\"id\":[]}|a string|$.id",
        "{\"usage\":7}|expected an object|$.usage",
        "{\"choices\":[{\"message\":{\"tool_calls\":{}}}]}|tool calls|$.choices[0].message.tool_calls",
        "{\"a\":marker-2}|not valid JSON|$.a",
        "{\"a\":1} {}|goes on after its end|",
        "{\"a\":1}marker-2|not valid JSON|",
        "{\"a\":NaN}|not valid JSON|$.a",
        "{\"a\":'x'}|not valid JSON|$.a"
      })
  void whatIsNoAnswerIsNamedWithItsPlaceAndWithoutItsText(String json, String what, String path) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(UnreadableResponseException.class, e -> {
          assertThat(e.getMessage()).contains(what).doesNotContain("marker-2");
          assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
          if (path != null) {
            assertThat(e.path()).isEqualTo(path);
          }
        })
        .hasNoCause();
  }

  @Test
  void brokenBytesAreNoText() {
    byte[] json = "{\"id\":\"a_b\"}".getBytes(UTF_8);
    json[8] = (byte) 0xC3;
    assertThatThrownBy(() -> read(json)).isInstanceOf(UnreadableResponseException.class);
  }

  @Test
  void depthLengthAndNumbersHaveTheirLimits() {
    ChatCodec strict = ChatCodec.of(
        Limits.builder().jsonDepth(10).jsonStringChars(50).build(),
        ChatDialect.builder().build());
    for (String json : new String[] {
      "{\"a\":" + "[".repeat(11) + "]".repeat(11) + "}",
      "{\"a\":\"" + "x".repeat(60) + "\"}",
      "{\"a\":1" + "0".repeat(1_100) + "}",
    }) {
      InputStream body = new ByteArrayInputStream(json.getBytes(UTF_8));
      assertThatThrownBy(() -> strict.readCompletion(body, ResponseMeta.none()))
          .isInstanceOf(UnreadableResponseException.class)
          .hasMessageContaining("exceeds a limit");
    }
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(UnreadableResponseException.class);
  }

  @Test
  void aStreamThatBreaksIsNotAFormError() {
    InputStream broken = new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("gone");
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        throw new IOException("gone");
      }
    };
    assertThatThrownBy(() -> codec.readCompletion(broken, ResponseMeta.none()))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }

  @Test
  void metaIsKeptAndLeftOutOfEquality() throws IOException {
    ResponseMeta meta = ResponseMeta.builder().requestId("req-1").build();
    ChatCompletion answer =
        codec.readCompletion(new ByteArrayInputStream("{}".getBytes(UTF_8)), meta);
    assertThat(answer.meta().requestId()).contains("req-1");
    assertThat(answer).isEqualTo(read("{}"));
  }
}
