package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Severity;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LowDetailTest {
  // Text: 11 + 3 bytes and two messages make 34 tokens. A picture: 100 tokens, with detail low 10.
  private static final String LINE = Lines.line(Lines.png(100, 50, 1), "oak");
  private static final DatasetRules RULES = Samples.rules()
      .override("detail", "yes")
      .override("ignored", "duplicate-example, picture-larger-than-seen")
      .override("low-detail-tokens", 900);

  private static DatasetReport check(DatasetRules rules, String lines) {
    return rules.check(Samples.stream(lines), options -> options.tokens(new LeafTokens()));
  }

  @Test
  void muchToSaveIsAWarningAboutTheFileWithItsPrice() {
    assertThat(check(RULES, LINE.repeat(10)).findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.low-detail-saves");
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.line()).isEmpty();
      assertThat(finding.message())
          .isEqualTo("an epoch has about 1,340 tokens for leaf-1 as of 2026-01-01, with detail low"
              + " about 440: 67 % less; at $10.00 for 1,000,000 tokens (a leaflet, 2026-01-02) about"
              + " $0.01 instead of $0.00");
      assertThat(finding.fix())
          .isEqualTo("write \"detail\": \"low\" beside the URL of every picture in which nothing"
              + " small matters");
    });
  }

  @Test
  void theEdgesAreSettings() {
    assertThat(check(RULES, LINE.repeat(9)).findings()).isEmpty();
    assertThat(check(RULES.override("low-detail-percent", 67), LINE.repeat(10)).findings())
        .hasSize(1);
    assertThat(check(RULES.override("low-detail-percent", 68), LINE.repeat(10)).findings())
        .isEmpty();
  }

  @Test
  void nothingIsSaidWhereTheDetailDoesNothingOrIsLowAlready() {
    String low = LINE.replace("\"}}", "\",\"detail\":\"low\"}}");

    assertThat(check(RULES.override("low-detail-tokens", 0), low).findings()).isEmpty();
    assertThat(check(RULES.override("detail", "no"), LINE.repeat(10)).findings())
        .isEmpty();
    assertThat(RULES.check(Samples.stream(LINE.repeat(10))).findings()).isEmpty();
  }

  @Test
  void picturesThatCannotBeCountedAreToldAsLeftOut() {
    DatasetRules rules = RULES.override("remote-pictures", "yes");

    assertThat(check(rules, LINE.repeat(11) + Lines.line("https://example.org/a.png", "oak")))
        .satisfies(report -> assertThat(report.findings())
            .singleElement()
            .satisfies(finding -> assertThat(finding.message())
                .contains("; left out: 1 picture of unknown size or not taken; at $10.00")));
  }

  @Test
  void whereNoPriceIsKnownNoneIsSaid() {
    ModelTokens unpriced = new LeafTokens() {
      @Override
      public Optional<TrainingPrice> trainingPrice() {
        return Optional.empty();
      }
    };
    DatasetReport report =
        RULES.check(Samples.stream(LINE.repeat(10)), options -> options.tokens(unpriced));

    assertThat(report.counts()).isEqualTo(Map.of("test.low-detail-saves", 1L));
    assertThat(report.findings().get(0).message()).endsWith("about 440: 67 % less");
  }
}
