package dev.fovea.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiTrainingPicturesTest {
  private static final int LARGEST = 10 * 1024 * 1024;

  private static DatasetReport check(String type, byte[] picture) {
    String line = "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':"
        + "'data:" + type + ";base64," + Base64.getEncoder().encodeToString(picture)
        + "'}}]},{'role':'assistant','content':'Oak'}]}";
    return DatasetRules.of("openai")
        .override("min-examples", 1)
        .check(new ByteArrayInputStream(line.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> rules(DatasetReport report, Severity severity) {
    return report.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::rule)
        .toList();
  }

  @Test
  void jpegPngAndWebpAreTaken() {
    assertThat(check("image/png", OpenAiPictures.png("RGB", 8)).counts()).isEmpty();
    assertThat(check("image/png", OpenAiPictures.png("RGBA", 8)).counts()).isEmpty();
    assertThat(check("image/jpeg", OpenAiPictures.jpeg(3)).counts()).isEmpty();
    assertThat(check("image/jpg", OpenAiPictures.jpeg(3)).counts()).isEmpty();
    assertThat(check("image/webp", OpenAiPictures.webp()).counts()).isEmpty();
  }

  @Test
  void whatTheBytesAreDecidesAndNotTheWordBeforeThem() {
    DatasetReport named = check("image/jpeg", OpenAiPictures.png("RGB", 8));

    assertThat(named.ok()).isTrue();
    assertThat(rules(named, Severity.WARNING)).containsExactly("openai.picture-type-mismatch");
    assertThat(rules(check("image/png", OpenAiPictures.gif(1)), Severity.ERROR))
        .containsExactly("openai.picture-format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"L", "LA", "P"})
  void otherColoursThanRgbAreRefused(String mode) {
    DatasetReport report = check("image/png", OpenAiPictures.png(mode, 8));

    assertThat(report.findings()).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("openai.picture-color-mode");
      assertThat(finding.severity()).isEqualTo(Severity.ERROR);
      assertThat(finding.picture()).contains(0);
      assertThat(finding.fix()).isEqualTo("save it as RGB or RGBA");
    });
  }

  @ParameterizedTest
  @CsvSource({"1, grey", "4, CMYK"})
  void jpegsInGreyOrPrintingInksAreRefused(int components, String word) {
    DatasetReport report = check("image/jpeg", OpenAiPictures.jpeg(components));

    assertThat(rules(report, Severity.ERROR)).containsExactly("openai.picture-color-mode");
    assertThat(report.findings().get(0).message()).contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RGB", "RGBA"})
  void sixteenBitsForEachColourAreOnlyToldOf(String mode) {
    DatasetReport report = check("image/png", OpenAiPictures.png(mode, 16));

    assertThat(report.ok()).isTrue();
    assertThat(rules(report, Severity.WARNING)).containsExactly("openai.picture-bit-depth");
  }

  @Test
  void aPictureOfTenMebibytesIsTakenAndOneByteMoreIsNot() {
    byte[] largest = OpenAiPictures.pngOf(LARGEST);
    DatasetReport report = check("image/png", OpenAiPictures.pngOf(LARGEST + 1));

    assertThat(largest).hasSize(LARGEST);
    assertThat(check("image/png", largest).counts()).isEmpty();
    assertThat(rules(report, Severity.ERROR)).containsExactly("openai.picture-too-large");
    assertThat(report.findings().get(0).message()).contains("10,485,761", "10,485,760");
  }
}
