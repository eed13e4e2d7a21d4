package dev.fovea.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.chat.ChatChunk;
import dev.fovea.chat.ChunkChoice;
import dev.fovea.chat.Delta;
import dev.fovea.chat.FinishReason;
import dev.fovea.chat.Role;
import dev.fovea.chat.ToolCallFragment;
import dev.fovea.config.Limits;
import dev.fovea.error.UnreadableResponseException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {
  private static final String MIDDLE = """
      {"id":"cmp-8","object":"chat.completion.chunk","created":1790000001,"model":"acme/eye",\
      "choices":[{"index":0,"text":"Red","logprobs":-0.25,"finish_reason":null,"seed":null,\
      "delta":{"token_id":6033,"role":"assistant","content":"Red","tool_calls":null}}],"usage":null}""";
  private static final String LAST = """
      {"id":"cmp-8","object":"chat.completion.chunk","created":1790000001,"model":"acme/eye",\
      "choices":[{"index":0,"text":"","logprobs":null,"finish_reason":"stop","seed":15924764223251450000,\
      "delta":{"token_id":128009,"role":"assistant","content":""}}],\
      "usage":{"prompt_tokens":16,"completion_tokens":2,"total_tokens":18}}""";

  private final ChunkReader reader =
      ChatCodec.of(Limits.builder().build(), ChatDialect.builder().build()).chunks();

  private ChatChunk read(String json) {
    byte[] bytes = ("xx" + json + "yy").getBytes(UTF_8);
    return reader.read(bytes, 2, bytes.length - 4);
  }

  @Test
  void aPieceInTheMiddleHoldsItsText() {
    assertThat(read(MIDDLE))
        .isEqualTo(ChatChunk.builder()
            .id("cmp-8")
            .model("acme/eye")
            .created(Instant.ofEpochSecond(1_790_000_001))
            .addChoice(ChunkChoice.builder()
                .index(0)
                .delta(Delta.builder()
                    .role(Role.ASSISTANT)
                    .text("Red")
                    .tokenId(6033)
                    .build())
                .logprobs(Map.of(
                    "token_ids", List.of(6033L),
                    "tokens", List.of("Red"),
                    "token_logprobs", List.of(-0.25)))
                .build())
            .build());
  }

  @Test
  void theLastPieceHoldsReasonUsageAndSeed() {
    read(MIDDLE);
    ChatChunk last = read(LAST);
    assertThat(last.text()).isEmpty();
    assertThat(last.choices().get(0).finishReason()).contains(FinishReason.STOP);
    assertThat(last.usage().orElseThrow().totalTokens()).isEqualTo(18);
    assertThat(last.choices().get(0).additionalProperties())
        .isEqualTo(Map.of("seed", new BigInteger("15924764223251450000")));
  }

  @Test
  void wordsThatRepeatAreMadeOnce() {
    ChatChunk first = read(MIDDLE);
    ChatChunk second = read(LAST);
    assertThat(second.id()).isSameAs(first.id());
    assertThat(second.model()).isSameAs(first.model());
    assertThat(second.created().orElseThrow()).isSameAs(first.created().orElseThrow());
    assertThat(read("{\"id\":\"cmp-9\"}").id()).isEqualTo("cmp-9");
    assertThat(read("{\"id\":null}").id()).isEmpty();
  }

  @Test
  void aPieceMayTellTheUsageOnly() {
    ChatChunk chunk = read("{\"choices\":[],\"usage\":{\"prompt_tokens\":1}}");
    assertThat(chunk.choices()).isEmpty();
    assertThat(chunk.text()).isEmpty();
    assertThat(chunk.usage()).isPresent();
  }

  @Test
  void toolCallsComeInFragments() {
    ChatChunk chunk = read(
        "{\"choices\":[{\"delta\":{\"tool_calls\":["
            + "{\"index\":1,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"\"}},"
            + "{\"index\":1,\"id\":\"\",\"function\":{\"arguments\":\"a\",\"name\":null}},{\"function\":null}]}}]}");
    assertThat(chunk.choices().get(0).delta().toolCalls())
        .containsExactly(
            ToolCallFragment.builder()
                .index(1)
                .id("c")
                .type("function")
                .name("f")
                .arguments("{\"")
                .build(),
            ToolCallFragment.builder().index(1).arguments("a").build(),
            ToolCallFragment.builder().index(2).build());
  }

  @Test
  void reasoningHasTwoWordsAndContentTwoForms() {
    assertThat(read("{\"choices\":[{\"delta\":{\"reasoning\":\"r\"}}]}")
            .choices()
            .get(0)
            .delta()
            .reasoning())
        .contains("r");
    assertThat(read("{\"choices\":[{\"delta\":{\"reasoning_content\":\"r\",\"content\":null}}]}")
            .choices()
            .get(0)
            .delta()
            .reasoning())
        .contains("r");
    assertThat(
            read("{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"text\":\"b\"}]}}]}")
                .text())
        .isEqualTo("ab");
  }

  @Test
  void textWithoutADeltaIsTheText() {
    assertThat(read("{\"choices\":[{\"text\":\"bare\"}]}").text()).isEqualTo("bare");
    assertThat(read("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"whole\"}}]}")
            .text())
        .isEqualTo("whole");
  }

  @Test
  void anErrorIsKeptForTheCaller() {
    assertThat(read("{\"error\":{\"message\":\"full\"}}").additionalProperties())
        .containsEntry("error", Map.of("message", "full"));
  }

  @Test
  void randomPaddingIsForgotten() {
    assertThat(
            read("{\"obfuscation\":\"x7f\",\"system_fingerprint\":\"fp\"}").additionalProperties())
        .containsOnlyKeys("system_fingerprint");
  }

  @Test
  void aPieceCutAnywhereIsUnreadable() {
    byte[] whole = LAST.getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> reader.read(prefix, 0, prefix.length))
          .as("cut after %d bytes", length)
          .isInstanceOf(UnreadableResponseException.class)
          .hasNoCause();
    }
  }

  @Test
  void whatIsNoPieceIsNamedWithItsPlaceAndWithoutItsText() {
    assertThatThrownBy(() -> read("{\"choices\":[{\"delta\":\"marker-3\"}]}"))
        .isInstanceOfSatisfying(
            UnreadableResponseException.class,
            e -> assertThat(e.path()).isEqualTo("$.choices[0].delta"))
        .hasMessageNotContaining("marker-3");
    assertThatThrownBy(() -> read("marker-3"))
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessageNotContaining("marker-3");
  }
}
