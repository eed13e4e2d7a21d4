package dev.fovea.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.error.ImageException;
import dev.fovea.error.ImageLimitException;
import dev.fovea.finding.Finding;
import dev.fovea.finding.Severity;
import dev.fovea.image.ColorMode;
import dev.fovea.image.DecodeLimits;
import dev.fovea.image.Image;
import dev.fovea.image.ImageFormat;
import dev.fovea.image.ImageProbe;
import dev.fovea.image.Imaging;
import dev.fovea.image.Pixels;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PixelCheckTest {
  private static final Pixels SEEN = new Pixels(16, 8, ColorMode.RGB, 7, List.of());

  private final List<Finding> findings = new ArrayList<>();

  /** Answers as it is told. */
  private static final class ToldImaging implements Imaging {
    private final Function<Image, Pixels> answer;
    private final List<DecodeLimits> limits = new ArrayList<>();

    ToldImaging(Function<Image, Pixels> answer) {
      this.answer = answer;
    }

    @Override
    public Pixels decode(Image picture, DecodeLimits given) {
      limits.add(given);
      return answer.apply(picture);
    }

    @Override
    public Image reencode(Image picture, ImageFormat format, DecodeLimits given) {
      throw new UnsupportedOperationException("a check writes no pictures");
    }

    @Override
    public Image thumbnail(Image picture, int longestSide, DecodeLimits given) {
      throw new UnsupportedOperationException("a check shows no pictures");
    }
  }

  private PictureProbe check(byte[] picture, Imaging imaging) throws IOException {
    DatasetProfile profile =
        Samples.profile().with("max-decoded-pixels", 5_000).with("max-decode-seconds", 3);
    PixelCheck pixels = new PixelCheck(profile, true, imaging);
    PictureProbe probe = new PictureProbe(ImageProbe.Depth.EVERYTHING, pixels);
    String text = Base64.getEncoder().encodeToString(picture) + "\"";
    Base64Text base64 = new Base64Text(
        ByteWindow.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))), probe);
    probe.read(base64);
    base64.drain();
    new PixelRules(new FindingSink("test", findings::add)).check(probe, "/url", 4);
    return probe;
  }

  @Test
  void wholePicturesGiveTheirPixelsAndNoFinding() throws IOException {
    byte[] png = Samples.png(61);
    ToldImaging imaging = new ToldImaging(picture -> {
      try (InputStream in = picture.open()) {
        assertThat(in.readAllBytes()).isEqualTo(png);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return SEEN;
    });

    PictureProbe probe = check(png, imaging);

    assertThat(probe.pixels()).contains(SEEN);
    assertThat(probe.header()).hasValueSatisfying(h -> assertThat(h.width()).isEqualTo(16));
    assertThat(probe.verdict()).isEqualTo(ImageProbe.Verdict.WHOLE);
    assertThat(imaging.limits).containsExactly(new DecodeLimits(5_000, Duration.ofSeconds(3)));
    assertThat(findings).isEmpty();
  }

  @Test
  void picturesThatCannotBeDecodedAreErrorsThatSayWhy() throws IOException {
    PictureProbe probe = check(Samples.png(61), new ToldImaging(picture -> {
      throw new ImageException(picture + ": row 3 is torn");
    }));

    assertThat(probe.pixels()).isEmpty();
    assertThat(findings).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.picture-undecodable");
      assertThat(finding.severity()).isEqualTo(Severity.ERROR);
      assertThat(finding.message())
          .isEqualTo("the picture begins well and cannot be decoded: row 3 is torn");
      assertThat(finding.pointer()).contains("/url");
      assertThat(finding.picture()).contains(4);
    });
  }

  @Test
  void picturesThatCostTooMuchAreWarningsThatNameTheSettings() throws IOException {
    check(Samples.png(61), new ToldImaging(picture -> {
      throw new ImageLimitException("it has too many pixels");
    }));

    assertThat(findings).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.picture-undecoded");
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.message()).endsWith(": it has too many pixels");
      assertThat(finding.fix()).contains("max-decoded-pixels").contains("max-decode-seconds");
    });
  }

  @Test
  void whereDecodersMayDifferTheirRefusalIsNoError() throws IOException {
    byte[] damaged = Samples.png(61);
    damaged[60]++;

    check(damaged, new ToldImaging(picture -> {
      throw new ImageException("row 3 is torn");
    }));

    assertThat(findings).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.picture-damaged");
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.message())
          .isEqualTo("a checksum in the picture is wrong, and it was not decoded: row 3 is torn");
    });
  }

  @Test
  void whatADecoderComplainsOfIsAWarning() throws IOException {
    check(
        Samples.png(61),
        new ToldImaging(
            picture -> new Pixels(16, 8, ColorMode.RGB, 7, List.of("extra bytes", "odd table"))));

    assertThat(findings).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("test.picture-damaged");
      assertThat(finding.message()).endsWith("with complaints: extra bytes; odd table");
    });
  }

  @Test
  void picturesWithoutAHeaderOrOfARefusedFormatAreNotDecoded() throws IOException {
    ToldImaging imaging = new ToldImaging(picture -> SEEN);

    assertThat(check(Samples.gif(), imaging).pixels()).isEmpty();
    assertThat(check(new byte[40], imaging).headerFlaw())
        .contains("no picture of a known format")
        .doesNotContain("picture from");

    assertThat(imaging.limits).isEmpty();
  }

  @Test
  void aDataSetThatCannotBeReadIsNoBrokenPicture() {
    PixelCheck pixels = new PixelCheck(Samples.profile(), true, new ToldImaging(picture -> SEEN));

    InputStream gone = new FilterInputStream(InputStream.nullInputStream()) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        throw new IOException("the disk is gone");
      }
    };

    assertThatThrownBy(() -> pixels.keep(gone))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
  }

  @Test
  void aReportSaysWhenPixelsWereNotDecodedAndHowToHaveThemDecoded() {
    String line = Samples.shown(Samples.url("png", Samples.png(61)));

    assertThat(Samples.check(line).skipped())
        .containsEntry(
            "test.picture-undecodable",
            "pixels are decoded only when asked for, by decode(true) or --decode, and with"
                + " dev.fovea:sdk-imaging on the class path");
    assertThat(Samples.rules()
            .check(Samples.stream(line), options -> options.decode(true))
            .skipped())
        .containsEntry(
            "test.picture-undecodable",
            "pixels are decoded only with dev.fovea:sdk-imaging on the class path");
    assertThat(Samples.check("{\"messages\": []}").skipped()).isEmpty();
  }

  @Test
  void picturesOfAStreamLieInOneFileInTurnsAndGoWithTheCheck() throws IOException {
    byte[] first = Samples.png(177);
    byte[] second = Samples.png(178);
    try (PixelCheck pixels =
        new PixelCheck(Samples.profile(), true, new ToldImaging(picture -> SEEN))) {
      assertThat(pixels.keep(new ByteArrayInputStream(first))).isNotNull();
      assertThat(kept(first)).isEqualTo(1);

      Image picture = pixels.keep(new ByteArrayInputStream(second));

      assertThat(kept(first)).isZero();
      assertThat(kept(second)).isEqualTo(1);
      assertThat(picture).isNotNull();
      assertThat(picture.size()).isEqualTo(second.length);
      try (InputStream in = picture.open()) {
        assertThat(in.readAllBytes()).isEqualTo(second);
      }
    }
    assertThat(kept(second)).isZero();
  }

  /** How many temporary files hold these bytes and nothing else. */
  private static long kept(byte[] picture) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("fovea-pictures"))
          .filter(file -> holds(file, picture))
          .count();
    }
  }

  private static boolean holds(Path file, byte[] picture) {
    try {
      return Arrays.equals(Files.readAllBytes(file), picture);
    } catch (IOException e) {
      // Another test's, gone meanwhile.
      return false;
    }
  }
}
