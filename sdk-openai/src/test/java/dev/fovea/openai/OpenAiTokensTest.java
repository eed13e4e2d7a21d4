package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.dataset.ModelTokens;
import dev.fovea.dataset.TokenRules;
import dev.fovea.dataset.TrainingPrice;
import dev.fovea.image.Detail;
import dev.fovea.openai.PatchTokens.Fit;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiTokensTest {
  private static final TokenRules RULES = TokenRules.of("openai");

  private static InputStream json(String text) {
    return new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static long high(String model, int width, int height) {
    return RULES.model(model).picture(width, height, Detail.HIGH).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, 1024, 1024, 765",
    "gpt-4o, 2048, 4096, 1105",
    "gpt-4o, 4096, 2048, 1105",
    "gpt-4o, 512, 512, 255",
    "gpt-4o, 513, 512, 425",
    "gpt-4o, 1920, 1080, 1105",
    "gpt-4o, 1, 1, 255",
    "gpt-4o, 65535, 1, 765",
    "gpt-4.1, 2049, 513, 1445",
    "gpt-4.1, 2050, 513, 765",
    "gpt-4o-mini, 1024, 1024, 25501",
    "gpt-5, 1024, 1024, 630",
    "gpt-5.1, 512, 512, 210",
    "o3, 1024, 1024, 675",
    "computer-use-preview, 512, 512, 194"
  })
  void tileModelsCountTiles(String model, int width, int height, long tokens) {
    assertThat(high(model, width, height)).isEqualTo(tokens);
    assertThat(RULES.model(model).picture(width, height, Detail.AUTO)).contains(tokens);
  }

  @ParameterizedTest
  @CsvSource({"gpt-4o, 85", "gpt-4.5, 85", "gpt-4o-mini, 2833", "gpt-5, 70", "o1-pro, 75"})
  void lowDetailCostsATileModelItsBaseWhateverTheSize(String model, long base) {
    ModelTokens tokens = RULES.model(model);

    assertThat(tokens.picture(4000, 3000, Detail.LOW)).contains(base);
    assertThat(tokens.picture(Detail.LOW)).contains(base);
    assertThat(tokens.picture(Detail.HIGH)).isEmpty();
    assertThat(tokens.picture(10, 10, Detail.ORIGINAL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 1024, 1536, 2048, 1024",
    "1800, 2400, 1536, 65535, 1452",
    "2400, 1800, 1536, 65535, 1452",
    "2048, 2048, 2500, 65535, 2500",
    "4096, 512, 2500, 65535, 2048",
    "4096, 512, 2500, 2048, 512",
    "1, 1, 1536, 2048, 1",
    "65535, 1, 10, 65535, 10"
  })
  void patchModelsCountPatchesThatFit(int width, int height, long most, long side, long patches) {
    assertThat(new Fit(most, side).count(width, height)).isEqualTo(patches);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5-mini, 1024, 1024, 1229",
    "gpt-5-mini, 256, 256, 77",
    "gpt-5-mini, 768, 1024, 922",
    "gpt-5-mini, 1280, 720, 1104",
    "gpt-5-mini, 2048, 768, 1844",
    "gpt-5-nano, 1024, 1024, 1536",
    "gpt-4.1-mini, 1024, 1024, 1659",
    "gpt-4.1-nano, 1024, 1024, 2520",
    "o4-mini, 1024, 1024, 1762",
    "gpt-5.2, 320, 160, 60",
    "gpt-5.5, 2048, 2048, 3000"
  })
  void patchModelsTimesTheirFactor(String model, int width, int height, long tokens) {
    assertThat(high(model, width, height)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, 1024, 1024, HIGH, 768, 768",
    "gpt-4o, 4032, 3024, AUTO, 1024, 768",
    "gpt-4o, 3024, 4032, AUTO, 768, 1024",
    "gpt-4o, 4096, 100, HIGH, 2048, 50",
    "gpt-4o, 2048, 768, HIGH, 2048, 768",
    "gpt-4o, 4032, 3024, LOW, 512, 384",
    "gpt-4o, 512, 100, LOW, 512, 100",
    "gpt-4o, 65535, 1, HIGH, 2048, 1",
    "gpt-5-mini, 1800, 2400, HIGH, 1056, 1408",
    "gpt-5-mini, 1024, 768, AUTO, 1024, 768",
    "gpt-5.6-sol, 2048, 1024, LOW, 512, 256"
  })
  void aModelSeesAPictureShrunk(
      String model, int width, int height, Detail detail, int seenWidth, int seenHeight) {
    assertThat(RULES.model(model).seen(width, height, detail))
        .contains(new ModelTokens.Size(seenWidth, seenHeight));
  }

  @Test
  void whatAModelDoesNotTakeItDoesNotSee() {
    assertThat(RULES.model("gpt-4o").seen(10, 10, Detail.ORIGINAL)).isEmpty();
    assertThat(RULES.model("gpt-5-mini").seen(10, 10, Detail.ORIGINAL)).isEmpty();
    assertThat(RULES.model("gpt-5.6-sol").seen(6400, 4801, Detail.ORIGINAL)).isEmpty();
    assertThat(RULES.model("gpt-3.5-turbo-0125").seen(10, 10, Detail.HIGH)).isEmpty();
    assertThatThrownBy(() -> RULES.model("gpt-4o").seen(0, 10, Detail.HIGH))
        .hasMessage("a picture is at least 1 x 1 pixel large, not 0 x 10");
  }

  @Test
  void trainingHasAPriceWhereOpenAiOnceSaidOne() {
    assertThat(RULES.usual().trainingPrice()).hasValueSatisfying(price -> {
      assertThat(price.dollarsPerMillion()).isEqualByComparingTo("25");
      assertThat(price.source()).isEqualTo("OpenAI's announcement of vision fine-tuning");
      assertThat(price.dated()).isEqualTo("2024-10-01");
    });
    assertThat(RULES.model("ft:gpt-4o-2024-08-06:acme:x:1").trainingPrice()).isPresent();
    assertThat(RULES.model("gpt-4o-mini").trainingPrice()).isEmpty();
  }

  @Test
  void aPriceOfOnesOwnNeedsASourceAndADate() {
    String row = "{'trainingPrices': [{'model': 'gpt-4o-mini', 'dollarsPerMillion': 2.5%s}]}";
    TokenRules own =
        RULES.with(json(row.formatted(", 'source': 'our contract', 'date': '2026-01-31'")));

    assertThat(own.model("gpt-4o-mini").trainingPrice())
        .contains(new TrainingPrice(new BigDecimal("2.5"), "our contract", "2026-01-31"));
    assertThatThrownBy(() -> RULES.with(json(row.formatted(""))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the row of gpt-4o-mini needs a text as 'source'");
  }

  @Test
  void detailsShrinkEachInTheirOwnWay() {
    ModelTokens newest = RULES.model("gpt-5.6-sol");
    ModelTokens middle = RULES.model("gpt-5.4");

    assertThat(newest.picture(2048, 2048, Detail.LOW)).contains(308L);
    assertThat(newest.picture(4096, 512, Detail.HIGH)).contains(615L);
    assertThat(newest.picture(4096, 512, Detail.ORIGINAL)).contains(2458L);
    assertThat(newest.picture(4096, 512, Detail.AUTO)).contains(2458L);
    assertThat(middle.picture(4096, 512, Detail.AUTO)).contains(615L);
    assertThat(middle.picture(4096, 512, Detail.ORIGINAL)).contains(2458L);
    assertThat(RULES.model("gpt-5.2").picture(64, 64, Detail.ORIGINAL)).isEmpty();
    assertThat(newest.picture(Detail.LOW)).isEmpty();
  }

  @Test
  void moreThanThirtyThousandPatchesAreRefusedSoThereIsNoNumber() {
    ModelTokens model = RULES.model("gpt-5.6-luna");

    assertThat(model.picture(32 * 200, 32 * 150, Detail.ORIGINAL)).contains(36_000L);
    assertThat(model.picture(32 * 200, 32 * 150 + 1, Detail.ORIGINAL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-2024-08-06, 765, 65536",
    "ft:gpt-4o-2024-08-06:acme:birds-v1:9ABel2dg, 765, 65536",
    "ft:gpt-4o-2024-08-06:acme::9ABel2dg:ckpt-step-80, 765, 65536",
    "gpt-4o, 765, 65536",
    "gpt-4o-mini-2024-07-18, 25501, 65536",
    "gpt-4.1-2025-04-14, 765,",
    "gpt-4.5-preview-2025-02-27, 765,",
    "gpt-5-chat-latest, 630,",
    "computer-use-preview-2025-03-11, 581,",
    "gpt-4.1-mini-2025-04-14, 1659,"
  })
  void aModelIsKnownUnderItsNamesAndATunedOneByItsBase(String model, long tokens, Long context) {
    assertThat(high(model, 1024, 1024)).isEqualTo(tokens);
    if (context == null) {
      assertThat(RULES.model(model).trainingContext()).isEmpty();
    } else {
      assertThat(RULES.model(model).trainingContext()).contains(context);
    }
  }

  @Test
  void aModelWithoutEyesHasAContextAndNoPictures() {
    ModelTokens model = RULES.model("gpt-3.5-turbo-0125");

    assertThat(model.trainingContext()).contains(16_385L);
    assertThat(model.picture(10, 10, Detail.LOW)).isEmpty();
    assertThat(model.picture(Detail.LOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o-audio-preview", "o3-mini", "llama", "", "ft:llama:acme"})
  void ofOtherModelsNothingIsSaid(String model) {
    assertThatThrownBy(() -> RULES.model(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gpt-4o-mini");
  }

  @Test
  void textIsFourBytesATokenAndAFrame() {
    ModelTokens model = RULES.usual();

    assertThat(model.model()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(model.dated()).isEqualTo("2026-10-31");
    assertThat(model.text(0, 0)).isEqualTo(3);
    assertThat(model.text(8, 2)).isEqualTo(11);
    assertThat(model.text(9, 2)).isEqualTo(12);
  }

  @Test
  void whereTheGuidesCopiesDifferThatIsSaidAndTheOlderOneMayBeAskedFor() {
    TokenRules older = RULES.with(json("{'copy':'older'}"));
    ModelTokens nano = older.model("gpt-5.4-nano");

    assertThat(RULES.model("gpt-5.4-nano").caveat()).get().asString().contains("1,536", "2.46");
    assertThat(RULES.model("gpt-4.1-nano").caveat()).isEmpty();
    assertThat(RULES.model("gpt-4o").caveat()).isEmpty();
    assertThat(nano.picture(1024, 1024, Detail.HIGH)).contains(2520L);
    assertThat(nano.picture(64, 64, Detail.ORIGINAL)).isEmpty();
    assertThat(nano.caveat()).get().asString().contains("newest", "1.2");
    assertThat(older.model("gpt-5-mini").picture(1800, 2400, Detail.HIGH)).contains(2353L);
    assertThat(older.model("gpt-5.2").picture(1800, 2400, Detail.LOW)).contains(1743L);
    assertThat(older.model("gpt-4o").picture(1024, 1024, Detail.HIGH)).contains(765L);
  }

  @Test
  void somebodysOwnNumbersStandOnTopOfOurs() {
    TokenRules own = RULES.with(json("{'date':'2026-11-20','usualModel':'gpt-6',"
        + "'bytesPerToken':3.5,'tileModels':[{'model':'gpt-5-mini','base':1,'tile':2}],"
        + "'patchModels':[{'model':'gpt-6','lowSide':512,'highSide':1024,'factor':2}],"
        + "'trainingContexts':[{'model':'gpt-6','tokens':1000}]}"));

    assertThat(own.usual().model()).isEqualTo("gpt-6");
    assertThat(own.usual().dated()).isEqualTo("2026-11-20");
    assertThat(own.usual().trainingContext()).contains(1000L);
    assertThat(own.usual().text(7, 0)).isEqualTo(5);
    assertThat(own.usual().picture(2048, 2048, Detail.AUTO)).contains(2048L);
    assertThat(own.model("gpt-5-mini").picture(512, 512, Detail.HIGH)).contains(3L);
    assertThat(own.model("gpt-4o").picture(512, 512, Detail.HIGH)).contains(255L);
    assertThat(high("gpt-5-mini", 512, 512)).isEqualTo(308);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                    | no JSON object",
        "{'tileModel':[]}                                      | [tileModel]",
        "{'copy':'oldest'}                                     | 'copy'",
        "{'bytesPerToken':0}                                   | 'bytesPerToken'",
        "{'tileModels':[{'base':1,'tile':2}]}                  | 'model'",
        "{'tileModels':[{'model':'a','base':1}]}               | 'tile'",
        "{'tileModels':[{'model':'a','base':1,'tile':2,'x':3}]}| [x]",
        "{'patchModels':[{'model':'a','factor':1,'auto':'low'}]}| 'auto'",
        "{'patchModels':[{'model':'a','highSide':1}]}          | 'factor'"
      })
  void aTypingErrorInOnesOwnNumbersDoesNotPass(String text, String place) {
    assertThatThrownBy(() -> RULES.with(json(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(place);
  }
}
