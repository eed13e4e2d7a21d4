package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LargePicturesTest {
  private static final DatasetRules RULES = Samples.rules().override("detail", "yes");

  private static List<Finding> found(DatasetRules rules, String lines) {
    return rules
        .check(Samples.stream(lines), options -> options.tokens(new LeafTokens()))
        .findings();
  }

  private static String shown(int width, int height, String detail) {
    return Lines.line(
        Lines.png(width, height, 1) + (detail.isEmpty() ? "" : "\",\"detail\":\"" + detail), "oak");
  }

  @Test
  void aPictureLargerThanTheModelSeesIsAWarning() {
    assertThat(found(RULES, shown(4000, 3000, ""))).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.picture-larger-than-seen");
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.pointer()).contains("/messages/0/content/1/image_url/url");
      assertThat(finding.picture()).contains(0);
      assertThat(finding.message())
          .isEqualTo("the picture has 4,000 x 3,000 pixels, leaf-1 sees at most 100 x 50");
      assertThat(finding.fix())
          .isEqualTo("shrink it to 100 x 50 before it is written: the model sees as much, and the"
              + " file is smaller");
    });
  }

  @Test
  void theEdgeIsThatOfTheModelAndTheDetail() {
    assertThat(found(RULES, shown(100, 50, ""))).isEmpty();
    assertThat(found(RULES, shown(101, 50, ""))).hasSize(1);
    assertThat(found(RULES, shown(20, 10, "low"))).isEmpty();
    assertThat(found(RULES, shown(21, 10, "low")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message())
            .isEqualTo("the picture has 21 x 10 pixels, leaf-1 sees at most 20 x 10 with detail"
                + " low"));
    assertThat(found(RULES.override("details", "original"), shown(4000, 3000, "original")))
        .isEmpty();
  }

  @Test
  void whoeverIgnoresTheDetailSeesAllOfThePicture() {
    DatasetRules blunt = Samples.rules().override("ignored", "detail-ignored");

    assertThat(found(blunt, shown(21, 10, "low"))).isEmpty();
  }

  @Test
  void aPercentageMayBeSpared() {
    DatasetRules spared = RULES.override("seen-percent", 120);

    assertThat(found(spared, shown(120, 50, ""))).isEmpty();
    assertThat(found(spared, shown(121, 50, ""))).hasSize(1);
  }

  @Test
  void withoutAModelTheProvidersNumberOfPixelsCounts() {
    DatasetRules rules = Samples.rules().override("seen-pixels", 12_000);

    assertThat(rules.check(Samples.stream(shown(120, 100, ""))).findings()).isEmpty();
    assertThat(rules.check(Samples.stream(shown(240, 200, ""))).findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.message())
              .isEqualTo("the picture has 240 x 200 pixels, the model sees at most 12,000 pixels");
          assertThat(finding.fix()).startsWith("shrink it to 120 x 100 before");
        });
    assertThat(Samples.check(shown(65_535, 65_535, "")).findings()).isEmpty();
  }

  @Test
  void everyPictureOfAnExampleIsLookedAtUnlessItIsBroken() {
    String three = Lines.png(16, 8, 1) + "\"}}," + Lines.part(Lines.png(900, 9, 2)) + ","
        + Lines.part(Lines.png(9, 900, 3)).replace("\"}}", "");

    assertThat(found(RULES, Lines.line(three, "oak")))
        .extracting(Finding::picture)
        .containsExactly(Optional.of(1), Optional.of(2));
    assertThat(found(RULES, Lines.line("data:image/png;base64,AAAA", "oak")))
        .noneMatch(finding -> finding.rule().equals("test.picture-larger-than-seen"));
  }
}
