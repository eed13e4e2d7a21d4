package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.chat.ContentPart;
import dev.fovea.chat.Message;
import dev.fovea.dataset.DatasetFormat;
import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import dev.fovea.dataset.DatasetWriter;
import dev.fovea.dataset.Example;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.image.Detail;
import dev.fovea.image.Image;
import dev.fovea.preparation.Conversion;
import dev.fovea.preparation.ConversionReport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is right for one provider is right or wrong for another, and the check knows which. */
class MovingDatasetsTest {
  private static final Image WEBP = Image.of(
      Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"));

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({
    "together, fireworks",
    "together, openai",
    "fireworks, together",
    "fireworks, openai",
    "openai, together",
    "openai, fireworks"
  })
  void conversationsWithPicturesMoveEitherWay(String from, String to) throws IOException {
    Path there = written(from, conversations(10, png(1)));
    Path here = folder.resolve("moved.jsonl");

    ConversionReport report = Conversion.from(from).to(to).convert(there, here);

    assertThat(report.losses()).as(report.toText()).isZero();
    assertThat(check(from, there).ok()).isTrue();
    assertThat(check(to, here).ok()).as(check(to, here).toText()).isTrue();
    assertThat(check(to, here).pictures()).isEqualTo(10);
  }

  @Test
  void aSortOfPictureThatOneTakesTheOtherNamesInEveryLine() throws IOException {
    Path file = written("together", conversations(10, WEBP));

    assertThat(errors("together", file)).isEmpty();
    assertThat(errors("openai", file)).isEmpty();
    assertThat(errors("fireworks", file)).hasSize(10).allSatisfy(finding -> {
      assertThat(finding.rule()).startsWith("fireworks");
      assertThat(finding.message() + finding.fix()).containsIgnoringCase("webp");
    });
  }

  @Test
  void twoExamplesAreEnoughForOneAndTooFewForTheOther() throws IOException {
    Path file = written("together", conversations(2, png(1)));

    assertThat(errors("together", file)).isEmpty();
    assertThat(errors("fireworks", file))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("3"));
    assertThat(errors("openai", file))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("10"));
  }

  @Test
  void picturesInGreyAreFineForTwoAndNameTheirLinesForTheThird() throws IOException {
    Path file = written("together", conversations(10, picture(BufferedImage.TYPE_BYTE_GRAY, 1)));

    assertThat(errors("together", file)).isEmpty();
    assertThat(errors("fireworks", file)).isEmpty();
    assertThat(errors("openai", file))
        .hasSize(10)
        .allSatisfy(finding -> assertThat(finding.rule()).isEqualTo("openai.picture-color-mode"));
  }

  @Test
  void picturesByAddressMoveNowhereAndTheCheckSaysSo() throws IOException {
    Image remote = Image.at(URI.create("https://leaves.example/oak.png")).withDetail(Detail.LOW);
    Path file = written("openai", conversations(10, remote));

    assertThat(check("openai", file).counts()).isEmpty();
    for (String other : List.of("together", "fireworks")) {
      assertThat(errors(other, written(other, conversations(10, remote))))
          .hasSize(10)
          .allSatisfy(finding -> assertThat(finding.rule()).isEqualTo(other + ".remote-picture"));
    }
  }

  @Test
  void elevenPicturesInAnExampleAreTooManyForTwoAndFineForTheThird() throws IOException {
    List<ContentPart> parts = new ArrayList<>(List.of(ContentPart.text("How many?")));
    for (int number = 0; number < 11; number++) {
      parts.add(ContentPart.image(png(number)));
    }
    List<Example> examples = new ArrayList<>(conversations(9, png(1)));
    examples.add(Example.conversation(Message.user(parts), Message.assistant("eleven")));
    Path file = written("together", examples);

    assertThat(errors("fireworks", file)).isEmpty();
    for (String strict : List.of("together", "openai")) {
      assertThat(errors(strict, file))
          .singleElement()
          .satisfies(finding -> assertThat(finding.line()).contains(10L));
    }
  }

  @Test
  void aFileThatIsCopiedAndNotRewrittenMayBeOfTheOthersForm() throws IOException {
    Path file = written("fireworks", conversations(3, png(1)));

    assertThat(errors("fireworks", file)).isEmpty();
    assertThat(errors("together", file))
        .hasSize(3)
        .allSatisfy(finding -> assertThat(finding.fix()).contains("all as lists of parts"));
  }

  @Test
  void preferencesAreWrittenSoThatAllTakeThem() throws IOException {
    List<Example> pairs = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      pairs.add(Example.preference(
          List.of(Message.user("Which leaf is number " + number + "?")),
          Message.assistant("oak"),
          Message.assistant("no idea")));
    }

    for (String from : List.of("together", "fireworks", "openai")) {
      Path file = written(from, pairs);
      for (String to : List.of("together", "fireworks", "openai")) {
        assertThat(errors(to, file)).as(from + " to " + to).isEmpty();
      }
    }
  }

  private static List<Example> conversations(int count, Image picture) {
    List<Example> examples = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      examples.add(Example.conversation(
          Message.system("You name leaves."),
          Message.user(picture, "Which leaf is number " + number + "?"),
          Message.assistant("oak")));
    }
    return examples;
  }

  private Path written(String provider, List<Example> examples) {
    Path file = folder.resolve(provider + ".jsonl");
    try (DatasetWriter writer = DatasetWriter.open(file, DatasetFormat.of(provider))) {
      examples.forEach(writer::write);
    }
    return file;
  }

  private static DatasetReport check(String provider, Path file) {
    return DatasetRules.of(provider).check(file);
  }

  private static List<Finding> errors(String provider, Path file) {
    return check(provider, file).findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .toList();
  }

  private static Image png(int shade) throws IOException {
    return picture(BufferedImage.TYPE_INT_RGB, shade);
  }

  private static Image picture(int type, int shade) throws IOException {
    BufferedImage picture = new BufferedImage(16, 16, type);
    picture.setRGB(8, 8, shade * 0x10101);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return Image.of(png.toByteArray());
  }
}
