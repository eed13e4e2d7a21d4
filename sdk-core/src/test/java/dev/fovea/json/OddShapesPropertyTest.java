package dev.fovea.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.config.Limits;
import dev.fovea.config.ResponseMeta;
import dev.fovea.error.UnreadableResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a server sends, the readers read it or say that they cannot; nothing else happens. */
class OddShapesPropertyTest {
  private static final String VECTORS =
      "{\"object\":\"list\",\"model\":\"m\",\"data\":[{\"index\":0,\"embedding\":[0.5,-1]}]}";
  private static final String RESULT =
      "{\"custom_id\":\"r1\",\"response\":{\"status_code\":200,\"body\":{\"id\":\"o\",\"choices\":"
          + "[{\"message\":{\"content\":\"Oak\"}}]}},\"error\":null}";
  private static final String CHUNK =
      "{\"id\":\"o\",\"token\":{\"id\":4,\"text\":\"O\",\"logprob\":-1,\"special\":false},\"choices\":"
          + "[{\"index\":0,\"text\":\"O\",\"logprobs\":-1,\"top_logprobs\":{\"O\":-1},\"delta\":"
          + "{\"token_id\":4,\"content\":\"O\",\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}}}],"
          + "\"finish_reason\":\"stop\",\"usage\":{\"total_tokens\":1}}";
  private static final List<String> VALUES = List.of(
      "null",
      "true",
      "0",
      "-1.5",
      "1e999999999",
      "184467440737095516150",
      "\"\"",
      "\"x\"",
      "[]",
      "[null]",
      "[[1]]",
      "{}",
      "{\"a\":null}");

  private final ChatCodec codec =
      ChatCodec.of(Limits.builder().build(), ChatDialect.builder().build());

  private void read(String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    try {
      if (json.contains("embedding") || json.contains("\"list\"")) {
        EmbeddingReader.read(
            JsonCodec.shared(), new ByteArrayInputStream(bytes), ResponseMeta.none());
      } else if (json.contains("custom_id")) {
        codec.readResult(bytes).errorMessage();
      } else {
        codec.chunks().read(bytes, 0, bytes.length).text();
      }
    } catch (UnreadableResponseException said) {
      assertThat(said).hasNoCause();
      assertThat(said.getMessage()).isNotBlank();
    }
  }

  /** One of the documents with one of its values replaced by any other. */
  @Provide
  Arbitrary<String> documents() {
    return Arbitraries.of(VECTORS, RESULT, CHUNK).flatMap(whole -> {
      List<Integer> colons = colons(whole);
      return Arbitraries.of(colons)
          .flatMap(at -> Arbitraries.of(VALUES).map(value -> replaced(whole, at, value)));
    });
  }

  private static List<Integer> colons(String json) {
    return java.util.stream.IntStream.range(0, json.length())
        .filter(i -> json.charAt(i) == ':' && json.charAt(i - 1) == '"')
        .boxed()
        .toList();
  }

  private static String replaced(String json, int colon, String value) {
    int end = colon + 1;
    int depth = 0;
    while (depth > 0 || (json.charAt(end) != ',' && json.charAt(end) != '}')) {
      char c = json.charAt(end++);
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      if (c == '"') {
        end = json.indexOf('"', end) + 1;
      }
    }
    return json.substring(0, colon + 1) + value + json.substring(end);
  }

  @Property
  void anyValueInAnyPlaceIsReadOrRefused(@ForAll("documents") String json) throws IOException {
    read(json);
  }

  @Example
  void aDocumentCutAnywhereIsRefused() {
    for (String whole : List.of(VECTORS, RESULT, CHUNK)) {
      byte[] bytes = whole.getBytes(UTF_8);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> {
              if (whole.equals(VECTORS)) {
                EmbeddingReader.read(
                    JsonCodec.shared(), new ByteArrayInputStream(cut), ResponseMeta.none());
              } else if (whole.equals(RESULT)) {
                codec.readResult(cut);
              } else {
                codec.chunks().read(cut, 0, cut.length);
              }
            })
            .isInstanceOf(UnreadableResponseException.class);
      }
    }
  }

  @Example
  void theWholeDocumentsAreRead() throws IOException {
    assertThat(EmbeddingReader.read(
                JsonCodec.shared(),
                new ByteArrayInputStream(VECTORS.getBytes(UTF_8)),
                ResponseMeta.none())
            .vector(0))
        .containsExactly(0.5f, -1f);
    assertThat(
            codec.readResult(RESULT.getBytes(UTF_8)).completion().orElseThrow().text())
        .isEqualTo("Oak");
    byte[] chunk = CHUNK.getBytes(UTF_8);
    assertThat(codec.chunks().read(chunk, 0, chunk.length).text()).isEqualTo("O");
  }
}
