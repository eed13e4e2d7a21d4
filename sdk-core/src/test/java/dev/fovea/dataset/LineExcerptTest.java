package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineExcerptTest {
  private static final String ANSWER = "{\"role\":\"assistant\",\"content\":\"Ho\"}";

  private static String excerpt(String lines) {
    return first(lines).excerpt().orElse("");
  }

  private static Finding first(String lines) {
    return Samples.check(lines).findings().get(0);
  }

  static Stream<Arguments> places() {
    String picture = Samples.url("png", Samples.png(50));
    String url = "data:image/jpg;base64,…(" + (picture.length() - 22) + " characters)";
    return Stream.of(
        Arguments.of(said("{\"role\":\"bot\",\"content\":\"Hi\"}"), "\"role\":\"bot\""),
        Arguments.of(said("{\"role\":\"user\",\"content\":7}"), "\"content\":7"),
        Arguments.of(said("{\"role\":\"user\",\"content\":null}"), "\"content\":null"),
        Arguments.of(
            said("{\"role\":\"user\",\"content\":[true]}").replace("Ho\"", "Ho\",\"x\":[]"),
            "true"),
        Arguments.of(said("{\"role\":\"user\"}"), "{\"role\":\"user\"}"),
        Arguments.of("{\"text\":\"a\",\"b/~\":{\"c\":[1,2]}}", "\"b/~\":{\"c\":[1,2]}"),
        Arguments.of("{\"text\":\"a\",\"b\":\"say \\\"c\\\"\"}", "\"b\":\"say \\\"c\\\"\""),
        Arguments.of("{\"text\":\"a\",\"b\":[{},[]]}", "\"b\":[{},[]]"),
        Arguments.of("{}", "{}"),
        Arguments.of("[1,2]", "[1,2]"),
        Arguments.of("null", "null"),
        Arguments.of(
            Samples.shown(picture.replace("image/png", "image/jpg")), "\"url\":\"" + url + "\""),
        Arguments.of(
            "{\"text\":\"a\",\"b\":\"" + "two words ".repeat(10_000) + "\"}",
            "\"b\":\"two words two words two words two words two words two words…"));
  }

  private static String said(String message) {
    return "{\"messages\":[" + message + "," + ANSWER + "]}";
  }

  @ParameterizedTest
  @MethodSource
  void places(String line, String excerpt) {
    assertThat(excerpt(line)).startsWith(excerpt).hasSizeLessThanOrEqualTo(80);
  }

  @Test
  void whatIsMissingShowsWhatIsAroundIt() {
    assertThat(excerpt("{\"messages\":[" + ANSWER + "],\"tools\":[{\"type\":\"function\"}]}"))
        .isEqualTo("{\"type\":\"function\"}");
    assertThat(excerpt("{\"input\":{},\"preferred_output\":[],\"non_preferred_output\":[]}"))
        .isEqualTo("\"input\":{}");
  }

  @Test
  void neitherPicturesNorLongRunsNorKeysAreShown() {
    String letters = "aZ09".repeat(200);

    assertThat(excerpt("{\"text\":\"a\",\"b\":\"" + letters + "\"}"))
        .isEqualTo("\"b\":\"aZ09…[800 characters]\"");
    assertThat(excerpt("{\"text\":\"a\",\"b\":\"" + letters.repeat(200) + "\"}"))
        .isEqualTo("\"b\":\"aZ09…(160,000 characters)\"");
    assertThat(excerpt("{\"text\":\"a\",\"api_key\":\"abcdefgh\"}"))
        .isEqualTo("\"api_key\":\"***\"");
    assertThat(excerpt("{\"text\":\"a\",\"b\":{\"api_key\":\"abcdefgh\",\"c\":1}}"))
        .isEqualTo("\"b\":{\"api_key\":\"***\",\"c\":1}");
    assertThat(excerpt("{\"api_key\":\"abcdefgh\",\"text\":nope}"))
        .isEqualTo("{\"api_key\":\"***\",\"text\":nope}");
    assertThat(excerpt("{\"api_key\":\"abcd\tefgh\",\"text\":\"b\"}")).doesNotContain("abcd");
  }

  @Test
  void aLineThatIsNoJsonShowsThePlaceWhereItBreaks() {
    String before = "{\"text\":\"" + "one two ".repeat(60) + "\",";

    assertThat(excerpt(before + "\"b\":nope,\"c\":\"" + "three four ".repeat(60) + "\"}"))
        .startsWith("…")
        .contains(" two \",\"b\":nope,\"c\":\"three")
        .endsWith("…")
        .hasSizeLessThanOrEqualTo(81);
    assertThat(excerpt("{\"text\":")).isEqualTo("{\"text\":");
    assertThat(excerpt("{\"text\":\"a\"} {\"text\":\"b\"}"))
        .isEqualTo("{\"text\":\"a\"} {\"text\":\"b\"}");
    assertThat(excerpt(
            Samples.shown(Samples.url("png", Samples.png(50))).replace("\"assistant", "assistant")))
        .contains(";base64,…(144 characters)\"}}]},{\"role\":assistant");
  }

  @Test
  void bytesThatAreNoTextShowTheirNeighbours() {
    byte[] line = ("{\"text\":\"" + "ä".repeat(300) + "X" + "ö".repeat(300) + "\"}\n")
        .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == 'X' ? (byte) 0xFF : line[i];
    }

    DatasetReport report = Samples.rules().check(new ByteArrayInputStream(line));

    assertThat(report.findings().get(0).excerpt().orElseThrow())
        .matches("…ä{40}\\?ö{38,39}…")
        .hasSize(81);
  }

  @Test
  void whatIsAboutNoPlaceShowsNothing() {
    assertThat(first("").excerpt()).isEmpty();
    assertThat(first("\n").excerpt()).isEmpty();
    assertThat(first("\uFEFF{\"text\":\"a\"}").excerpt()).contains("{\"text\":\"a\"}");
    assertThat(Samples.rules()
            .override("min-examples", 2)
            .check(Samples.stream("{\"text\":\"a\"}"))
            .findings()
            .get(0)
            .excerpt())
        .isEmpty();
  }

  @Test
  void wideLinesAreShownByTheirBeginning() {
    String wide = "[" + "{\"a\":[1]},".repeat(50_000) + "1]";

    assertThat(excerpt("{\"text\":\"a\",\"b\":" + wide + "}"))
        .startsWith("\"b\":[{\"a\":[1]},{\"a\":[1]},")
        .endsWith("…")
        .hasSize(80);
    assertThat(excerpt("[".repeat(10_000))).isEqualTo("[".repeat(79) + "…");
  }
}
