package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageHeader;
import dev.fovea.image.ImageProbe;
import dev.fovea.image.Imaging;
import dev.fovea.image.Pixels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookAlikePicturesTest {
  private static final DatasetProfile PROFILE = Samples.profile();

  private final List<Finding> findings = new ArrayList<>();
  private final FindingSink sink = new FindingSink(PROFILE, findings::add);

  @TempDir
  private Path folder;

  /** Takes the height for what a picture looks like. */
  private static final class HeightImaging implements Imaging {
    @Override
    public Pixels decode(Image picture, DecodeLimits limits) {
      try (InputStream in = picture.open()) {
        ImageHeader header = ImageHeader.read(in);
        return new Pixels(
            header.width(), header.height(), header.colorMode(), header.height(), List.of());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Image reencode(Image picture, ImageFormat format, DecodeLimits limits) {
      throw new UnsupportedOperationException("a check writes no pictures");
    }

    @Override
    public Image thumbnail(Image picture, int longestSide, DecodeLimits limits) {
      throw new UnsupportedOperationException("a check shows no pictures");
    }
  }

  private static PicturePass pass() {
    return new PictureProbe(
        ImageProbe.Depth.EVERYTHING, new PixelCheck(PROFILE, true, new HeightImaging()));
  }

  /** Lets an advice see lines as a check does. */
  private List<Finding> see(Advice advice, String text) {
    LineScanner lines = new LineScanner(
        ByteWindow.of(Samples.stream(text)), PROFILE.bounds(1_000), LookAlikePicturesTest::pass);
    ScannedLine line = new ScannedLine();
    try {
      while (lines.next(line)) {
        sink.line(line);
        advice.see(Lesson.of(line, (Map<?, ?>) JsonTree.read(line), Shape.CONVERSATION));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    advice.end();
    return findings;
  }

  private static String shown(int looks, int number, String answer) {
    return Lines.line(Lines.png(16, looks, number), answer);
  }

  private OtherAnswers answers() {
    return new OtherAnswers(PROFILE, sink, null);
  }

  @Test
  void twoAnswersAboutPicturesThatLookTheSameAreAWarning() {
    String lines = shown(0b100001, 1, "oak") + shown(0b100110, 2, "elm");

    assertThat(see(answers(), lines)).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.similar-picture-other-answer");
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.line()).contains(2L);
      assertThat(finding.picture()).contains(0);
      assertThat(finding.pointer()).contains("/messages/1/content");
      assertThat(finding.message())
          .isEqualTo("the answer is 'elm', but line 1 has another one to the same question about a"
              + " picture that looks the same (3 of 64 bits differ)");
    });
    assertThat(sink.skipped()).isEmpty();
  }

  @Test
  void theSamePictureIsToldAsTheSameAlone() {
    assertThat(see(answers(), shown(32, 1, "oak") + shown(32, 1, "elm")))
        .extracting(Finding::rule)
        .containsExactly("test.same-picture-other-answer");
  }

  @Test
  void anotherLookAnotherQuestionOrTheSameAnswerIsFine() {
    String lines = shown(0b100000, 1, "oak")
        + shown(0b1111111, 2, "elm")
        + shown(0b100001, 3, "oak").replace("What is it?", "Which?")
        + shown(0b100001, 4, "oak");

    assertThat(see(answers(), lines)).isEmpty();
  }

  @Test
  void howMuchMayDifferIsASetting() {
    OtherAnswers strict = new OtherAnswers(PROFILE.with("look-alike-bits", 1), sink, null);

    assertThat(see(strict, shown(32, 1, "oak") + shown(35, 2, "elm") + shown(34, 3, "ash")))
        .extracting(Finding::message)
        .containsExactly(
            "the answer is 'ash', but line 1 has another one to the same question about"
                + " a picture that looks the same (1 of 64 bits differ)");
  }

  @Test
  void examplesOfTwoPicturesAreNotComparedByTheirLooks() {
    Function<Integer, String> two = number -> Lines.line(
        Lines.png(16, 32, number) + "\"}},"
            + Lines.part(Lines.png(16, 32, number + 1)).replace("\"}}", ""),
        "oak " + number);

    assertThat(see(answers(), two.apply(1) + two.apply(3))).isEmpty();
  }

  @Test
  void picturesBehindTheBoundAreToldAsNotRemembered() {
    OtherAnswers few = new OtherAnswers(PROFILE, sink, null, 2_000);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i <= 2_000; i++) {
      lines.append(Lines.line(Lines.png(i + 1, i + 1, 1), "oak"));
    }

    assertThat(see(few, lines.toString())).isEmpty();
    assertThat(sink.skipped())
        .containsExactly(Map.entry(
            "test.similar-picture-other-answer",
            "only the first 2,000 different pictures with a question were remembered"));
  }

  @Test
  void aPictureThatLooksLikeOneOfTheValidationFileIsAWarning() throws IOException {
    Path file = Files.writeString(
        folder.resolve("val.jsonl"), Lines.said("a", "b") + shown(0b100000, 1, "oak"));
    ValidationFile validation = ValidationFile.read(file, PROFILE, LookAlikePicturesTest::pass);

    String lines = shown(0b111111, 2, "oak") + shown(0b100100, 3, "elm") + shown(32, 1, "ash");

    assertThat(see(new Twins(sink, validation, null), lines)).hasSize(2);
    assertThat(findings.get(0)).satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.validation-similar-picture");
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.line()).contains(2L);
      assertThat(finding.picture()).contains(0);
      assertThat(finding.message())
          .isEqualTo(
              "a picture that looks the same is in line 2 of the validation file" + " 'val.jsonl'");
    });
    assertThat(findings.get(1).rule()).isEqualTo("test.validation-picture");
    assertThat(sink.skipped()).isEmpty();
  }
}
