package dev.fovea.testkit.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.testkit.answering.Unanswerable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Families whose models the catalogue does not hold are counted right all the same. */
class PictureCostTest {
  private static long cost(String model, int width, int height, String detail) {
    return Family.of(model).pictures().of(width, height, detail);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.4,1024,1024,high,1229",
    "gpt-5.4,2048,2048,high,3000",
    "gpt-5.4,4096,512,high,615",
    "gpt-5.4,4096,512,original,2458",
    "gpt-5.6,2048,512,low,77",
    "gpt-5-mini,1800,2400,auto,1743",
    "gpt-5,1024,1024,high,630",
    "o1,1024,1024,low,75",
    "some-model,1024,1024,high,765"
  })
  void eachFamilyCountsInItsOwnWay(
      String model, int width, int height, String detail, long tokens) {
    assertThat(cost(model, width, height, detail)).isEqualTo(tokens);
  }

  @Test
  void aPictureOfTooManyPatchesIsRefused() {
    assertThatThrownBy(() -> cost("gpt-5.6", 8_000, 8_000, "auto"))
        .isInstanceOf(Unanswerable.class)
        .hasMessageContaining("62500 patches");
  }

  @Test
  void detailsAreKnownToSomeOnly() {
    assertThat(cost("gpt-5.5", 64, 64, "original")).isEqualTo(5);
    assertThatThrownBy(() -> cost("gpt-4.1-mini", 64, 64, "original"))
        .isInstanceOf(Unanswerable.class);
  }
}
