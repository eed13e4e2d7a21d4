package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEstimateTest {
  private static final DatasetFormat FORMAT =
      DatasetFormat.of(Samples.profile().with("shapes", "text, conversation, prompt, preference"));
  private static final String PNG = Samples.url("png", Samples.png(50));

  private static TokenEstimate tokens(String lines) {
    return DatasetStats.of(Samples.stream(lines.replace('\'', '"')), FORMAT, new LeafTokens())
        .tokens()
        .orElseThrow();
  }

  private static String shown(String url, String detail) {
    return "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'" + url
        + "'" + detail + "}}]},{'role':'assistant','content':'Oak'}]}\n";
  }

  @Test
  void withoutAModelNothingIsEstimated() {
    DatasetStats stats = DatasetStats.of(Samples.stream("{\"text\":\"a\"}"), FORMAT);

    assertThat(stats.tokens()).isEmpty();
    assertThat(stats.toText()).doesNotContain("token");
    assertThat(stats.toJson()).doesNotContain("token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text':'four'} | 4",
        "{'text':'\u00e9\u6a39\ud83c\udf42'} | 9",
        "{'messages':[{'role':'user','content':'abc'},{'role':'assistant','content':'d'}]} | 24",
        "{'messages':[{'role':'user','name':'Eve','content':[{'type':'text','text':'abc'}]},{'role':'assistant','content':'d'}],'id':'not read'} | 27",
        "{'messages':[{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}}]}]} | 13",
        "{'messages':[{'role':'assistant','content':'a'}],'tools':[{'type':'function','function':{'name':'cut'}}]} | 38",
        "{'messages':[{'role':'user','content':'abc'}],'reasoning':'the graders','label':'oak'} | 13",
        "{'input':{'messages':[{'role':'user','content':'a'}]},'preferred_output':[{'role':'assistant','content':'bb'}],'non_preferred_output':[{'role':'assistant','content':'ccc'}]} | 36"
      })
  void whatAModelReadsIsCountedAndNothingElse(String line, long tokens) {
    assertThat(tokens(line).text()).isEqualTo(tokens);
  }

  @Test
  void picturesCountAsTheirDetailSaysAndAsIfItWereLow() {
    TokenEstimate tokens = tokens(shown(PNG, "")
        + shown(PNG, ",'detail':'low'")
        + shown(PNG, ",'detail':'high'")
        + shown(PNG, ",'detail':'unheard'"));

    assertThat(tokens.pictures()).isEqualTo(16 + 1 + 16 + 16);
    assertThat(tokens.picturesWithLowDetail()).isEqualTo(4);
    assertThat(tokens.text()).isEqualTo(4 * 23);
    assertThat(tokens.total()).isEqualTo(49 + 92);
    assertThat(tokens.totalWithLowDetail()).isEqualTo(4 + 92);
    assertThat(tokens.perExample()).contains(new DatasetStats.Spread(24, 39, 39));
    assertThat(tokens.uncounted()).isZero();
  }

  @Test
  void picturesOfUnknownSizeAreLeftOutAndThatIsSaid() {
    TokenEstimate tokens = tokens(shown("https://example.org/a.png", "")
        + shown("https://example.org/a.png", ",'detail':'low'")
        + shown(PNG, ",'detail':'original'")
        + shown("data:image/png;base64,AAAA", ""));

    assertThat(tokens.pictures()).isEqualTo(1);
    assertThat(tokens.uncounted()).isEqualTo(3);
    assertThat(tokens.picturesWithLowDetail()).isEqualTo(3);
    assertThat(tokens.uncountedWithLowDetail()).isEqualTo(1);
  }

  @Test
  void examplesLongerThanTheTrainingContextAreCounted() {
    String fits = "x".repeat((int) LeafTokens.CONTEXT);
    TokenEstimate tokens = tokens("{'text':'" + fits + "'}\n{'text':'" + fits + "y'}\n"
        + shown(PNG, "").replace("Oak", "x".repeat(24)) + shown(PNG, ""));

    assertThat(tokens.longExamples()).isEqualTo(1);
    TokenEstimate tooLong = tokens(shown(PNG, "").replace("Oak", "x".repeat(25)));
    assertThat(tooLong.longExamples()).isEqualTo(1);
    assertThat(tooLong.longExamplesWithLowDetail()).isZero();
    assertThat(tooLong.toText())
        .containsPattern("over 60 +1 example, cut off at the end; with detail low 0 examples");
  }

  @Test
  void aTextTooLongToKeepCountsWithItsBytes() {
    assertThat(tokens("{'text':'" + "a".repeat(200_000) + "'}").text()).isEqualTo(200_000);
    assertThat(tokens("{'text':'" + "\u6a39".repeat(100_000) + "'}").text()).isEqualTo(300_000);
  }

  @Test
  void picturesByAddressAreCountedInTheStatistics() {
    DatasetStats stats = DatasetStats.of(
        Samples.stream(
            (shown("HTTPS://example.org/a.png", "") + shown(PNG, "")).replace('\'', '"')),
        FORMAT);

    assertThat(stats.pictures()).isEqualTo(2);
    assertThat(stats.remotePictures()).isEqualTo(1);
    assertThat(stats.picturesPerExample()).contains(new DatasetStats.Spread(1, 1, 1));
  }

  @Test
  void peopleAndMachinesGetTheEstimate() {
    String lines = (shown(PNG, "") + shown("https://example.org/a.png", "")).replace('\'', '"');
    DatasetStats stats = DatasetStats.of(Samples.stream(lines), FORMAT, new LeafTokens());

    assertThat(stats.toText())
        .contains("tokens, estimated")
        .contains("62, of them 16 of pictures, once through, for leaf-1 as of 2026-01-01")
        .contains("48, of them 2 of pictures")
        .contains("1 picture of unknown size")
        .containsPattern("over 60 +no example")
        .contains("leaves differ");
    assertThat(JsonCodec.shared().readMap(stats.toJson().getBytes(StandardCharsets.UTF_8)))
        .containsEntry(
            "tokens",
            Map.ofEntries(
                Map.entry("estimated", true),
                Map.entry("model", "leaf-1"),
                Map.entry("dated", "2026-01-01"),
                Map.entry("total", 62),
                Map.entry("text", 46),
                Map.entry("pictures", 16),
                Map.entry("uncounted", 1),
                Map.entry("total_low", 48),
                Map.entry("pictures_low", 2),
                Map.entry("uncounted_low", 0),
                Map.entry("training_context", 60),
                Map.entry("long_examples", 0),
                Map.entry("long_examples_low", 0),
                Map.entry("caveat", "leaves differ")));
  }

  @Test
  void aProviderThatIsNotThereHasNoRules() {
    assertThatThrownBy(() -> TokenRules.of("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody");
  }
}
