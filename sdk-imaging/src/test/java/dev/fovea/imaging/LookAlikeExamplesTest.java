package dev.fovea.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetProfile;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookAlikeExamplesTest {
  private static final DatasetRules RULES =
      DatasetFormat.of(DatasetProfile.read("test", stream("""
              extensions = jsonl
              other-extensions =
              max-file-bytes = 1000000
              min-examples = 1
              shapes = conversation
              columns.conversation =
              roles = user, assistant
              first-roles = user
              picture-roles = user
              max-pictures = 1
              max-data-url-chars = 1000000
              media-types = image/jpeg
              content-forms = mixed
              detail = no
              """))).rules();

  @TempDir
  private Path folder;

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(BufferedImage drawn, float quality, String answer) {
    String base64 = Base64.getEncoder().encodeToString(Drawn.jpeg(drawn, quality, false));
    return """
        {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":\
        "data:image/jpeg;base64,%s"}}]},{"role":"assistant","content":"%s"}]}
        """.formatted(base64, answer);
  }

  @Test
  void picturesThatLookTheSameAreFoundInTheFileAndInTheValidationFile() throws IOException {
    BufferedImage oak = Drawn.picture(1, 120, 80, BufferedImage.TYPE_INT_RGB);
    BufferedImage elm = Drawn.picture(2, 120, 80, BufferedImage.TYPE_INT_RGB);
    Path validation =
        Files.writeString(folder.resolve("val.jsonl"), line(Drawn.scaled(elm, 0.5), 0.8f, "elm"));

    DatasetReport report = RULES.check(
        stream(line(oak, 0.95f, "oak") + line(elm, 0.9f, "elm") + line(oak, 0.6f, "ash")),
        options -> options.decode(true).validationFile(validation));

    assertThat(report.findings())
        .extracting(finding -> finding.rule() + " " + finding.line().orElse(0L))
        .containsExactly(
            "test.validation-similar-picture 2", "test.similar-picture-other-answer 3");
    assertThat(report.findings().get(0).message()).contains("in line 1 of the validation file");
    assertThat(report.findings().get(1).message()).contains("but line 1 has another one");
    assertThat(report.skipped()).isEmpty();
  }
}
