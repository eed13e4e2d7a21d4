package dev.fovea.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.dataset.DatasetReport;
import dev.fovea.dataset.DatasetRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Figures about something else than what a table says would be worse than none. */
class MeasuredThingsTest {
  // Two JPEG and a PNG, twice.
  private static final DrawnPictures PICTURES = drawn();

  @TempDir
  Path folder;

  private static DrawnPictures drawn() {
    try {
      return DrawnPictures.drawn(1, 6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void drawnPicturesAreOfTheirSizeDecodeAndAreNeverEqual() throws IOException {
    for (int i = 0; i < 6; i++) {
      byte[] picture = PICTURES.picture(i);
      assertThat(picture.length).isBetween(50_000, 420_000);
      assertThat(Arrays.equals(picture, PICTURES.picture(i + 6))).isFalse();
      assertThat(ImageIO.read(new ByteArrayInputStream(picture))).isNotNull();
    }
    assertThat(DrawnPictures.drawn(1, 2).picture(0)).isEqualTo(PICTURES.picture(0));
  }

  @Test
  void generatedLinesHaveTwoPicturesAndNoErrors() throws IOException {
    Path file = folder.resolve("lines.jsonl");
    VisionFile.generate(file, 2_000_000, PICTURES, 3);

    DatasetReport report = DatasetRules.of("together").check(file);

    assertThat(report.bytes()).isEqualTo(Files.size(file)).isGreaterThanOrEqualTo(2_000_000);
    assertThat(report.errors()).isZero();
    assertThat(report.pictures()).isEqualTo(2 * report.lines());
  }

  @ParameterizedTest
  @EnumSource(Pass.class)
  void everyPassGoesThroughGeneratedLines(Pass pass) throws IOException {
    Path file = folder.resolve("lines.jsonl");
    VisionFile.generate(file, 500_000, PICTURES, 3);

    pass.over(file);
  }

  @ParameterizedTest
  @EnumSource(WriteWay.class)
  void allWaysOfWritingWriteTheSameBytes(WriteWay way) throws IOException {
    PictureFolder pictures = PictureFolder.of(folder.resolve("pictures"), 2, PICTURES);
    Path byHand = folder.resolve("by-hand.jsonl");
    WriteWay.PIECES.write(pictures, byHand, 2);

    Path written = folder.resolve("written.jsonl");
    way.prepare(pictures, written);
    way.write(pictures, written, 2);

    assertThat(written).hasSameBinaryContentAs(byHand);
  }

  @Test
  void longStreamIsCheckedToItsEndAndEveryPlantedErrorFound() throws IOException {
    assertThat(LongCheck.wrong(new FarLines(PICTURES, 3_000_000, 15_000_000, 20_000_000)))
        .isEmpty();
  }

  @Test
  void plantedErrorThatIsNotToldIsNoticed() throws IOException {
    // Too small a picture to be too large.
    assertThat(LongCheck.wrong(new FarLines(PICTURES, 1, 1, 1)))
        .contains("errors: 5 planted, 4 told")
        .anyMatch(
            wrong -> wrong.startsWith("nothing told Broken[line=5, rule=together.picture-too"));
  }
}
